"""The machine: what a person and a mentor see happen, and what can never happen in whatever order things come."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from navigator.handoff import effects as f
from navigator.handoff import events as e
from navigator.handoff.relay import OVER, Patience, Relay, asked, step

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
PATIENCE = Patience()
MENTORS = ("ana", "bea", "cleo")


def after(*happened: e.Event, relay: Relay | None = None, now: datetime = NOW) -> Relay:
    relay = relay or asked("r", ("housing", "children", "area"), NOW)
    for event in happened:
        relay, _ = step(relay, event, now)
    return relay


LIVE = (e.Agreed(open=True), e.Claimed("ana"))


def test_the_way_to_a_mentor() -> None:
    relay = after()
    assert after(e.LeftOut("area"), relay=relay).shared == ("housing", "children")
    assert after(e.Declined(), relay=relay).state == "cancelled"
    assert after(e.Agreed(open=True), relay=relay).state == "waiting"
    assert after(e.Agreed(open=False), relay=relay).state == "consented"
    assert after(*LIVE).mentor == "ana"


def test_the_second_mentor_to_claim_is_refused() -> None:
    relay = after(*LIVE)
    relay, done = step(relay, e.Claimed("bea"), NOW)
    assert (relay.mentor, done) == ("ana", (f.Refuse("bea"),))


def test_another_mentor_cannot_write_end_or_hand_on() -> None:
    relay = after(*LIVE)
    for event in (e.MentorWrote("bea", "1"), e.MentorEnded("bea"), e.MentorHandsOn("bea"), e.MentorCalledHelp("bea")):
        assert step(relay, event, NOW) == (relay, (f.Refuse("bea"),))


def test_a_mentor_who_vanishes_is_noticed_within_two_minutes_and_the_person_goes_first() -> None:
    relay = after(*LIVE)
    later = NOW + timedelta(seconds=100)
    relay, done = step(relay, e.TimePassed(), later)
    assert relay.state == "paused"
    assert f.TellPerson("mentor_lost") in done
    waiting = asked("other", (), NOW - timedelta(hours=1))
    assert relay.turn < waiting.turn


def test_what_is_written_meanwhile_reaches_the_next_mentor_once() -> None:
    relay = after(*LIVE, e.MentorHandsOn("ana"), e.PersonWrote("1"), e.PersonWrote("2"), e.PersonWrote("1"))
    relay, done = step(relay, e.Claimed("bea"), NOW)
    assert [each for each in done if isinstance(each, f.ToMentor)] == [f.ToMentor("bea", "1"), f.ToMentor("bea", "2")]
    assert relay.held == ()


def test_nobody_comes_and_the_person_is_told_what_was_not_read() -> None:
    relay = after(*LIVE, e.MentorHandsOn("ana"), e.PersonWrote("1"))
    relay, done = step(relay, e.TimePassed(), NOW + PATIENCE.pause)
    assert f.TellPerson("mentor_nobody", unread=1) in done
    assert relay.state == "consented"


def test_a_person_who_ends_it_between_mentors_hears_what_was_not_read() -> None:
    relay, done = step(after(*LIVE, e.MentorHandsOn("ana"), e.PersonWrote("1")), e.PersonEnded(), NOW)
    assert f.TellPerson("mentor_over", unread=1) in done
    assert relay.held == ()


def test_a_person_who_goes_quiet_is_seen_and_then_let_go_of_without_a_word() -> None:
    relay = after(*LIVE)
    at = NOW + PATIENCE.person_quiet
    relay, done = step(after(e.MentorSeen("ana"), relay=relay, now=at), e.TimePassed(), at)
    assert done == (f.NotifyMentor("ana", "person_quiet"),)
    at = NOW + PATIENCE.person_gone
    relay, done = step(after(e.MentorSeen("ana"), relay=relay, now=at), e.TimePassed(), at)
    assert relay.state == "expired"
    assert not any(isinstance(each, f.TellPerson) for each in done)


def test_a_call_back_is_claimed_inside_its_window_only() -> None:
    opens, closes = NOW + timedelta(hours=2), NOW + timedelta(hours=4)
    relay = after(e.Agreed(open=False), e.CallBackAsked(opens, closes))
    assert after(e.Claimed("ana"), relay=relay, now=NOW).state == "consented"
    assert after(e.Claimed("ana"), relay=relay, now=opens).state == "live"
    relay, done = step(relay, e.TimePassed(), closes)
    assert relay.state == "expired"
    assert f.TellPerson("mentor_call_back_missed", at_once=False) in done


def test_report_names_the_mentor_and_nothing_else() -> None:
    relay, done = step(after(*LIVE), e.PersonReported(), NOW)
    assert relay.state == "ended"
    assert f.NotifyCoordinator("ana", "report") in done


@pytest.mark.parametrize("event", [e.PersonStopped(), e.PersonEnded(), e.PersonReported()])
def test_a_person_who_ends_it_hears_nothing_more_from_the_mentor(event: e.Event) -> None:
    relay, done = step(after(*LIVE), event, NOW)
    assert relay.over
    assert f.DropUnsent() in done
    assert step(relay, e.MentorWrote("ana", "late"), NOW) == (relay, (f.Refuse("ana"),))


def test_danger_is_a_flag_for_the_mentor_and_has_no_name() -> None:
    _, done = step(after(*LIVE), e.PersonInDanger(), NOW)
    assert done == (f.NotifyMentor("ana", "danger"),)


@dataclass
class World:
    """Everyone around one relay: what was accepted from each side and what each side got."""

    relay: Relay
    now: datetime = NOW
    from_person: list[str] = field(default_factory=list)
    to_mentors: list[tuple[str, str]] = field(default_factory=list)
    to_person: list[str] = field(default_factory=list)
    unread: int = 0

    def happens(self, event: e.Event) -> None:
        before = self.relay
        self.relay, done = step(before, event, self.now, PATIENCE)
        if isinstance(event, e.PersonWrote) and before.talking and event.line not in before.seen:
            self.from_person.append(event.line)
        for effect in done:
            self.look_at(effect, before, event)
        assert (self.relay.mentor != "") == (self.relay.state == "live")
        assert not before.over or self.relay == before

    def look_at(self, effect: f.Effect, before: Relay, event: e.Event) -> None:
        if isinstance(effect, f.ToMentor | f.ToPerson | f.Hold | f.TellPerson | f.NotifyMentor):
            assert not before.over, "nothing happens after the end"
        if isinstance(effect, f.ToMentor):
            assert self.relay.mentor == effect.mentor
            self.to_mentors.append((effect.mentor, effect.line))
        if isinstance(effect, f.ToPerson):
            assert isinstance(event, e.MentorWrote)
            assert before.mentor == event.mentor
            self.to_person.append(effect.line)
        if isinstance(effect, f.TellPerson):
            self.unread += effect.unread

    def balances(self) -> None:
        got = [line for _, line in self.to_mentors]
        assert max(Counter(got).values(), default=1) == 1, "doubled"
        assert max(Counter(self.to_person).values(), default=1) == 1, "doubled"
        assert got == [line for line in self.from_person if line in set(got)], "out of order"
        missing = len(self.from_person) - len(got) - len(self.relay.held)
        stopped = self.relay.state == "ended"
        assert missing == self.unread or (stopped and missing >= self.unread), "lost without a word"


mentors = st.sampled_from(MENTORS)
lines = st.integers(0, 12).map(str)
happenings = st.one_of(
    st.builds(e.LeftOut, st.sampled_from(["housing", "area"])),
    st.builds(e.Agreed, st.booleans()),
    st.just(e.CallBackAsked(NOW + timedelta(minutes=5), NOW + timedelta(hours=1))),
    st.builds(e.PersonWrote, lines.map("p{}".format)),
    st.builds(e.PersonWrote, lines.map("p{}".format)),
    st.builds(e.Claimed, mentors),
    st.builds(e.MentorWrote, mentors, lines.map("m{}".format)),
    st.builds(e.MentorWrote, mentors, lines.map("m{}".format)),
    st.builds(e.MentorSeen, mentors),
    st.builds(e.MentorHandsOn, mentors),
    st.builds(e.MentorFlagged, mentors),
    st.builds(e.MentorCalledHelp, mentors),
    st.just(e.PersonInDanger()),
    st.just(e.TimePassed()),
    st.timedeltas(timedelta(0), timedelta(minutes=3)),
)
endings = st.one_of(
    *(st.just(each) for each in (e.Declined(), e.PersonEnded(), e.PersonStopped(), e.PersonReported())),
    st.builds(e.MentorEnded, mentors),
    st.just(timedelta(hours=3)),
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(happenings, max_size=40), st.lists(endings, max_size=2), st.lists(happenings, max_size=12), st.booleans()
)
def test_whatever_comes_in_whatever_order_no_line_is_lost_doubled_or_astray(
    first: list[e.Event | timedelta], ends: list[e.Event | timedelta], late: list[e.Event | timedelta], talks: bool
) -> None:
    world = World(asked("r", ("housing", "area"), NOW))
    for event in (*(LIVE if talks else ()), *first, *ends, *late):
        if isinstance(event, timedelta):
            world.now += event
        else:
            world.happens(event)
    world.balances()


def test_no_relay_lives_for_ever() -> None:
    """With nobody doing anything, time alone ends every state."""
    for begun in ((), (e.Agreed(open=True),), LIVE, (*LIVE, e.MentorHandsOn("ana")), (e.Agreed(open=False),)):
        relay, now = after(*begun), NOW
        for _ in range(300):
            now += timedelta(minutes=1)
            relay, _ = step(relay, e.TimePassed(), now)
        assert relay.state in OVER
