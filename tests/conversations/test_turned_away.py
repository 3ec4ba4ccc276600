"""A place says no, a number is dead. It is noted without who, and the next one comes at once."""

from datetime import timedelta

from sqlalchemy import text

from bot.app import Parts
from navigator.clock import FrozenClock
from tests.cast import LENA, ROSA
from tests.conversations.people import HERE, People


def test_is_turned_away(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}")
    gone = rosa.last.services[1]
    rosa.texts("NO 2").hears("Sorry", "202-555").is_not_offered(gone)


def test_is_turned_away_twice(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}")
    first = rosa.last.services[0]
    rosa.texts("NO 1").is_not_offered(first)
    second = rosa.last.services[0]
    rosa.texts("NO 1").is_not_offered(first, second).hears("202-555")
    rosa.texts("MORE").is_not_offered(first, second)


def test_says_they_said_no_and_is_asked_which(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}")
    first = rosa.last.services[0]
    rosa.texts("they said no").hears("Which one").texts("1").hears("Sorry").is_not_offered(first)


def test_says_they_said_no_after_looking_at_one(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}", "2")
    gone = rosa.last.services[0]
    rosa.texts("they said no").is_not_offered(gone).hears("202-555")


def test_finds_a_dead_number(person: People) -> None:
    rosa = person(ROSA).texts(f"need food {HERE}")
    gone = rosa.last.services[0]
    rosa.texts("WRONG 1").hears("no name", "202-555").is_not_offered(gone)


def test_says_wrong_with_nothing_on_the_list(person: People) -> None:
    person(ROSA).texts("WRONG 2").does_not_hear("202-555").hears_something_to_do()


def test_says_no_to_a_place_that_is_not_there(person: People) -> None:
    rosa = person(ROSA).texts(f"need food {HERE}", "NO 9")
    rosa.hears_something_to_do()


def test_reports_a_peer_place_and_hears_of_another(person: People) -> None:
    lena = person(LENA).texts("MORE", "BACK", "hmm", "NO 1", "WRONG 2")
    lena.hears_something_to_do()
    assert "pe-bright-start" not in lena.last.services


def test_says_it_the_next_day(person: People, clock: FrozenClock) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}")
    gone = rosa.last.services[1]
    clock.forward(timedelta(hours=20))
    rosa.texts("NO 2").does_not_hear("202-555", "bed").texts("BACK").is_not_offered(gone)


def test_says_why_they_said_no(person: People, parts: Parts) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}").is_offered("pe-quiet-bay")
    number = rosa.last.services.index("pe-quiet-bay") + 1
    rosa.texts(f"they said no to {number} they dont take kids").is_not_offered("pe-quiet-bay", "pe-open-cove")
    assert "with_children" in rosa.last.slots["circumstances"]
    with parts.directory.engine.connect() as connection:
        kinds = set(connection.scalars(text("SELECT kind FROM outcome WHERE listing_id = 'pe-quiet-bay'")))
    assert {"turned_away", "turned_away/accepts_children"} <= kinds
