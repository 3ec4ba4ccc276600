"""Between the inbox and the relay: what a person's message means for their talk with a mentor, and what they are told.

Blocking: the inbox and the desk call it from threads.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from bot.engine import Said
from bot.messages import render
from bot.messages.words import need
from navigator.clock import Clock
from navigator.handoff import events as e
from navigator.handoff.effects import TellPerson
from navigator.handoff.programme.store import Programme
from navigator.handoff.record import Held, Person
from navigator.handoff.relay import Relay
from navigator.handoff.store import Handoffs, Outcome, line_key
from navigator.handoff.windows import WINDOWS, next_window
from navigator.ids import Ids
from navigator.needs import acts, needs
from navigator.outbox.messages.store import Outbox
from navigator.settings import Settings
from navigator.sms.optout import plain
from navigator.understanding.tables import load

OFFERS = frozenset({"mentor", "mentor_none"})  # the bot's answers to MENTOR; a programme that is set up says more
SHOWN_OF = ("offered", "previous", "looking", "shown")  # slots about the list that was not shown after all
MOST_SHARED = 3  # needs; with the area they still fit the text that asks for consent
REPORT = frozenset({"report", "reportar"})
DEMO_REPORTING = Path(__file__).with_name("desk") / "reporting.demo.txt"
WHEN = ("mentor_when_1", "mentor_when_2", "mentor_when_3")


@dataclass(frozen=True, slots=True)
class Wrote:
    """A message of a person. `names`: their conversation's possible names, newest first. `mark`: what makes it one."""

    names: Sequence[str]
    channel: Literal["sms", "web"]
    sender: str
    text: str
    mark: str
    danger: bool
    language: str


def sentence(told: TellPerson, person: Person, **values: Any) -> str:
    """What a relay tells a person, in words."""
    said = render(told.key, {"line": "peers", **values}, person.language, person.channel)
    if told.unread:
        said += " " + render("mentor_unread", {}, person.language, person.channel)
    return said


def reporting_of(settings: Settings) -> str:
    """The operator's text of what mentors must by law report; the demo's is made up and says so. Empty: none."""
    file = Path(settings.reporting_text) if settings.reporting_text else DEMO_REPORTING if settings.demo else None
    return file.read_text(encoding="utf-8").strip() if file else ""


class Mentoring:
    """`reporting`: the operator's text of what mentors must by law report; without it no mentor is offered.

    `opening`: the programme's hours as people are told them. `changed` is called after every change of a relay.
    """

    def __init__(
        self,
        handoffs: Handoffs,
        programme: Programme,
        outbox: Outbox,
        clock: Clock,
        ids: Ids,
        timezone: str,
        reporting: str,
        opening: str,
    ) -> None:
        self.handoffs, self.programme = handoffs, programme
        self._outbox, self._clock, self._ids = outbox, clock, ids
        self._timezone, self.reporting, self._opening = timezone, reporting, opening
        self.changed: Callable[[], None] = lambda: None

    def offered(self) -> bool:
        """Whether there is a programme that may be offered at all."""
        return bool(self.reporting) and self.programme.exists()

    def offer(self, wrote: Wrote, slots: Mapping[str, Any]) -> tuple[Said, ...]:
        """The consent talk's first step, or where the person's relay stands already."""
        known = [id for id in slots.get("needs") or () if id in needs() and id != "peer_support"][:MOST_SHARED]
        place = (slots.get("area") or {}).get("label", "")
        shared = (*known, *([f"area:{place}"] if place else []))
        person = Person(wrote.channel, wrote.sender, wrote.language)
        relay = self.handoffs.begin(self._ids.new(), wrote.names[0], person, shared, self._clock.now())
        if relay.state == "asked":
            return (self._offer(relay, person, "mentor_offer"), Said(self.reporting, key="reporting"))
        key = "mentor_call_back_waits" if relay.call_back else "mentor_wait"
        return (Said(sentence(TellPerson(key), person), key=key),)

    def hears(self, wrote: Wrote) -> tuple[Said, ...] | None:
        """What the person is told; None if the message is for the bot."""
        held = self.handoffs.of(*wrote.names)
        if held is None:
            return None
        if _is_word("erase", wrote.text):
            self.happens(held.relay.id, e.PersonStopped())
            return None
        if held.relay.talking:
            return self._in_talk(held, wrote)
        if held.relay.state == "asked":
            return self._consent(held, wrote)
        if _is_word("bye", wrote.text):
            return self._tells(held, e.PersonEnded())
        return self._call_back(held, wrote) if held.relay.state == "consented" and not held.relay.call_back else None

    def stops(self, names: Sequence[str]) -> None:
        """STOP: whatever there is ends at once, and nothing more is sent."""
        held = self.handoffs.of(*names)
        if held is not None:
            self.happens(held.relay.id, e.PersonStopped())

    def news(self, names: Sequence[str], got: int) -> tuple[list[tuple[int, str, str]], bool]:
        """(number, who, words) that wait for a web page, and whether a relay lives that may bring more."""
        waiting = self._outbox.for_page(list(names), got, self._clock.now())
        held = self.handoffs.of(*names)
        return waiting, held is not None and held.relay.state != "asked"

    def failed(self, id: str) -> int:
        """How many messages of this relay did not arrive."""
        return self._outbox.failed(id)

    def happens(self, id: str, event: e.Event, words: str = "", *, answering: bool = False) -> Outcome:
        outcome = self.handoffs.happens(id, event, self._clock.now(), words, answering=answering)
        if outcome.effects:
            self.changed()
        return outcome

    def tick(self) -> None:
        """Lets time pass; run it every few seconds."""
        if self.handoffs.tick(self._clock.now()):
            self.changed()

    def room(self, now: datetime) -> bool:
        """Whether a mentor is there who can take one more."""
        return any(
            each.there and not each.paused and len(self.handoffs.with_mentor(each.name)) < each.most
            for each in self.programme.mentors(now)
        )

    def _in_talk(self, held: Held, wrote: Wrote) -> tuple[Said, ...]:
        if _is_word("bye", wrote.text) or _is_word("done", wrote.text):
            return self._tells(held, e.PersonEnded())
        if plain(wrote.text) in REPORT:
            return self._tells(held, e.PersonReported())
        said = self._tells(held, e.PersonWrote(line_key(wrote.mark or self._ids.new())), wrote.text)
        if wrote.danger:
            self.happens(held.relay.id, e.PersonInDanger())
        return said

    def _consent(self, held: Held, wrote: Wrote) -> tuple[Said, ...] | None:
        said, shared = plain(wrote.text), held.relay.shared
        if said.isdecimal() and 0 < int(said) <= len(shared):
            outcome = self.happens(held.relay.id, e.LeftOut(shared[int(said) - 1]), answering=True)
            return (self._offer(outcome.relay, held.person, "mentor_offer_less"),)
        if said in load("talk", "answers")["yes"]:
            return self._tells(held, e.Agreed(open=self.room(self._clock.now())))
        if said in load("talk", "answers")["no"]:
            return self._tells(held, e.Declined())
        # They went on with something else: the offer lapses, so that a later YES means what was asked then.
        self.happens(held.relay.id, e.Declined(), answering=True)
        return None

    def _call_back(self, held: Held, wrote: Wrote) -> tuple[Said, ...] | None:
        said = plain(wrote.text)
        if said.isdecimal() and int(said) in WINDOWS:
            start, end = next_window(int(said), self._clock.now(), self._timezone)
            when = render(WHEN[int(said) - 1], {}, held.person.language, held.person.channel)
            return self._tells(held, e.CallBackAsked(start, end), when=when)
        answer = self._tells(held, e.Declined())
        return answer if said in load("talk", "answers")["no"] else None

    def _tells(self, held: Held, event: e.Event, words: str = "", **values: Any) -> tuple[Said, ...]:
        outcome = self.happens(held.relay.id, event, words, answering=True)
        told = [effect for effect in outcome.effects if isinstance(effect, TellPerson)]
        return tuple(Said(sentence(each, held.person, **values), key=each.key) for each in told)

    def _offer(self, relay: Relay, person: Person, key: str) -> Said:
        language, channel = person.language, person.channel
        listed = [f"{number} {item_in_words(item, language)}" for number, item in enumerate(relay.shared, 1)]
        values = {
            "shared": "\n".join(listed) or render("mentor_shares_nothing", {}, language, channel),
            "open_hours": self._opening or render("mentor_no_hours", {}, language, channel),
        }
        return Said(render(key, values, language, channel), key=key)


def item_in_words(item: str, language: str) -> str:
    """A need by its id, or a place as "area:…", as people call it."""
    kind, _, label = item.partition(":")
    return label if kind == "area" else need(item, language)


def _is_word(act: str, text: str) -> bool:
    said = plain(text)
    return any(said == plain(word) for words in acts()[act].words.values() for word in words)
