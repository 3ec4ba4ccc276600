"""Relays in the database: one mentor each, sealed while they live, gone when they end, whoever else is writing."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from navigator.clock import FrozenClock
from navigator.handoff import events as e
from navigator.handoff.effects import Count, TellPerson
from navigator.handoff.record import Person
from navigator.handoff.relay import Patience
from navigator.handoff.store import handoff_lines, handoffs, line_key
from navigator.outbox.messages.store import outbox
from tests.cast import DEE, ROSA
from tests.handoff.conftest import Office

PERSON = Person("sms", ROSA, "en")


def begin(office: Office, clock: FrozenClock, id: str = "r1", number: str = ROSA) -> str:
    office.handoffs.begin(id, f"of {number}", Person("sms", number, "en"), ("housing", "area"), clock.now())
    office.handoffs.happens(id, e.Agreed(open=True), clock.now(), answering=True)
    return id


def live(office: Office, clock: FrozenClock, id: str = "r1", number: str = ROSA, mentor: str = "ana") -> str:
    begin(office, clock, id, number)
    assert not office.handoffs.happens(id, e.Claimed(mentor), clock.now()).refused
    return id


def wrote(office: Office, clock: FrozenClock, id: str, sid: str, words: str) -> None:
    office.handoffs.happens(id, e.PersonWrote(line_key(sid)), clock.now(), words, answering=True)


def answered(office: Office, clock: FrozenClock, id: str, mark: str, words: str, mentor: str = "ana") -> bool:
    return not office.handoffs.happens(id, e.MentorWrote(mentor, line_key(mark)), clock.now(), words).refused


def read(office: Office, id: str, mentor: str = "ana") -> list[str]:
    return [line.text for line in office.handoffs.lines(id, mentor)]


def test_a_talk_goes_both_ways_once(office: Office, clock: FrozenClock) -> None:
    id = live(office, clock)
    wrote(office, clock, id, "SM1", "are you real")
    wrote(office, clock, id, "SM1", "are you real")
    assert answered(office, clock, id, "form1", "i am")
    assert answered(office, clock, id, "form1", "i am")
    assert read(office, id) == ["are you real", "i am"]
    assert office.sent(clock.now()) == [(ROSA, "[mentor_here]"), (ROSA, "i am")]


def test_a_person_has_one_relay(office: Office, clock: FrozenClock) -> None:
    live(office, clock)
    again = office.handoffs.begin("r2", f"of {ROSA}", PERSON, (), clock.now())
    assert (again.id, again.mentor) == ("r1", "ana")


def test_a_mentor_takes_no_more_than_their_limit(office: Office, clock: FrozenClock) -> None:
    for number in range(2):
        live(office, clock, f"r{number}", f"+1510555010{number}")
    begin(office, clock, "r9", DEE)
    assert office.handoffs.happens("r9", e.Claimed("ana"), clock.now()).refused
    assert [held.relay.id for held in office.handoffs.waiting(clock.now())] == ["r9"]
    assert not office.handoffs.happens("r9", e.Claimed("bea"), clock.now()).refused


def test_who_is_paused_off_shift_or_a_stranger_takes_nobody(office: Office, clock: FrozenClock) -> None:
    begin(office, clock)
    office.programme.pause("ana")
    office.programme.shift("bea", False, clock.now())
    for mentor in ("ana", "bea", "stranger"):
        assert office.handoffs.happens("r1", e.Claimed(mentor), clock.now()).refused


def test_a_mentor_reads_only_what_was_said_to_them(office: Office, clock: FrozenClock) -> None:
    id = live(office, clock)
    wrote(office, clock, id, "SM1", "for ana")
    office.handoffs.note(id, "ana", "private", clock.now())
    office.handoffs.happens(id, e.MentorHandsOn("ana"), clock.now())
    wrote(office, clock, id, "SM2", "for whoever comes")
    office.handoffs.happens(id, e.Claimed("bea"), clock.now())
    assert read(office, id, "bea") == ["for whoever comes"]
    held = office.handoffs.get(id)
    assert held is not None
    assert held.note == ""
    assert not answered(office, clock, id, "late", "it is me still", mentor="ana")


@pytest.mark.parametrize(
    "end",
    [e.PersonEnded(), e.PersonStopped(), e.PersonReported(), e.MentorEnded("ana")],
    ids=lambda end: type(end).__name__,
)
def test_when_it_ends_every_row_is_gone(office: Office, clock: FrozenClock, end: e.Event) -> None:
    id = live(office, clock)
    wrote(office, clock, id, "SM1", "zebrafinch")
    office.handoffs.note(id, "ana", "zebrafinch", clock.now())
    office.handoffs.happens(id, end, clock.now(), answering=True)
    office.sent(clock.now())
    with office.engine.connect() as connection:
        assert connection.execute(select(handoffs)).all() == []
        assert connection.execute(select(handoff_lines)).all() == []
        assert connection.scalars(select(outbox.c.sealed).where(outbox.c.sealed.is_not(None))).all() == []
    assert not answered(office, clock, id, "late", "wait")


def test_stop_keeps_back_what_was_on_its_way(office: Office, clock: FrozenClock) -> None:
    id = live(office, clock)
    office.sent(clock.now())
    answered(office, clock, id, "form1", "hello")
    office.handoffs.happens(id, e.PersonStopped(), clock.now(), answering=True)
    assert office.sent(clock.now()) == []


def test_what_a_mentor_said_before_they_ended_still_arrives_and_then_the_goodbye(
    office: Office, clock: FrozenClock
) -> None:
    id = live(office, clock)
    answered(office, clock, id, "form1", "take care")
    office.handoffs.happens(id, e.MentorEnded("ana"), clock.now())
    assert [words for _, words in office.sent(clock.now())] == ["[mentor_here]", "take care", "[mentor_ended]"]


def test_erasing_takes_the_relay_and_all_that_waits_to_be_sent(office: Office, clock: FrozenClock) -> None:
    id = live(office, clock)
    answered(office, clock, id, "form1", "hello")
    assert office.handoffs.erase("another name", f"of {ROSA}") == 1
    assert office.sent(clock.now()) == []
    assert office.handoffs.of(f"of {ROSA}") is None


def test_nothing_readable_stands_in_the_database(office: Office, clock: FrozenClock) -> None:
    id = live(office, clock)
    wrote(office, clock, id, "SM1", "zebrafinch")
    office.handoffs.note(id, "ana", "zebrafinch", clock.now())
    with office.engine.connect() as connection:
        for table in ("handoffs", "handoff_lines", "outbox", "handoff_notices", "handoff_counts", "mentors"):
            told = repr(connection.execute(text(f"SELECT * FROM {table}")).all())
            for word in ("zebrafinch", "housing", ROSA.removeprefix("+1")):
                assert word not in told.replace(f"of {ROSA}", ""), table


def test_a_vanished_mentor_is_noticed_within_two_minutes_by_whichever_process_looks(
    office: Office, another: Callable[[], Office], clock: FrozenClock
) -> None:
    id = live(office, clock)
    begin(office, clock, "r2", DEE)
    office.sent(clock.now())
    clock.forward(timedelta(seconds=100))
    told = [outcome for each in (office, another()) for outcome in each.handoffs.tick(clock.now())]
    assert len(told) == 1
    assert office.sent(clock.now()) == [(ROSA, "[mentor_lost]")]
    assert [held.relay.id for held in office.handoffs.waiting(clock.now())] == [id, "r2"]


def test_time_alone_ends_it_and_leaves_nothing(office: Office, clock: FrozenClock) -> None:
    live(office, clock)
    for _ in range(120):
        clock.forward(timedelta(minutes=1))
        office.handoffs.tick(clock.now())
    assert office.handoffs.of(f"of {ROSA}") is None


def test_who_was_not_called_back_hears_it_in_the_morning(office: Office, clock: FrozenClock) -> None:
    office.handoffs.begin("r1", f"of {ROSA}", PERSON, (), clock.now())
    office.handoffs.happens("r1", e.Agreed(open=False), clock.now(), answering=True)
    end = clock.now() + timedelta(minutes=10)  # twenty to eleven at night
    office.handoffs.happens("r1", e.CallBackAsked(clock.now(), end), clock.now(), answering=True)
    clock.forward(timedelta(minutes=10))
    office.handoffs.tick(clock.now())
    assert office.sent(clock.now()) == []
    clock.forward(timedelta(hours=9, minutes=20))
    assert office.sent(clock.now()) == [(ROSA, "[mentor_call_back_missed]")]


def test_counts_say_nothing_below_five(office: Office, clock: FrozenClock) -> None:
    for number in range(5):
        id = live(office, clock, f"r{number}", f"+1510555011{number}")
        office.handoffs.happens(id, e.MentorEnded("ana"), clock.now())
    live(office, clock, "r9", DEE)
    office.handoffs.happens("r9", e.PersonReported(), clock.now())
    counted = {what: n for _, what, n in office.programme.counts(k=1)}
    assert counted == {"asked": 6, "reached": 6, "ended_by_mentor": 5}
    assert [(notice.mentor, notice.what) for _, notice in office.programme.notices()] == [("ana", "report")]


def test_many_at_once_from_two_processes_lose_double_and_mix_up_nothing(
    office: Office, another: Callable[[], Office], clock: FrozenClock
) -> None:
    """Two processes, every event sent to both, claims raced, in random order."""
    people = [f"+15105550{number}" for number in range(100, 112)]
    for mentor in ("ana", "bea"):
        office.programme.put(mentor, len(people))
        office.programme.shift(mentor, True, clock.now())
    for number in people:
        begin(office, clock, f"r{number}", number)
    offices, winners, failures = [another(), another()], Counter[str](), list[BaseException]()

    def life(which: int) -> None:
        chance, mine, mentor = random.Random(which), offices[which], ("ana", "bea")[which]
        try:
            for number in chance.sample(people, len(people)):
                if not mine.handoffs.happens(f"r{number}", e.Claimed(mentor), clock.now()).refused:
                    winners[number] += 1
                for line in range(3):
                    wrote(mine, clock, f"r{number}", f"{number} {line}", f"from {number} {line}")
                    answered(mine, clock, f"r{number}", f"{mentor} {line}", f"to {number} {line}", mentor)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=life, args=(which,)) for which in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert winners == Counter(people)
    for number in people:
        held = office.handoffs.get(f"r{number}")
        assert held is not None
        got = [line.text for line in office.handoffs.lines(held.relay.id, held.relay.mentor) if line.side == "person"]
        assert sorted(got) == [f"from {number} {line}" for line in range(3)]
        other = {"ana": "bea", "bea": "ana"}[held.relay.mentor]
        assert office.handoffs.lines(held.relay.id, other) == []
    sent = [(to, words) for to, words in office.sent(clock.now()) if not words.startswith("[")]
    assert len(sent) == len(set(sent)) == 3 * len(people)
    assert all(to in words for to, words in sent)


def test_a_change_is_all_or_nothing(office: Office, clock: FrozenClock) -> None:
    """A relay that cannot be told to the person has not changed either."""
    id = live(office, clock)

    class Broken(Exception):
        pass

    def cannot_say(told: TellPerson, person: Person) -> str:
        raise Broken

    from navigator.handoff.store import Handoffs
    from navigator.privacy.sealing import Sealer
    from tests.handoff.conftest import KEY

    broken = Handoffs(office.engine, Sealer([KEY]), office.outbox, office.programme, cannot_say, "UTC", Patience())
    with pytest.raises(Broken):
        broken.happens(id, e.MentorEnded("ana"), clock.now())
    held = office.handoffs.get(id)
    assert held is not None
    assert held.relay.state == "live"
    outcome = office.handoffs.happens(id, e.MentorEnded("ana"), clock.now())
    assert Count("ended_by_mentor") in outcome.effects
