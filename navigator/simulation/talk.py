"""One conversation between a simulated person and the inbox that was handed in."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from navigator.simulation.actor import Actor, Move
from navigator.simulation.persona import Persona
from navigator.simulation.reply import Reply
from navigator.simulation.services import Service

AWAY = timedelta(hours=2, minutes=10)
Wait = Callable[[timedelta], None]
Text = Callable[[str, str], Awaitable[Reply]]
"""(who, what they write) -> the answer, as one phone number's next text message."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """`known`: what the person had said of themselves by then. `kind`: what the message was to them, as "detour"."""

    text: str
    reply: Reply
    kind: str
    known: frozenset[str]
    waited: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """`gone_without`: needs still open when their patience ended. `honest`/`false_no`: needs the bot had nothing for,
    rightly and wrongly. `calls`: (service, why it turned them away, or "").
    """

    persona: Persona
    exchanges: tuple[Exchange, ...]
    reached: tuple[str, ...] = ()
    honest: tuple[str, ...] = ()
    false_no: tuple[str, ...] = ()
    calls: tuple[tuple[str, str], ...] = ()

    @property
    def gone_without(self) -> tuple[str, ...]:
        return tuple(id for id in self.persona.needs if id not in (*self.reached, *self.honest))


async def talk(persona: Persona, text: Text, services: Mapping[str, Service], wait: Wait) -> Talk:
    """Lets `persona` talk until they have what they came for or give up. `wait` moves the clock both share."""
    actor, exchanges = Actor(persona, services), []
    move: Move | None = actor.opens()
    while move is not None:
        if move.after_a_while:
            wait(AWAY)
        reply = await text(persona.id, move.text)
        exchanges.append(Exchange(move.text, reply, move.kind, frozenset(actor.known), move.after_a_while))
        move = actor.answers(reply)
        if len(exchanges) >= persona.patience:
            actor.calls_what_is_left()
            break
    return Talk(
        persona, tuple(exchanges), tuple(actor.reached), tuple(actor.honest), tuple(actor.false_no), tuple(actor.calls)
    )
