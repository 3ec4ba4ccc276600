"""She changes her mind: another town, another need, no kids after all, from the start."""

from tests.cast import ROSA
from tests.conversations.people import HERE, People


def test_changes_her_mind_about_the_town(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}").texts("actually im in gull bay").hears("202-555")
    rosa.needs("housing")
    assert rosa.last.slots["area"]["label"] == "Gull Bay"


def test_corrects_the_zip(person: People) -> None:
    rosa = person(ROSA).texts("need food 00104", "sorry i meant 00110")
    assert rosa.last.slots["area"]["zip"] == "00110"
    rosa.needs("food")


def test_means_a_bed_not_a_bus_pass(person: People) -> None:
    rosa = (
        person(ROSA).texts(f"i need a bus pass {HERE}").needs("transport").texts("sorry not a bus pass, i need a bed")
    )
    rosa.needs("housing").hears("202-555")


def test_takes_the_kids_back(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed with my kids {HERE}").hears("takes kids")
    rosa.texts("no kids, just me")
    assert "with_children" not in (rosa.last.slots.get("circumstances") or ())


def test_starts_over(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed with my kids {HERE}", "NEW").hears("New start").needs()
    assert not rosa.last.slots.get("circumstances")
    rosa.texts("food", HERE).needs("food").hears("202-555")


def test_erases_in_the_middle(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}", "ERASE").hears("forgot").needs()
    rosa.texts("BACK").does_not_hear("202-555").texts("MORE").does_not_hear("202-555")


def test_erases_while_asked_for_the_town(person: People) -> None:
    person(ROSA).texts("need a bed", "ERASE").needs().texts(HERE).does_not_hear("202-555").needs()


def test_erases_twice(person: People) -> None:
    person(ROSA).texts("need a bed", "ERASE").needs().texts("ERASE").hears("forgot").needs()


def test_goes_back_from_a_place_to_the_list(person: People) -> None:
    rosa = person(ROSA).texts(f"need food {HERE}")
    seen = rosa.last.services
    rosa.texts("2").hears("NO 2").texts("BACK").is_offered(*seen)


def test_goes_back_from_the_second_list_to_the_first(person: People) -> None:
    rosa = person(ROSA).texts(f"need food {HERE}")
    seen = rosa.last.services
    rosa.texts("MORE").is_not_offered(*seen).texts("BACK").is_offered(*seen)


def test_asks_for_more_until_there_is_no_more(person: People) -> None:
    rosa = person(ROSA).texts(f"need an id {HERE}")
    for _ in range(12):
        rosa.texts("MORE")
        assert rosa.replies
    rosa.does_not_hear("should")


def test_writes_another_need_in_the_middle_of_a_place(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed {HERE}", "1", "wheres a free doctor").hears("202-555")
    assert "health" in rosa.last.slots["needs"]
