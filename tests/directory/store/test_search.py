"""What the directory finds, on both databases alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from directory.model import Near
from directory.store.repository import Directory
from tests.directory.sheets import at, database, service, with_services

HERE = Near(frozenset({"port ellis", "00104"}), 36.0, -127.0)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    folder = tmp_path_factory.mktemp("city")
    with database(request, folder) as engine:
        yield with_services(
            engine,
            folder,
            service("Near", id="near", needs="housing;food", **at(36.001, -127.0)),
            service("Farther", id="farther", **at(36.02, -127.0)),
            service("Far", id="far", **at(38.0, -127.0)),
            service("Line", id="line", needs="safety", serves="everywhere"),
            service("Van", id="van", needs="food", serves="00104", description="Pet food and a warm drink"),
            service("Shut", id="shut", status="defunct", **at(36.0, -127.0)),
            service("Clinic", id="clinic", needs="health", short_text_es="Prótesis y rehabilitación"),
        )


def ids(city: Directory, *needs: str, near: Near | None = None, words: str = "", limit: int = 120) -> list[str]:
    return [one.id for one in city.candidates(needs, near, words.split(), limit)]


def test_the_nearest_come_first(city: Directory) -> None:
    assert ids(city, "housing", near=HERE) == ["near", "farther", "far"]


def test_a_line_for_everyone_is_near_everybody(city: Directory) -> None:
    assert ids(city, "safety", near=HERE) == ["line"]


def test_what_serves_the_zip_is_found_without_an_address(city: Directory) -> None:
    assert set(ids(city, "food", near=HERE)) == {"near", "van"}


def test_a_place_that_is_not_on_the_map_is_found_by_its_name(city: Directory) -> None:
    assert set(ids(city, "housing", near=Near(frozenset({"port ellis"})))) == {"near", "farther", "far"}


def test_what_is_closed_for_good_is_not_found_but_can_be_read(city: Directory) -> None:
    assert "shut" not in ids(city, "housing")
    assert city.get("shut") is not None


def test_the_limit_holds_for_each_need(city: Directory) -> None:
    assert ids(city, "housing", near=HERE, limit=1) == ["near"]


@pytest.mark.parametrize("words", ["pet food", "food for my pets please", "pet foood", "comida pet food"])
def test_free_words(city: Directory, words: str) -> None:
    assert ids(city, words=words) == ([] if words.startswith("comida") else ["van"])


def test_a_phone_that_says_nothing_of_its_area_is_still_found(city: Directory) -> None:
    assert ids(city, "health") == ids(city, "health", near=HERE) == ["clinic"]


def test_accents_do_not_matter(city: Directory) -> None:
    assert ids(city, words="protesis") == ids(city, words="PRÓTESIS") == ["clinic"]


def test_nothing_speaks_of_it(city: Directory) -> None:
    assert ids(city, words="tattoo removal") == []


@pytest.mark.parametrize("words", ['"', "a OR b", "NEAR(x)", "x:*", "'; --", "%", "\\", "& | !", "🙂", "\x00"])
def test_words_are_only_words(city: Directory, words: str) -> None:
    assert ids(city, words=words) == []


def test_an_outcome_is_counted_and_seen(city: Directory) -> None:
    city.record_outcome("near", "helped", "2026-W47")
    city.record_outcome("near", "helped", "2026-W48")
    city.record_outcome("nowhere", "helped", "2026-W48")
    listing = city.get("near")
    assert listing is not None
    assert listing.outcomes == {"helped": 2}


def test_places_for_the_gazetteer(city: Directory) -> None:
    found = {(place.kind, place.name, place.zip) for place in city.places()}
    assert found == {("city", "Port Ellis", ""), ("zip", "00104", "00104")}


def test_a_part_of_town_lies_in_the_middle_of_what_serves_it(engine: Engine, tmp_path: Path) -> None:
    parts = {"serves": "Port Ellis;Lantern Hill;00109"}
    directory = with_services(
        engine,
        tmp_path,
        service("One", id="one", **at(36.0, -127.0), **parts),
        service("Two", id="two", **at(36.2, -127.2), **parts),
        service("Secret", id="secret", confidential_address="yes", **parts),
        service("Van", id="van", serves="Gull Bay", **at(36.0, -127.0)),
    )
    found = {place.name: place for place in directory.places()}
    hill = found["lantern hill"]
    assert (hill.kind, hill.city, hill.state) == ("neighborhood", "Port Ellis", "XX")
    assert (hill.latitude, hill.longitude) == (pytest.approx(36.1), pytest.approx(-127.1))
    assert found["00109"].latitude == pytest.approx(36.1)
    assert (found["gull bay"].kind, found["gull bay"].latitude) == ("city", None)


def test_counts(city: Directory) -> None:
    assert city.counts() == {
        "status": {"active": 6, "defunct": 1},
        "need": {"housing": 3, "food": 2, "safety": 1, "health": 1},
    }


def test_find_by_name_takes_percent_signs_as_they_are(city: Directory) -> None:
    assert [one.id for one in city.find_by_name("NEA")] == ["near"]
    assert city.find_by_name("%") == []
