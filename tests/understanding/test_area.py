import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.understanding.area import locate
from navigator.understanding.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("text", "label", "state"),
    [
        ("94601", "94601", "CA"),
        ("need food near 21217 pls", "21217", "MD"),
        ("94601-1234", "94601", "CA"),
        ("im in oakland", "Oakland", "CA"),
        ("Oakland, California", "Oakland", "CA"),
        ("portland or", "Portland", "OR"),
        ("bed in springfield il", "Springfield", "IL"),
        ("stuck in nyc", "New York City", "NY"),
        ("estoy en fresno", "Fresno", "CA"),
        ("im in fresno going to oakland", "Oakland", "CA"),
        ("im in mobile al", "Mobile", "AL"),
        ("samplefield", "Samplefield", "CA"),
        ("over in old mill", "Old Mill", "CA"),
    ],
)
def test_found(gazetteer: Gazetteer, text: str, label: str, state: str) -> None:
    area = locate(text, gazetteer).area
    assert area
    assert (area.label, area.state) == (label, state)


@pytest.mark.parametrize(
    "text",
    ["near the greyhound", "east side", "bed in springfield", "im at the walmart on 3rd and main", "cerca de la pulga"],
)
def test_unclear_is_asked_back(gazetteer: Gazetteer, text: str) -> None:
    located = locate(text, gazetteer)
    assert located.area is None
    assert located.unclear


@pytest.mark.parametrize(
    "text",
    [
        "need a bed tonight",
        "i hope so",
        "can i get help reading",
        "me in need of help",
        "my friend florence needs food",
        "i owe 15000 dollars",
        "ok",
        "hi",
        "casa",
    ],
)
def test_no_place_is_invented(gazetteer: Gazetteer, text: str) -> None:
    located = locate(text, gazetteer)
    assert located.area is None
    assert not located.unclear


def test_an_everyday_word_is_a_town_when_we_asked(gazetteer: Gazetteer) -> None:
    assert locate("mobile", gazetteer).area is None
    area = locate("mobile", gazetteer, asked=True).area
    assert area
    assert area.state == "AL"


def test_the_directory_knows_its_own_places_best(gazetteer: Gazetteer) -> None:
    area = locate("00101", gazetteer).area
    assert area
    assert (area.city, area.latitude) == ("Samplefield", 37.0)


@given(st.from_regex(r"[0-9]{5}", fullmatch=True))
def test_every_zip_is_an_area(code: str) -> None:
    area = locate(code, Gazetteer()).area
    assert area
    assert (area.kind, area.zip) == ("zip", code)
    assert (area.latitude is None) == (area.longitude is None)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    locate(text, Gazetteer())


@given(st.integers(1, 9999), st.sampled_from(["main st", "broadway", "oak ave", "mlk blvd"]))
def test_nothing_finer_than_a_neighbourhood_is_kept(number: int, street: str) -> None:
    area = locate(f"im at {number} {street} in oakland ca", Gazetteer()).area
    assert area
    assert area.label == "Oakland"
