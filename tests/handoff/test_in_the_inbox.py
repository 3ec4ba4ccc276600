"""A person and a mentor, through the one door: asked for, agreed, talked, ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.app import Parts
from bot.inbox import Inbound
from navigator.clock import FrozenClock
from navigator.handoff import events as e
from navigator.handoff.store import line_key
from tests.cast import DEE, LENA, MARISOL, ROSA, TASHA
from tests.driver import Person

People = Callable[..., Person]


class Desk:
    """A mentor at work, without a page."""

    def __init__(self, parts: Parts, name: str = "ana") -> None:
        self.parts, self.name, self.written = parts, name, 0
        parts.stores.programme.put(name, 5)
        parts.stores.programme.shift(name, True, parts.clock.now())

    @property
    def waiting(self) -> list[tuple[str, ...]]:
        """What the waiting list shows of each: what was agreed to be shared."""
        return [held.relay.shared for held in self.parts.stores.handoffs.waiting(self.parts.clock.now())]

    def takes(self) -> str:
        """The first in line; their relay."""
        held = self.parts.stores.handoffs.waiting(self.parts.clock.now())[0]
        assert not self.parts.mentoring.happens(held.relay.id, e.Claimed(self.name)).refused
        return held.relay.id

    def says(self, id: str, words: str) -> bool:
        self.written += 1
        key = line_key(f"{self.name} {self.written}")
        return not self.parts.mentoring.happens(id, e.MentorWrote(self.name, key), words).refused

    def reads(self, id: str) -> list[str]:
        return [line.text for line in self.parts.stores.handoffs.lines(id, self.name) if line.side == "person"]

    def outgoing(self) -> list[str]:
        """What is on its way to people, in order; as if sent."""
        out: list[str] = []
        while taken := self.parts.stores.outbox.claim(self.parts.clock.now(), 50):
            out += [one.text for one in taken]
            for one in taken:
                self.parts.stores.outbox.sent(one.id, f"SM{one.id}")
        return out


@pytest.fixture
def desk(parts: Parts) -> Desk:
    return Desk(parts)


def test_without_a_programme_mentor_names_places_to_reach(person: People) -> None:
    person(ROSA).texts("need food in 00104", "MENTOR").hears("can't link you live")


def test_from_asking_to_the_end(person: People, desk: Desk) -> None:
    rosa = person(ROSA).texts("need food in 00104", "MENTOR")
    rosa.hears("not your number", "1 food", "YES or NO", "Sample text of the demo, not law")
    rosa.texts("yes").hears("asking who is free")
    id = desk.takes()
    assert desk.outgoing()[0].startswith("Someone is here now")
    rosa.texts("are you a real person").hears_nothing()
    assert desk.reads(id) == ["are you a real person"]
    desk.says(id, "I am. I was there too.")
    assert desk.outgoing() == ["I am. I was there too."]
    rosa.texts("bye").hears("It's over", "keep looking")
    assert not desk.says(id, "wait")
    rosa.texts("need a bed in 00104").hears("202-555")


def test_any_of_what_would_be_shared_can_be_left_out(person: People, desk: Desk) -> None:
    rosa = person(ROSA).texts("need food in 00104", "MENTOR").texts("2").hears("Left out", "1 food")
    rosa.does_not_hear("2 ").texts("yes")
    assert desk.waiting == [("food",)]


def test_no_means_no_and_something_else_means_not_now(person: People, desk: Desk) -> None:
    person(ROSA).texts("MENTOR", "no").hears("OK").does_not_hear("mentor")
    dee = person(DEE).texts("MENTOR", "need food in 00104").hears("202-555")
    dee.texts("yes").does_not_hear("asking who is free")
    assert desk.waiting == []


def test_while_waiting_the_bot_goes_on(person: People, desk: Desk) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes", "need food in 00104").hears("202-555")
    rosa.texts("bye").hears("stopped asking")
    assert desk.waiting == []


def test_danger_in_a_talk_shows_the_lines_and_flags_the_mentor(person: People, desk: Desk, parts: Parts) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    id = desk.takes()
    rosa.texts("hes outside with a gun").gets_lines("violence_now").hears("911")
    assert desk.reads(id) == ["hes outside with a gun"]
    held = parts.stores.handoffs.get(id)
    assert held is not None
    assert held.relay.danger


@pytest.mark.parametrize("word", ["STOP", "ERASE", "pls dont text me"])
def test_stop_and_erase_end_it_at_once(person: People, desk: Desk, word: str) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    id = desk.takes()
    desk.outgoing()
    desk.says(id, "on its way")
    rosa.texts(word)
    assert desk.outgoing() == []
    assert not desk.says(id, "hello?")
    assert rosa.replies


def test_report_ends_it_and_names_the_mentor_to_the_coordinator(person: People, desk: Desk, parts: Parts) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    desk.takes()
    rosa.texts("REPORT").hears("which mentor, not who you are")
    assert [(notice.mentor, notice.what) for _, notice in parts.stores.programme.notices()] == [("ana", "report")]


def test_nobody_there_says_so_names_a_line_and_offers_a_time(
    person: People, desk: Desk, parts: Parts, clock: FrozenClock
) -> None:
    parts.stores.programme.shift("ana", False, clock.now())
    tasha = person(TASHA).texts("MENTOR", "yes").hears("No mentor is free", "morning")
    tasha.texts("1").hears("in the morning", "gives nothing away")
    assert desk.waiting == []
    clock.forward(timedelta(hours=11))  # half past nine the next morning, in Port Ellis
    parts.stores.programme.shift("ana", True, clock.now())
    id = desk.takes()
    assert desk.outgoing() == ["Hi. You asked for a text around now. Is this a good time? If not: BYE."]
    tasha.texts("yes")
    assert desk.reads(id) == ["yes"]


def test_a_mentor_who_vanishes_is_told_of_within_two_minutes(
    person: People, desk: Desk, parts: Parts, clock: FrozenClock
) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    desk.takes()
    desk.outgoing()
    clock.forward(timedelta(seconds=100))
    parts.mentoring.tick()
    assert desk.outgoing()[0].startswith("The link broke on their side")
    rosa.texts("hello?").hears("keep it for who comes next").texts("ok").hears_nothing()
    bea = Desk(parts, "bea")
    assert bea.reads(bea.takes()) == ["hello?", "ok"]


def test_a_talk_goes_on_over_midnight(person: People, desk: Desk, clock: FrozenClock) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    id = desk.takes()
    clock.forward(timedelta(hours=18))
    rosa.texts("still me")
    assert desk.reads(id) == ["still me"]


def test_a_message_that_comes_twice_is_read_once(person: People, desk: Desk, parts: Parts) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    id = desk.takes()
    for _ in range(2):
        rosa.loop.run_until_complete(parts.inbox.receive(Inbound("sms", ROSA, "once", sid="SMtwice")))
    assert desk.reads(id) == ["once"]


def test_a_fast_writer_loses_no_line(person: People, desk: Desk) -> None:
    rosa = person(ROSA).texts("MENTOR", "yes")
    id = desk.takes()
    for number in range(40):
        rosa.texts(f"line {number}").hears_nothing()
    assert desk.reads(id) == [f"line {number}" for number in range(40)]


def test_two_people_of_one_mentor_never_hear_each_other(person: People, desk: Desk) -> None:
    rosa, dee = person(ROSA).texts("MENTOR", "yes"), person(DEE).texts("MENTOR", "yes")
    first, second = desk.takes(), desk.takes()
    rosa.texts("from rosa")
    dee.texts("from dee")
    assert (desk.reads(first), desk.reads(second)) == (["from rosa"], ["from dee"])


def test_in_spanish(person: People, desk: Desk) -> None:
    marisol = person(MARISOL).texts("necesito comida en 00104", "MENTORA").hears("no tu numero")
    marisol.texts("si").hears("Pregunto")
    desk.takes()
    assert desk.outgoing()[0].startswith("Ya hay alguien")
    marisol.texts("adios").hears("No guardo nada")


def test_on_the_web_lines_wait_for_the_page(person: People, desk: Desk, parts: Parts) -> None:
    lena = person("session-1", channel="web", language="en").texts("MENTOR", "yes")
    id = desk.takes()
    desk.says(id, "hi there")
    lena.texts("hello").hears_nothing()
    news, live = lena.loop.run_until_complete(parts.inbox.news("session-1", 0))
    assert [(who, words[:8]) for _, who, words in news] == [("guide", "Someone "), ("mentor", "hi there")]
    assert live
    assert lena.loop.run_until_complete(parts.inbox.news("session-1", news[-1][0])) == ([], True)


def test_without_the_reporting_text_no_mentor_is_offered(person: People, desk: Desk, parts: Parts) -> None:
    parts.mentoring.reporting = ""
    person(LENA).texts("MENTOR").does_not_hear("YES or NO")
