"""Silence, and coming back: what was said stays out of sight until the person asks for it."""

from datetime import timedelta

from navigator.clock import FrozenClock
from tests.cast import LENA, ROSA
from tests.conversations.people import HERE, People


def test_comes_back_after_three_hours(person: People, clock: FrozenClock) -> None:
    rosa = person(ROSA).texts(f"need a bed with my kids {HERE}")
    seen = rosa.last.services
    clock.forward(timedelta(hours=3))
    rosa.texts("hi").does_not_hear("kids", "bed", "202-555").texts("BACK").is_offered(*seen)


def test_comes_back_after_three_hours_with_something_new(person: People, clock: FrozenClock) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}")
    clock.forward(timedelta(hours=3))
    rosa.texts(f"need food {HERE}").needs("food").hears("202-555")


def test_someone_else_picks_up_the_phone(person: People, clock: FrozenClock) -> None:
    rosa = person(ROSA).texts(f"need a bed with my kids {HERE}")
    clock.forward(timedelta(hours=4))
    for text in ("who is this", "what did she say", "MORE", "1", "STEPS", "yes", "ok thanks"):
        rosa.texts(text).does_not_hear("kids", "Lantern House", "202-555")


def test_comes_back_after_four_days(person: People, clock: FrozenClock) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}")
    clock.forward(timedelta(days=4))
    rosa.texts("BACK").does_not_hear("202-555").needs()


def test_says_nothing_for_an_hour_and_goes_on(person: People, clock: FrozenClock) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}")
    clock.forward(timedelta(hours=1))
    rosa.texts("2").hears("NO 2")


def test_stops_and_starts_again(person: People) -> None:
    lena = person(LENA).texts(f"need a bed {HERE}", "STOP").hears("START").texts("hello").hears_nothing()
    lena.texts("START").hears("on").texts(f"need food {HERE}").hears("202-555")


def test_stops_in_the_middle_in_plain_words(person: People) -> None:
    person(LENA).texts("need a bed", "stop texting me").hears("START").texts(HERE).hears_nothing()


def test_opens_the_page_instead_of_a_phone(person: People) -> None:
    lena = person("a browser", channel="web").texts(f"need a bed {HERE}").hears("202-555")
    first = lena.last.services[0]
    lena.texts("1").is_offered(first)
    assert lena.last.services == [first]


def test_the_page_and_the_phone_know_nothing_of_each_other(person: People) -> None:
    person(LENA).texts(f"need a bed {HERE}").needs("housing")
    person(LENA, channel="web").texts("BACK").needs()
