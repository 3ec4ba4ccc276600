"""The one door: what comes first, what is never lost, what is never done twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.app import Parts
from bot.inbox import Inbound
from navigator.clock import FrozenClock
from tests.cast import DEE, JO, LENA, ROSA, TASHA
from tests.driver import Person

People = Callable[..., Person]


def test_a_person_is_answered_in_one_segment_that_names_help_and_stop(person: People) -> None:
    rosa = person(ROSA).texts("hi").hears("HELP", "STOP")
    assert rosa.segments == 1


def test_danger_is_answered_first(person: People) -> None:
    person(ROSA).texts("hes outside with a gun").gets_lines("violence_now").hears("911")


def test_danger_is_answered_on_the_way_out(person: People) -> None:
    tasha = person(TASHA).texts("im gonna kill myself tonight. stop texting me")
    tasha.gets_lines("suicide")
    assert tasha.replies


def test_danger_is_answered_after_stop(person: People) -> None:
    person(TASHA).texts("STOP", "he is strangling my friend").gets_lines("violence_now")


def test_danger_is_answered_past_every_limit(person: People) -> None:
    tasha = person(TASHA)
    for _ in range(40):
        tasha.texts("food")
    tasha.hears_nothing().texts("she took all her pills and wont wake up").gets_lines("overdose").hears("911")


def test_too_many_messages_hear_it_once(person: People) -> None:
    tasha = person(TASHA)
    answers = [tasha.texts("food").reply for _ in range(30)]
    assert sum("a lot at once" in answer for answer in answers) == 1


def test_after_a_minute_the_limit_lets_go(person: People, clock: FrozenClock) -> None:
    tasha = person(TASHA)
    for _ in range(30):
        tasha.texts("food")
    clock.forward(timedelta(minutes=2))
    tasha.texts("need food in 00104").hears("202-555")


def test_stop_is_confirmed_once_and_then_there_is_silence(person: People) -> None:
    lena = person(LENA).texts("STOP").hears("START")
    lena.texts("need a bed").hears_nothing()
    lena.texts("START").does_not_hear("won't get more").texts("need food").hears("food")


@pytest.mark.parametrize("words", ["pls dont text me", "quit texting me", "no mas mensajes"])
def test_plain_words_are_enough_to_stop(person: People, words: str) -> None:
    person(LENA).texts(words).hears("START").texts("hello?").hears_nothing()


def test_quitting_something_else_is_not_stop(person: People) -> None:
    person(DEE).texts("i want to quit using").does_not_hear("START to turn")


def test_yes_is_an_answer_unless_they_had_stopped(person: People) -> None:
    person(LENA).texts("yes").does_not_hear("back on")
    person(JO).texts("STOP", "YES").hears("back on")


def test_the_carrier_answered_already(parts: Parts, person: People) -> None:
    lena = person(LENA)
    inbound = Inbound("sms", LENA, "STOP", sid="SMcarrier", carrier_answered=True)
    lena.last = lena.loop.run_until_complete(parts.inbox.receive(inbound))
    lena.hears_nothing().texts("need a bed").hears_nothing()


def test_the_same_message_gets_the_same_answer_and_nothing_twice(parts: Parts, person: People) -> None:
    rosa = person(ROSA).texts("need a bed tonight", "00104")
    inbound = Inbound("sms", ROSA, "MORE", sid="SMtwice")
    first = rosa.loop.run_until_complete(parts.inbox.receive(inbound))
    second = rosa.loop.run_until_complete(parts.inbox.receive(inbound))
    assert [said.text for said in first.said] == [said.text for said in second.said]
    third = rosa.texts("MORE").replies
    assert third != [said.text for said in first.said]


def test_a_picture_is_not_opened(person: People) -> None:
    person(ROSA).sends_picture().hears("pictures")


NOISE = {
    "nothing": "",
    "spaces": "   ",
    "emoji": "👍🏽👍🏽",
    "binary": "\x00\x01\x02",
    "ten kilobytes": "a" * 10_000,
    "many emoji": "💀" * 900,
    "direction marks": "\u202e\u202e",
    "a command of Rasa": "/restart",
    "an intent of Rasa": '/inform{"need": "housing"}',
}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE.keys())
def test_whatever_is_sent_there_is_an_answer(person: People, noise: str) -> None:
    rosa = person(ROSA).texts("need a bed").texts(noise)
    assert rosa.replies
    rosa.does_not_hear("Something broke")


def test_a_tapback_is_not_answered(person: People) -> None:
    person(ROSA).texts("need a bed", "Liked “What ZIP or town?”").hears_nothing()


def test_erase_forgets_and_says_what_the_phone_keeps(person: People, parts: Parts) -> None:
    rosa = person(ROSA).texts("need a bed tonight", "ERASE").hears("forgot", "phone")
    name = parts.stores.ledger.name(ROSA, "sms")
    assert parts.stores.ledger.vault.read(name) is None
    rosa.texts("hi").needs()


def test_a_conversation_is_gone_after_its_time(person: People, clock: FrozenClock) -> None:
    rosa = person(ROSA).texts("need a bed tonight").needs("housing")
    clock.forward(timedelta(hours=73))
    rosa.texts("hi").needs()


def test_a_conversation_is_found_again_when_the_day_changes(person: People, clock: FrozenClock) -> None:
    """Names of conversations change every day; the conversation moves along."""
    rosa = person(ROSA).texts("need food")
    clock.forward(timedelta(hours=60))
    rosa.texts("BACK").needs("food")


def test_two_people_never_hear_each_other(person: People) -> None:
    person(ROSA).texts("need a bed").needs("housing")
    person(DEE).texts("hi").needs()
