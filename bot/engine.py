"""Rasa without its server: a conversation's slots and one message in, replies and new slots out.

The words go through Rasa's NLU graph once and are dropped; the turn itself runs with what was understood and an empty
text, so that no tracker, event or log ever carries them.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.exceptions import ModelNotFound
from rasa.model import get_latest_model
from rasa.shared.core.domain import Domain

from bot import inprocess
from bot.graph_runner import SequentialGraphRunner
from bot.nlg import CatalogueNLG
from bot.tracker_store import SealedTrackerStore, Slots
from navigator.errors import ModelMissing
from navigator.understanding.encode import encoder


@dataclass(frozen=True, slots=True)
class Said:
    """One reply: its text, the catalogue key it came from and the services it suggests, in order."""

    text: str
    key: str = ""
    services: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    said: tuple[Said, ...]
    slots: Slots


@dataclass(slots=True)
class Collected(OutputChannel):
    """Rasa's output channel for one turn: keeps what is said instead of sending it."""

    channel: str
    said: list[Said] = field(default_factory=list)

    def name(self) -> str:  # a class method in Rasa, which asks instances for it
        return self.channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        effects = tuple((message.get("custom") or {}).get("effects", ()))
        if message.get("text") or effects:
            services = tuple(message.get("services") or ())
            self.said.append(Said(message.get("text") or "", message.get("key", ""), services, effects))


class Engine:
    def __init__(self, agent: Agent, store: SealedTrackerStore) -> None:
        self._agent = agent
        self._store = store

    @classmethod
    def load(cls, model: Path, store: SealedTrackerStore | None = None) -> "Engine":
        """Load the model file, or the newest in the folder. Raises :class:`ModelMissing`."""
        inprocess.install()
        path = model_file(model)
        store = store or SealedTrackerStore(Domain.empty())
        try:
            agent = Agent.load(
                path, generator=CatalogueNLG(), tracker_store=store, action_endpoint=inprocess.InProcessActions()
            )
        except ModelNotFound:
            raise ModelMissing(f"{path} is not a model; train one with: navigator train") from None
        agent.processor.graph_runner = SequentialGraphRunner(agent.processor.graph_runner)
        encoder().encode("hello")  # reads its weights now, not while the first person waits
        return cls(agent, store)

    async def turn(self, conversation: str, text: str, slots: Slots | None, channel: str) -> Outcome:
        """Understand `text`, decide and answer. `conversation` is a pseudonym; nothing is read or written."""
        with self._store.hold(conversation, slots):
            parsed = await self._understand(conversation, text)
            output = Collected(channel)
            await self._agent.handle_message(
                UserMessage("", output, conversation, input_channel=channel, parse_data=parsed)
            )
            return Outcome(tuple(output.said), self._store.held(conversation))

    async def _understand(self, conversation: str, text: str) -> dict[str, Any]:
        tracker = await self._store.get_or_create_tracker(conversation)
        # Rasa takes "/restart" or "/inform{…}" as a command; from a stranger it is text like any other.
        message = UserMessage(text.lstrip("/ "), sender_id=conversation)
        parsed: dict[str, Any] = await self._agent.processor.parse_message(message, tracker)
        return {"text": "", "intent": parsed["intent"], "entities": parsed["entities"]}


def model_file(model: Path) -> Path:
    """`model` itself, or the newest model in it. Raises :class:`ModelMissing`."""
    found = model if model.is_file() else get_latest_model(str(model)) if model.is_dir() else None
    if not found:
        raise ModelMissing(f"no trained model in {model}; train one with: navigator train")
    return Path(found)
