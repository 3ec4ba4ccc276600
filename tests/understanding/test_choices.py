import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.understanding.age import hear_age
from navigator.understanding.choices import mentioned, pick
from navigator.understanding.normalise import normalise, words


@pytest.mark.parametrize(
    ("text", "offered", "numbers"),
    [
        ("1", 3, (1,)),
        ("1 and 3", 3, (1, 3)),
        ("1,2", 3, (1, 2)),
        ("#2 pls", 3, (2,)),
        ("the second one", 3, (2,)),
        ("last one", 3, (3,)),
        ("both", 2, (1, 2)),
        ("all of them", 3, (1, 2, 3)),
        ("yeah that one", 1, (1,)),
        ("la primera", 3, (1,)),
        ("los dos", 2, (1, 2)),
        ("todos", 3, (1, 2, 3)),
    ],
)
def test_picks(text: str, offered: int, numbers: tuple[int, ...]) -> None:
    assert pick(words(text), offered) == numbers


@pytest.mark.parametrize(
    ("text", "offered"), [("2 kids", 3), ("4", 3), ("both", 3), ("need food", 3), ("", 3), ("that one", 2)]
)
def test_not_a_pick(text: str, offered: int) -> None:
    assert pick(words(text), offered) == ()


def test_by_name() -> None:
    assert pick(words("the food"), 2, ("housing", "food")) == (2,)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=3, unique=True), st.sampled_from([" and ", ", ", " y ", " "]))
def test_numbers_come_back_in_the_order_said(numbers: list[int], join: str) -> None:
    assert pick(words(join.join(map(str, numbers))), 9) == tuple(numbers)


@given(st.text(max_size=60), st.integers(0, 5))
def test_never_more_than_was_offered(text: str, offered: int) -> None:
    assert all(1 <= number <= (offered or 9) for number in pick(words(text), offered))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("how do i get to 2", (2,)),
        ("the second one said no", (2,)),
        ("me and my 2 kids", ()),
        ("number 3 is closed", (3,)),
    ],
)
def test_numbers_pointed_at(text: str, numbers: tuple[int, ...]) -> None:
    assert mentioned(words(text), 3) == numbers


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("im 17", 17),
        ("i'm 22 yrs old", 22),
        ("tengo 16 años", 16),
        ("19f need help", 19),
        ("my son is 8", None),
        ("im 12 weeks", None),
        ("tengo 2 hijos", None),
    ],
)
def test_age(text: str, age: int | None) -> None:
    assert hear_age(normalise(text)) == age


def test_a_friends_age_counts_when_she_is_the_one() -> None:
    assert hear_age(normalise("my friend is 16 and needs a bed"), for_other=True) == 16
    assert hear_age(normalise("my friend is 16"), for_other=False) is None
