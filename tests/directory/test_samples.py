"""The sample city is visibly made up, covers every need and every answer, and has something for everyone."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import mean
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.messages.reading import SPANISH_EASY, ease, grade
from directory.hours import open_now
from directory.matching import match
from directory.model import Found, Query
from directory.samples import TIMEZONE, WRITTEN, sample_rows
from directory.samples.national import national_rows
from navigator.needs import ANSWERS, attributes, circumstances, needs
from navigator.safety.lines import lines
from navigator.sms import is_gsm7
from tests.directory.sample_city import LANTERN_HILL, city

ROWS = sample_rows(WRITTEN)
CITY = city(WRITTEN)
BY_ID = {one.id: one for one in CITY}
OPEN_CITY = [one for one in CITY if one.status == "active"]
TONIGHT = datetime(2026, 11, 20, 22, 30, tzinfo=ZoneInfo(TIMEZONE))
RULES = Path(__file__).parent.parent / "messages" / "wording.yml"
NEVER: dict[str, list[str]] = yaml.safe_load(RULES.read_text(encoding="utf-8"))["never"]
FOR_PEOPLE = [
    ("name", "en"),
    ("description", "en"),
    ("eligibility", "en"),
    ("short_text", "en"),
    ("short_text_es", "es"),
]


def ask(*said: str, wanted: str = "housing", **more: Any) -> Found:
    query = Query(tuple(wanted.split()), TONIGHT, frozenset(said), LANTERN_HILL, **({"limit": 3} | more))
    return match(query, CITY, open_now)


def test_every_need_has_four_places_that_are_open_for_business() -> None:
    counted = Counter(need for one in OPEN_CITY for need in one.needs)
    assert {need: counted[need] for need in needs() if counted[need] < 4} == {}


@pytest.mark.parametrize("attribute", attributes())
def test_every_attribute_is_answered_in_every_way(attribute: str) -> None:
    said = {one.attributes.get(attribute) for one in OPEN_CITY}
    assert said == {*ANSWERS, None}


def test_what_else_has_to_be_there() -> None:
    assert 80 <= len(ROWS) <= 100
    assert {row["status"] for row in ROWS} >= {"", "defunct", "temporarily closed"}
    assert any(not one.schedules for one in OPEN_CITY)
    assert any(not one.phone and one.text_line for one in OPEN_CITY)
    assert any(one.phone and not one.address for one in OPEN_CITY)
    assert {"en", "es", "zh", "vi"} <= {code for one in OPEN_CITY for code in one.languages}
    assert any(opens.closes <= opens.opens for one in OPEN_CITY for opens in one.schedules)
    stale = [one for one in OPEN_CITY if one.verified is None or (WRITTEN - one.verified).days > 180]
    fresh = [one for one in OPEN_CITY if one.verified and (WRITTEN - one.verified).days <= 30]
    assert len(stale) >= 4
    assert len(fresh) >= 20


def test_it_is_visibly_made_up() -> None:
    for row in ROWS:
        assert all(re.fullmatch(r"(202|303)-555-01\d\d|", row[number]) for number in ("phone", "text_line")), row["id"]
        assert row["website"].endswith(".example.org")
        assert row["email"] == "" or row["email"].endswith(".example.org")
        assert (row["city"], row["state"]) in {("Port Ellis", "XX"), ("Gull Bay", "XX"), ("", "")}
        assert re.fullmatch(r"001\d\d|", row["zip"])
        if row["latitude"]:  # the Pacific, far from any coast
            assert 35.9 < float(row["latitude"]) < 36.3
            assert -127.1 < float(row["longitude"]) < -126.9
    reached = [number for row in ROWS for number in (row["phone"], row["text_line"]) if number]
    assert len(reached) == len(set(reached))


def test_a_secret_address_is_not_even_in_the_file() -> None:
    secret = [row for row in ROWS if row["confidential_address"] in ("yes", "ask")]
    assert len(secret) >= 3
    for row in secret:
        assert not any(row[name] for name in ("address", "city", "zip", "latitude", "longitude"))
        assert row["serves"]


@pytest.mark.parametrize("row", [*ROWS, *national_rows()], ids=lambda row: row["id"])
def test_the_short_texts_fit_a_phone_and_are_plain(row: dict[str, str]) -> None:
    assert 0 < len(row["short_text"]) <= 60
    assert 0 < len(row["short_text_es"]) <= 60
    assert is_gsm7(row["short_text"])
    assert is_gsm7(row["short_text_es"])
    assert grade(row["short_text"]) <= 6


def test_the_texts_are_easy_on_average() -> None:
    assert mean(grade(row["short_text"]) for row in ROWS) <= 5
    assert mean(grade(row["description"]) for row in ROWS if row["description"]) <= 5
    assert mean(ease(row["short_text_es"]) for row in ROWS) >= SPANISH_EASY


def test_no_place_speaks_of_people_in_words_we_do_not_use() -> None:
    for row in ROWS:
        for column, language in FOR_PEOPLE:
            found = [word for word in NEVER[language] if re.search(word, row[column].lower())]
            assert not found, (row["id"], column, row[column])


def test_the_dates_move_with_the_day() -> None:
    later = WRITTEN + timedelta(days=400)
    for then, now in zip(ROWS, sample_rows(later), strict=True):
        if then["verified"]:
            assert later - date.fromisoformat(now["verified"]) == WRITTEN - date.fromisoformat(then["verified"])
        assert {**then, "verified": ""} == {**now, "verified": ""}


def test_a_bed_tonight_for_me_and_my_two_kids_got_a_felony() -> None:
    found = ask("with_children", "has_record", urgency="now")
    assert len(found.results) == 3
    for one in found.results:
        assert one.listing.phone
        assert one.open_now
        assert "accepts_children: yes" in one.fits
    assert [one.listing.id for one in found.results[:2]] == ["pe-lantern-house", "pe-night-room"]
    assert found.results[2].ask == ("accepts_record: unknown",)


def test_the_lovely_place_next_door_that_takes_no_record_is_a_trap() -> None:
    assert ask("with_children").results[0].listing.id == "pe-bright-start"
    found = ask("with_children", "has_record", limit=100)
    assert "pe-bright-start" not in [one.listing.id for one in found.results]
    assert ("pe-bright-start", "accepts_record: no") in [(one.id, one.because) for one in found.excluded]


@pytest.mark.parametrize("circumstance", circumstances())
def test_everyone_finds_a_bed_that_says_yes_to_them(circumstance: str) -> None:
    beds = ask(circumstance, urgency="now").results
    assert len(beds) >= 3
    best = beds[0]
    strict = {rule.attribute for rule in circumstances()[circumstance].asks if rule.strict}
    assert not strict & {asked.split(":")[0] for asked in best.ask}, best
    assert best.listing.phone or best.listing.text_line


@pytest.mark.parametrize(
    "said",
    [
        ("man", "with_children"),
        ("man", "with_partner", "pet"),
        ("trans", "under_18"),
        ("on_registry", "man"),
        ("active_use", "pet", "with_partner"),
        ("on_medication", "with_children"),
        ("no_papers", "with_children", "no_police"),
        ("trans", "cant_call", "active_use"),
    ],
)
def test_hard_pairs_still_find_a_bed(said: tuple[str, ...]) -> None:
    assert ask(*said).results


@pytest.mark.parametrize("need", needs())
@pytest.mark.parametrize("who", ["", "man", "trans", "under_18", "no_papers"])
def test_every_need_finds_something_for_everyone(need: str, who: str) -> None:
    assert ask(*filter(None, [who]), wanted=need).results


def test_for_immigration_without_papers_only_lawyers_come() -> None:
    found = ask("no_papers", wanted="immigration", limit=100)
    assert found.results
    assert all("legal" in one.listing.needs for one in found.results)
    assert {"pe-quick-papers", "pe-welcome-center"} <= {one.id for one in found.excluded}


def test_the_national_lines_stand_in_no_file_but_the_reviewed_table() -> None:
    rows = national_rows("us")
    known = {line.number for line in lines("us")} | {line.text.number for line in lines("us")} | {""}
    assert len(rows) >= 8
    for row in rows:
        assert {row["phone"], row["text_line"]} <= known
        assert row["serves"] == "everywhere"
        assert set(filter(None, row["needs"].split(";"))) <= set(needs())
        assert set(row) <= set(ROWS[0]) | set(attributes())
    table = Path(__file__).parents[2] / "directory" / "samples" / "national.csv"
    assert not re.search(r"\d{3}", table.read_text(encoding="utf-8"))


def test_a_country_without_lines_gives_none() -> None:
    assert national_rows("xx") == []


def test_a_listing_knows_its_own_hours() -> None:
    assert open_now(BY_ID["pe-night-owl"], TONIGHT) is True
    assert open_now(BY_ID["pe-umbrella-room"], TONIGHT) is False
    assert open_now(BY_ID["pe-listening-post"], TONIGHT) is None
