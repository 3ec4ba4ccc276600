"""The relay between a person and a mentor, as a pure state machine: `step(relay, event, now) -> (relay, effects)`.

    asked ── yes ──> waiting ── claimed ──> live <── claimed ── paused
      │  └── yes, nobody there ──> consented          └─ mentor gone, hands on ──^
      │                              (a call-back may be asked for; claimed in its window it is live)
      └── no: cancelled.   Every state can end; ended, expired and cancelled are for good.

While asked, consented or waiting the bot still answers the person; while live or paused their words are lines.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from navigator.handoff import events as e
from navigator.handoff.effects import (
    Count,
    DropUnsent,
    Effect,
    Hold,
    NotifyCoordinator,
    NotifyMentor,
    Refuse,
    TellPerson,
    ToMentor,
    ToPerson,
)

State = Literal["asked", "consented", "waiting", "live", "paused", "ended", "expired", "cancelled"]
SEEN_EVERY = timedelta(seconds=20)  # a page asks for news all the time; it is written down this often
OVER: frozenset[State] = frozenset({"ended", "expired", "cancelled"})


@dataclass(frozen=True, slots=True)
class Patience:
    """The time-outs, by name."""

    answer: timedelta = timedelta(minutes=15)  # asked, or offered a call-back, and no answer: expired
    wait: timedelta = timedelta(minutes=5)  # waiting, and nobody took it: a call-back is offered
    mentor_silent: timedelta = timedelta(seconds=90)  # live, and the mentor's page is gone: paused, the person told
    pause: timedelta = timedelta(minutes=10)  # paused, and nobody took it: a call-back is offered
    person_quiet: timedelta = timedelta(minutes=20)  # live, and no word from the person: the mentor is told
    person_gone: timedelta = timedelta(hours=1)  # expired, quietly


@dataclass(frozen=True, slots=True)
class Relay:
    """`shared`: need ids and "area" that a mentor may see. `held`: lines that no mentor has got yet, in order.

    `seen`: the keys of all lines so far. `since`: when it came into this state. `danger`: the safety screen fired on
    the person's words; `flagged`: the mentor called it a crisis.
    """

    id: str
    since: datetime
    person_at: datetime
    shared: tuple[str, ...] = ()
    state: State = "asked"
    mentor: str = ""
    mentor_at: datetime | None = None
    held: tuple[str, ...] = ()
    seen: frozenset[str] = frozenset()
    danger: bool = False
    flagged: bool = False
    quiet_told: bool = False
    call_back: tuple[datetime, datetime] | None = None

    @property
    def over(self) -> bool:
        return self.state in OVER

    @property
    def talking(self) -> bool:
        """What the person writes is for the mentor, not for the bot."""
        return self.state in ("live", "paused")

    @property
    def turn(self) -> tuple[bool, bool, datetime]:
        """Sorts the waiting list: who was already talking, then who may be in danger, then who has waited longest."""
        return self.state != "paused", not self.danger, self.since

    def can_be_claimed(self, now: datetime) -> bool:
        if self.state == "consented":
            return self.call_back is not None and self.call_back[0] <= now < self.call_back[1]
        return self.state in ("waiting", "paused")


Step = tuple[Relay, tuple[Effect, ...]]


def asked(id: str, shared: tuple[str, ...], now: datetime) -> Relay:
    """A new relay: the person wants a mentor and is shown what one would see."""
    return Relay(id, since=now, person_at=now, shared=shared)


def step(relay: Relay, event: e.Event, now: datetime, patience: Patience | None = None) -> Step:
    """The relay after `event`. What does not fit the state changes nothing; a mentor who has no part is refused."""
    mentor = getattr(event, "mentor", None)
    if mentor is not None and not isinstance(event, e.Claimed) and (relay.state != "live" or relay.mentor != mentor):
        return relay, (Refuse(mentor),)
    if relay.over:
        return relay, ((Refuse(mentor),) if mentor is not None else ())
    if isinstance(event, e.TimePassed):
        return _time_passed(relay, now, patience or Patience())
    return _HANDLERS[type(event)](relay, event, now)


def _left_out(relay: Relay, event: e.LeftOut, now: datetime) -> Step:
    if relay.state != "asked" or event.item not in relay.shared:
        return relay, ()
    kept = tuple(item for item in relay.shared if item != event.item)
    return replace(relay, shared=kept, since=now), (TellPerson("mentor_offer_less"),)


def _agreed(relay: Relay, event: e.Agreed, now: datetime) -> Step:
    if relay.state != "asked":
        return relay, ()
    if event.open:
        return _to(relay, "waiting", now), (TellPerson("mentor_wait"), Count("asked"))
    return _to(relay, "consented", now), (TellPerson("mentor_nobody"), Count("asked"), Count("nobody_there"))


def _declined(relay: Relay, event: e.Declined, now: datetime) -> Step:
    offered = relay.state == "consented" and relay.call_back is None
    if relay.state == "asked" or offered:
        return _to(relay, "cancelled", now), (TellPerson("mentor_declined"),)
    return relay, ()


def _call_back(relay: Relay, event: e.CallBackAsked, now: datetime) -> Step:
    if relay.state not in ("consented", "waiting") or event.end <= now:
        return relay, ()
    window = (event.start, event.end)
    return replace(_to(relay, "consented", now), call_back=window), (TellPerson("mentor_call_back_kept"),)


def _person_wrote(relay: Relay, event: e.PersonWrote, now: datetime) -> Step:
    if not relay.talking or event.line in relay.seen:
        return relay, ()
    relay = replace(relay, seen=relay.seen | {event.line}, person_at=now, quiet_told=False)
    if relay.state == "live":
        return relay, (ToMentor(relay.mentor, event.line),)
    told = () if relay.held else (TellPerson("mentor_held"),)
    return replace(relay, held=(*relay.held, event.line)), (Hold(event.line), *told)


def _person_ended(relay: Relay, event: e.PersonEnded, now: datetime) -> Step:
    if relay.talking:
        told = TellPerson("mentor_over", unread=len(relay.held))
        return _to(relay, "ended", now), (DropUnsent(), told, Count("ended_by_person"))
    return _to(relay, "cancelled", now), (DropUnsent(), TellPerson("mentor_cancelled"), Count("cancelled"))


def _person_stopped(relay: Relay, event: e.PersonStopped, now: datetime) -> Step:
    return _to(relay, "ended", now), (DropUnsent(), Count("ended_by_stop"))


def _person_reported(relay: Relay, event: e.PersonReported, now: datetime) -> Step:
    if relay.state != "live":
        return relay, ()
    told = (TellPerson("mentor_reported"), NotifyCoordinator(relay.mentor, "report"), Count("reported"))
    return _to(relay, "ended", now), (DropUnsent(), *told)


def _person_in_danger(relay: Relay, event: e.PersonInDanger, now: datetime) -> Step:
    told = (NotifyMentor(relay.mentor, "danger"),) if relay.state == "live" else ()
    return replace(relay, danger=True), told


def _claimed(relay: Relay, event: e.Claimed, now: datetime) -> Step:
    if not relay.can_be_claimed(now):
        mine = relay.state == "live" and relay.mentor == event.mentor
        return relay, (() if mine else (Refuse(event.mentor),))
    keys = {"waiting": "mentor_here", "paused": "mentor_here_again", "consented": "mentor_call_back_here"}
    live = replace(
        _to(relay, "live", now), mentor=event.mentor, mentor_at=now, person_at=now, held=(), quiet_told=False
    )
    held = (ToMentor(event.mentor, line) for line in relay.held)
    return live, (TellPerson(keys[relay.state]), *held, Count("reached"))


def _mentor_wrote(relay: Relay, event: e.MentorWrote, now: datetime) -> Step:
    relay = replace(relay, mentor_at=now)
    if event.line in relay.seen:
        return relay, ()
    return replace(relay, seen=relay.seen | {event.line}), (ToPerson(event.line),)


def _mentor_seen(relay: Relay, event: e.MentorSeen, now: datetime) -> Step:
    if relay.mentor_at is not None and now - relay.mentor_at < SEEN_EVERY:
        return relay, ()
    return replace(relay, mentor_at=now), ()


def _mentor_hands_on(relay: Relay, event: e.MentorHandsOn, now: datetime) -> Step:
    return _to(relay, "paused", now), (TellPerson("mentor_changing"), Count("handed_on"))


def _mentor_ended(relay: Relay, event: e.MentorEnded, now: datetime) -> Step:
    return _to(relay, "ended", now), (TellPerson("mentor_ended"), Count("ended_by_mentor"))


def _mentor_flagged(relay: Relay, event: e.MentorFlagged, now: datetime) -> Step:
    if relay.flagged:
        return relay, ()
    return replace(relay, flagged=True), (NotifyCoordinator(event.mentor, "crisis"),)


def _mentor_called_help(relay: Relay, event: e.MentorCalledHelp, now: datetime) -> Step:
    return relay, (NotifyCoordinator(event.mentor, "help"),)


def _time_passed(relay: Relay, now: datetime, patience: Patience) -> Step:
    if relay.state == "live":
        return _while_live(relay, now, patience)
    here = now - relay.since
    if relay.state in ("waiting", "paused"):
        if here < (patience.wait if relay.state == "waiting" else patience.pause):
            return relay, ()
        told = TellPerson("mentor_nobody", unread=len(relay.held))
        return replace(_to(relay, "consented", now), held=()), (told, Count("nobody_there"))
    if relay.call_back is not None:
        if now < relay.call_back[1]:
            return relay, ()
        return _to(relay, "expired", now), (
            TellPerson("mentor_call_back_missed", at_once=False),
            Count("call_back_missed"),
        )
    return (_to(relay, "expired", now), ()) if here >= patience.answer else (relay, ())


def _while_live(relay: Relay, now: datetime, patience: Patience) -> Step:
    if now - (relay.mentor_at or relay.since) >= patience.mentor_silent:
        return _to(relay, "paused", now), (TellPerson("mentor_lost"), Count("mentor_lost"))
    if now - relay.person_at >= patience.person_gone:
        return _to(relay, "expired", now), (Count("person_gone"),)
    if now - relay.person_at >= patience.person_quiet and not relay.quiet_told:
        return replace(relay, quiet_told=True), (NotifyMentor(relay.mentor, "person_quiet"),)
    return relay, ()


def _to(relay: Relay, state: State, now: datetime) -> Relay:
    """In another state nobody is the mentor until somebody claims it; when it is over nothing is held for anybody."""
    held = () if state in OVER else relay.held
    return replace(relay, state=state, since=now, mentor="", mentor_at=None, call_back=None, held=held)


_HANDLERS: dict[type, Callable[[Relay, Any, datetime], Step]] = {
    e.LeftOut: _left_out,
    e.Agreed: _agreed,
    e.Declined: _declined,
    e.CallBackAsked: _call_back,
    e.PersonWrote: _person_wrote,
    e.PersonEnded: _person_ended,
    e.PersonStopped: _person_stopped,
    e.PersonReported: _person_reported,
    e.PersonInDanger: _person_in_danger,
    e.Claimed: _claimed,
    e.MentorWrote: _mentor_wrote,
    e.MentorSeen: _mentor_seen,
    e.MentorHandsOn: _mentor_hands_on,
    e.MentorEnded: _mentor_ended,
    e.MentorFlagged: _mentor_flagged,
    e.MentorCalledHelp: _mentor_called_help,
}
