"""Search over the real store: the sample city imported, asked from Python and from the command line."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

import migrations
from directory.cli_search import command
from directory.model import Near, Query
from directory.samples import TIMEZONE, WRITTEN
from directory.samples.load import load_sample
from directory.search import CANDIDATES, TOWN_RADIUS_KM, near, search
from directory.store.repository import Directory
from navigator.errors import StoreUnavailable
from navigator.store import open_database
from tests.directory.sample_city import city
from tests.directory.sheets import at, service, with_services

NOW = datetime(2026, 11, 20, 22, 30, tzinfo=ZoneInfo(TIMEZONE))
BED = (
    "--need",
    "housing",
    "--circumstance",
    "with_children",
    "--circumstance",
    "has_record",
    "--near",
    "00104",
    "--urgency",
    "now",
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the sample city and the national lines."""
    url = f"sqlite:///{tmp_path_factory.mktemp('search') / 'navigator.db'}"
    engine = open_database(url)
    migrations.upgrade(engine)
    load_sample(engine, NOW)
    engine.dispose()
    return url


@pytest.fixture(scope="module")
def directory(url: str) -> Iterator[Directory]:
    engine = open_database(url)
    yield Directory(engine, TIMEZONE)
    engine.dispose()


def run(url: str, *arguments: str) -> Result:
    asked = [*arguments, "--at", "2026-11-20T22:30", "--database", url]
    return CliRunner().invoke(command, asked, catch_exceptions=False, env={"NAVIGATOR_TIMEZONE": TIMEZONE})


def answer(url: str, *arguments: str) -> dict[str, Any]:
    result = run(url, *arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


def test_a_bed_tonight_with_two_kids_and_a_record(url: str) -> None:
    found = answer(url, *BED, "--limit", "3")
    assert len(found["results"]) == 3
    for one in found["results"]:
        assert one["phone"].startswith("202-555-01")
        assert one["open_now"] is True
        assert one["verified"] > "2026-05-24"
    assert found["results"][0]["fits"] == ["accepts_children: yes", "accepts_record: yes"]
    assert {"id": "pe-bright-start", "because": "accepts_record: no"} in found["excluded"]
    assert found["relaxed"] == []


def test_the_answer_has_what_the_contract_names(url: str) -> None:
    found = answer(url, *BED)
    assert set(found) == {"results", "excluded", "relaxed"}
    named = {"id", "name", "organization", "distance_km", "open_now", "verified", "fits", "ask", "phone"}
    assert all(named <= set(one) for one in found["results"])


def test_explain_shows_the_sum(url: str) -> None:
    one = answer(url, *BED, "--explain")["results"][0]
    assert one["score"] == pytest.approx(sum(one["parts"].values()), abs=0.01)
    assert "+12 fits" in run(url, *BED, "--explain").output


def test_in_words_for_a_person(url: str) -> None:
    output = run(url, *BED).output
    assert "1. Lantern House  [pe-lantern-house]" in output
    assert "202-555-0100" in output
    assert "open 24/7" in output
    assert "Left out: pe-bright-start (accepts_record: no)" in output


@pytest.mark.parametrize("place", ["00104", "port ellis", "Port  Ellis", "Lantern Hill", "lantern hill"])
def test_a_zip_a_town_and_a_neighborhood_are_known(url: str, place: str) -> None:
    found = answer(url, "--need", "housing", "--near", place)
    assert "pe-lantern-house" in [one["id"] for one in found["results"]]


@pytest.mark.parametrize("place", ["Harbor", "Old Mill", "Eastside", "Lantern Hill", "Riverbend", "Northgate"])
def test_a_neighborhood_finds_three_beds_for_the_family_too(url: str, place: str) -> None:
    found = answer(url, *BED[:-4], "--near", place, "--urgency", "now")
    beds = [one for one in found["results"] if "accepts_children: yes" in one["fits"] and one["phone"]]
    assert len(beds) >= 3
    assert found["relaxed"] == []


@pytest.mark.parametrize(
    ("text", "kind_of_radius", "latitude"),
    [
        ("94601", 5.0, 37.8),
        ("Oakland, CA", TOWN_RADIUS_KM, 37.8),
        ("oakland,ca", TOWN_RADIUS_KM, 37.8),
        ("00104", 5.0, 36.0),
        ("Port Ellis", TOWN_RADIUS_KM, 36.0),
    ],
)
def test_every_zip_and_town_of_the_country_is_known(
    directory: Directory, text: str, kind_of_radius: float, latitude: float
) -> None:
    place = near(directory.places(), text)
    assert place is not None
    assert place.latitude == pytest.approx(latitude, abs=0.2)
    assert place.radius_km == kind_of_radius


def test_a_name_that_could_be_many_towns_is_not_guessed(directory: Directory) -> None:
    assert near(directory.places(), "Springfield") is None
    assert near(directory.places(), "Springfield, OR") is not None


def test_a_secret_place_is_found_by_what_it_serves_and_stands_nowhere(url: str) -> None:
    found = answer(url, *BED, "--limit", "100")
    juniper = next(one for one in found["results"] if one["id"] == "pe-juniper")
    assert juniper["distance_km"] is None


def test_free_words_find_what_no_need_names(url: str) -> None:
    assert [one["id"] for one in answer(url, "--words", "tattoos")["results"]] == ["pe-ink-off"]


def test_the_town_up_the_coast_is_farther_and_it_says_so(directory: Directory) -> None:
    query = Query(("housing",), NOW, frozenset({"pet", "with_children"}), near(directory.places(), "00104"), limit=99)
    local = search(directory, query)
    shown = frozenset(one.listing.id for one in local.results)
    assert local.relaxed == ()
    assert "pe-gull-bay" not in shown
    more = search(directory, Query(query.needs, NOW, query.circumstances, query.near, skip=shown))
    assert more.relaxed == ("area",)
    assert more.results[0].listing.id == "pe-gull-bay"


def test_a_zip_where_nothing_is_listed_still_gives_the_national_lines(url: str) -> None:
    found = answer(url, "--need", "mental_health", "--near", "99950")
    assert found["results"]
    assert all(one["id"].startswith("line-us-") for one in found["results"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--need", "housing", "--near", "Port Nowhere"], "Port Nowhere"),
        (["--need", "a house"], "a house"),
        (["--circumstance", "pet"], "--need or --words"),
        (["--need", "food", "--limit", "0"], "--limit"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(url: str, arguments: list[str], says: str) -> None:
    result = run(url, *arguments)
    assert result.exit_code == 2
    assert says in result.output
    assert "Traceback" not in result.output


def test_no_database_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="navigator directory import"):
        run(f"sqlite:///{tmp_path / 'empty.db'}", "--need", "food")


def test_the_import_brings_in_the_city_as_written(directory: Directory) -> None:
    """What a person is told is what the sheet says; only a secret place may know less of itself."""
    for written in city(WRITTEN):
        stored = directory.get(written.id)
        assert stored is not None
        for name in ("name", "needs", "attributes", "phone", "text_line", "genders", "languages", "verified", "status"):
            assert getattr(stored, name) == getattr(written, name), (written.id, name)
        for name in ("short_text", "short_text_es", "minimum_age", "maximum_age", "serves", "zip", "latitude"):
            assert getattr(stored, name) == getattr(written, name), (written.id, name)
        assert sorted(map(repr, stored.schedules)) == sorted(map(repr, written.schedules)), written.id


def test_by_default_it_asks_for_now(url: str) -> None:
    result = CliRunner().invoke(command, ["--need", "food", "--database", url, "--json"])
    assert json.loads(result.output)["results"]
    assert NOW.astimezone(UTC).hour == 6


def test_when_the_nearest_all_turn_a_person_away_it_looks_farther_down_the_list(tmp_path: Path) -> None:
    """More than one list of candidates stands nearer, and none of them takes a person with a record."""
    near_here = [
        service(f"No {n}", id=f"no-{n:03}", accepts_record="no", **at(36.0, -127.0)) for n in range(CANDIDATES + 30)
    ]
    yes = service("Yes", id="yes", accepts_record="yes", **at(36.02, -127.0))
    engine = open_database(f"sqlite:///{tmp_path / 'many.db'}")
    directory = with_services(engine, tmp_path, *near_here, yes)
    here = Near(frozenset({"00104"}), 36.0, -127.0)
    assert "yes" not in [one.id for one in directory.candidates(("housing",), here, limit=CANDIDATES)]
    found = search(directory, Query(("housing",), NOW, frozenset({"has_record"}), here))
    engine.dispose()
    assert [one.listing.id for one in found.results] == ["yes"]
