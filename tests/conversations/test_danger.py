"""Danger comes up in the middle. The line comes first, and the search goes on."""

from datetime import timedelta

from navigator.clock import FrozenClock
from tests.cast import JO, KIM, LENA, ROSA, TASHA
from tests.conversations.people import HERE, People


def test_is_in_danger_in_the_middle_and_goes_on(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}").texts("hes outside with a gun").gets_lines("violence_now")
    rosa.hears("911").texts("MORE").hears("202-555").gets_no_lines()


def test_is_in_danger_before_anything_else(person: People) -> None:
    person(ROSA).texts("he just choked me").gets_lines("violence_now").hears("911").texts("need a bed", HERE).hears(
        "202"
    )


def test_a_friend_took_pills(person: People) -> None:
    jo = person(JO).texts("she took all her pills and wont wake up").gets_lines("overdose").hears("911")
    jo.does_not_hear("What do you need")


def test_wants_to_die_and_then_wants_food(person: People) -> None:
    lena = person(LENA).texts("i want to kill myself").gets_lines("suicide").hears("988")
    lena.texts(f"need food {HERE}").gets_no_lines().hears("202-555")
    assert "food" in lena.last.slots["needs"]


def test_is_sixteen(person: People) -> None:
    kim = (
        person(KIM).texts(f"im 16 and need a place to sleep {HERE}").gets_lines("under_18").is_offered("pe-kite-house")
    )
    kim.is_not_offered("pe-lantern-house", "pe-quiet-bay", "pe-open-cove").texts("MORE")
    kim.is_not_offered("pe-lantern-house", "pe-quiet-bay", "pe-open-cove")


def test_has_a_child_of_sixteen(person: People) -> None:
    person(ROSA).texts(f"my son is 16 and we need a place to sleep {HERE}").hears("202-555")


def test_jokes_about_dying(person: People) -> None:
    person(TASHA).texts("lol im dying of boredom here").gets_no_lines()


def test_says_it_happened_long_ago(person: People) -> None:
    person(LENA).texts(f"i was strangled by my ex 10 years ago. need counseling {HERE}").hears("202-555")


def test_danger_while_asked_for_the_town(person: People) -> None:
    rosa = person(ROSA).texts("need a bed", "hes breaking down the door").gets_lines("violence_now")
    rosa.texts(HERE).hears("202-555")


def test_danger_while_looking_at_a_place(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}", "1", "he has a knife to me").gets_lines("violence_now")
    rosa.texts("BACK").hears("202-555")


def test_danger_and_an_insult(person: People) -> None:
    person(TASHA).texts("fuck you he is beating her right now").gets_lines("violence_now").hears("911")


def test_danger_three_hours_later(person: People, clock: FrozenClock) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}")
    clock.forward(timedelta(hours=3))
    rosa.texts("hes outside with a gun").gets_lines("violence_now").hears("911")


def test_erases_after_danger(person: People) -> None:
    person(ROSA).texts("hes outside with a gun", "ERASE").hears("forgot").needs()
