"""Words that are also the names of small towns far away."""

import pytest

from navigator.understanding.area import Gazetteer, locate

GAZETTEER = Gazetteer()


@pytest.mark.parametrize(
    "text", ["algo de comer", "no como desde ayer", "my kid is in foster care", "me duele desde ayer"]
)
def test_a_word_of_the_day_is_no_town(text: str) -> None:
    assert locate(text, GAZETTEER).area is None


@pytest.mark.parametrize(
    ("text", "town"), [("im in comer ga", "Comer"), ("near ayer, ma", "Ayer"), ("in oakland", "Oakland")]
)
def test_the_town_is_still_found_where_it_is_meant(text: str, town: str) -> None:
    area = locate(text, GAZETTEER).area
    assert area
    assert area.label == town
