"""The mentor's pages: the list of who waits, and one talk."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from bot.desk.guard import HERE, Asked
from bot.handoff import Mentoring, item_in_words
from bot.messages.catalogue import Channel
from bot.messages.words import need
from navigator.clock import Clock
from navigator.handoff import events as e
from navigator.handoff.record import Held
from navigator.handoff.store import line_key
from navigator.needs import needs
from navigator.safety.lines import line_for

LONGEST = 1000  # characters of one line
CRISIS_ROLES = ("emergency", "suicide", "advocates", "youth")
NOT_YOURS = "This talk is over, or is not yours. Nothing was sent."
FULL = "Someone else took it, or you have as many as you can. Nothing was lost."
SHORTCUTS = tuple((HERE / "shortcuts.txt").read_text(encoding="utf-8").splitlines())

# A listing as it can be sent: its name, and what the person would read.
Listed = tuple[str, str]
Find = Callable[[Held, str], Sequence[Listed]]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a mentor sees of somebody before and while they talk: no number, no name."""

    id: str
    items: tuple[str, ...]
    minutes: int
    state: str
    language: str
    channel: Channel
    danger: bool


class Talks:
    """`find` searches the directory for the person of a relay, with what does not fit them left out."""

    def __init__(self, mentoring: Mentoring, clock: Clock, find: Find, country: str) -> None:
        self._mentoring, self._clock, self._find, self._country = mentoring, clock, find, country

    def home(self, asked: Asked) -> Response:
        now = self._clock.now()
        me = self._mentoring.programme.mentor(asked.who, now)
        waiting = self._mentoring.handoffs.waiting(now) if me and me.on_shift and not me.paused else []
        return asked.page(
            "_home.html" if "part" in asked.request.query_params else "home.html",
            me=me,
            waiting=[summary(held, now) for held in waiting],
            mine=[summary(held, now) for held in self._mentoring.handoffs.with_mentor(asked.who)],
        )

    def shift(self, asked: Asked) -> Response:
        self._mentoring.programme.shift(asked.who, asked.form.get("on") == "1", self._clock.now())
        self._mentoring.changed()
        return asked.to("/")

    def claim(self, asked: Asked) -> Response:
        id = asked.form.get("id", "")
        if self._mentoring.happens(id, e.Claimed(asked.who)).refused:
            return asked.trouble(FULL, 409)
        return asked.to(f"/talk?id={id}")

    def talk(self, asked: Asked) -> Response:
        held, part = self._mine(asked), "part" in asked.request.query_params
        if held is None:
            return asked.page("_over.html") if part else asked.trouble(NOT_YOURS, 404)
        self._mentoring.happens(held.relay.id, e.MentorSeen(asked.who))
        wanted = asked.request.query_params.get("need", "")
        listed = list(self._find(held, wanted)) if wanted in needs() else []
        return asked.page(
            "_talk.html" if part else "talk.html",
            talk=summary(held, self._clock.now()),
            quiet=held.relay.quiet_told,
            note=held.note,
            lines=self._mentoring.handoffs.lines(held.relay.id, asked.who),
            failed=self._mentoring.failed(held.relay.id),
            crisis=self._lines() if held.relay.danger else [],
            shortcuts=SHORTCUTS,
            needs=[(id, need(id, "en")) for id in needs()],
            wanted=wanted,
            listed=listed,
            longest=LONGEST,
            once=secrets.token_urlsafe(9),
        )

    def say(self, asked: Asked) -> Response:
        """One line to the person; the same form sent twice is one line."""
        text = (asked.form.get("quick") or asked.form.get("text", "")).strip()[:LONGEST]
        key = line_key(f"{asked.who} {asked.form.get('once') or secrets.token_urlsafe(9)}")
        return self._done(asked, e.MentorWrote(asked.who, key), text) if text else self._back(asked)

    def note(self, asked: Asked) -> Response:
        text = asked.form.get("note", "")[:LONGEST]
        kept = self._mentoring.handoffs.note(asked.form.get("id", ""), asked.who, text, self._clock.now())
        return self._back(asked) if kept else asked.trouble(NOT_YOURS, 409)

    def flag(self, asked: Asked) -> Response:
        return self._done(asked, e.MentorFlagged(asked.who))

    def help(self, asked: Asked) -> Response:
        return self._done(asked, e.MentorCalledHelp(asked.who))

    def hand_on(self, asked: Asked) -> Response:
        return self._done(asked, e.MentorHandsOn(asked.who), then="/")

    def end(self, asked: Asked) -> Response:
        return self._done(asked, e.MentorEnded(asked.who), then="/")

    def state(self, name: str) -> str:
        """Changes whenever this mentor's pages would; being asked for it counts as being there."""
        now = self._clock.now()
        self._mentoring.programme.seen(name, now)
        for held in self._mentoring.handoffs.with_mentor(name):
            self._mentoring.handoffs.happens(held.relay.id, e.MentorSeen(name), now)
        return self._mentoring.handoffs.versions(name)

    def _lines(self) -> list[str]:
        found = (line_for(role, self._country) for role in CRISIS_ROLES)
        return [f"{line.name}: {line.say['en']}" for line in found if line]

    def _done(self, asked: Asked, event: e.Event, words: str = "", then: str = "") -> Response:
        if self._mentoring.happens(asked.form.get("id", ""), event, words).refused:
            return asked.trouble(NOT_YOURS, 409)
        return asked.to(then) if then else self._back(asked)

    def _back(self, asked: Asked) -> Response:
        return asked.to(f"/talk?id={asked.form.get('id', '')}")

    def _mine(self, asked: Asked) -> Held | None:
        held = self._mentoring.handoffs.get(asked.request.query_params.get("id", ""))
        return held if held is not None and held.relay.mentor == asked.who else None


def summary(held: Held, now: datetime) -> Summary:
    relay, person = held.relay, held.person
    items = tuple(item_in_words(item, "en") for item in relay.shared)
    waited = int((now - relay.since).total_seconds() // 60)
    return Summary(relay.id, items, waited, relay.state, person.language, person.channel, relay.danger)
