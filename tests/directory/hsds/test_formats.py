"""Each format that is read, and what is told about what is wrong in it."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from directory.store.repository import Directory
from navigator.store import open_database
from tests.directory.sheets import bring, opened, reasons, service, sheet


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Directory]:
    engine = open_database(f"sqlite:///{tmp_path / 'navigator.db'}")
    yield opened(engine)
    engine.dispose()


def hsds(**more: Any) -> dict[str, Any]:
    return {"id": "s", "name": "Soup", "status": "active", "organization": {"id": "o", "name": "Org"}} | more


@pytest.mark.parametrize("whole", [hsds(), [hsds()], {"total_items": 1, "contents": [hsds()]}])
def test_hsds_json_bare_list_and_page(directory: Directory, tmp_path: Path, whole: Any) -> None:
    (tmp_path / "in.json").write_text(json.dumps(whole))
    assert bring(directory, tmp_path / "in.json").report.problems == []
    assert [(one.name, one.organization) for one in directory.all()] == [("Soup", "Org")]


@pytest.mark.parametrize(
    ("more", "field", "reason"),
    [
        ({"status": "open"}, "status", "must be one of"),
        ({"name": " "}, "name", "must not be empty"),
        ({"minimum_age": "x"}, "minimum_age", "must be a number"),
        ({"assured_date": "11/20/2026"}, "assured_date", "must be a date"),
        ({"schedules": [{"id": "h", "byday": "Mondays"}]}, "byday", "must be days like"),
        ({"schedules": [{"id": "h", "opens_at": "morning"}]}, "opens_at", "must be a time"),
        ({"phones": [{"id": "p", "number": ""}]}, "number", "must not be empty"),
        ({"phones": "555"}, "phones", "must be a list"),
        ({"program_id": "nowhere"}, "program_id", "there is no program"),
        ({"description": "a\ud800"}, "description", "not text"),
        ({"service_at_locations": [{"id": "l", "location": {"id": "x", "latitude": "n"}}]}, "latitude", "a number"),
    ],
)
def test_what_no_schema_sees(
    directory: Directory, tmp_path: Path, more: dict[str, Any], field: str, reason: str
) -> None:
    (tmp_path / "in.json").write_text(json.dumps(hsds(**more)))
    loaded = bring(directory, tmp_path / "in.json")
    assert not loaded.kept
    assert any(one.field == field and reason in one.reason for one in loaded.report.problems)
    assert list(directory.all()) == []


@pytest.mark.parametrize("spot", [{"latitude": 100, "longitude": 10}, {"latitude": 10, "longitude": "-181.5"}])
def test_a_spot_that_is_nowhere_is_left_out_and_told(
    directory: Directory, tmp_path: Path, spot: dict[str, object]
) -> None:
    place = {"id": "l", "location": {"id": "x", "name": "Hall", **spot}}
    (tmp_path / "in.json").write_text(json.dumps(hsds(service_at_locations=[place])))
    loaded = bring(directory, tmp_path / "in.json")
    assert loaded.kept
    (listing,) = directory.all()
    assert (listing.latitude, listing.longitude) == (None, None)
    assert [one.reason for one in loaded.report.notes if one.field in spot and "not on the map" in one.reason]


def test_the_official_examples_come_in(directory: Directory, datasets: Path) -> None:
    examples = sorted((datasets / "hsds-spec").glob("3.*/examples/*.json"))
    assert len(examples) >= 10
    for example in examples:
        assert bring(directory, example, dry_run=True).report.problems == [], example


def test_a_date_in_another_form_in_hsds_is_refused_with_its_row(directory: Directory, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps([hsds(), hsds(id="t", assured_date="soon")]))
    assert reasons(bring(directory, tmp_path / "in.json"))[0][:2] == (2, "assured_date")


def test_fields_that_hsds_does_not_know_are_kept_aside(directory: Directory, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps(hsds(x_ours={"a": 1})))
    assert bring(directory, tmp_path / "in.json").kept


def test_forgiving_headers(directory: Directory, tmp_path: Path) -> None:
    row = {"Service Name": "Soup", "NEEDS": "Food", "Telephone": "202-555-0100", "Zip Code": "00104", "Note": "x"}
    loaded = bring(directory, sheet(tmp_path, row))
    assert loaded.report.problems == []
    assert [one.field for one in loaded.report.notes] == ["Note"]
    assert [one.zip for one in directory.all()] == ["00104"]


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"needs": ""}, "needs"),
        ({"phone": ""}, "phone"),
        ({"accepts_pets": "sometimes"}, "accepts_pets"),
        ({"languages": "Klingon!"}, "languages"),
        ({"verified": "yesterday"}, "verified"),
        ({"minimum_age": "adult"}, "minimum_age"),
        ({"genders": "ladies"}, "genders"),
        ({"latitude": "36.0"}, "latitude"),
        ({"fees": "=HYPERLINK(1)"}, "fees"),
        ({"status": "gone"}, "status"),
    ],
)
def test_what_is_wrong_in_a_sheet(directory: Directory, tmp_path: Path, cells: dict[str, str], field: str) -> None:
    loaded = bring(directory, sheet(tmp_path, service(**cells)))
    assert (2, field) in {one[:2] for one in reasons(loaded)}


def test_a_workbook(directory: Directory, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["name", "needs", "phone", "minimum_age", "walk_in"])
    book.active.append(["Soup", "food", "202-555-0100", 18, True])
    book.save(tmp_path / "in.xlsx")
    assert bring(directory, tmp_path / "in.xlsx").report.problems == []
    (one,) = directory.all()
    assert (one.minimum_age, one.attributes) == (18, {"walk_in": "yes"})


def test_a_workbook_with_a_formula_is_refused(directory: Directory, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["name", "needs", "phone"])
    book.active.append(["=1+1", "food", "202-555-0100"])
    book.save(tmp_path / "in.xlsx")
    assert (2, "name") in {one[:2] for one in reasons(bring(directory, tmp_path / "in.xlsx"))}


ICAROL = {
    "ResourceAgencyNum": "7",
    "PublicName": "Soup",
    "TaxonomyLevelName": "Program",
    "PhysicalAddress1": "12 Gannet Pier",
    "PhysicalCity": "Port Ellis",
    "PhysicalAddressIsPrivate": "False",
    "Phone1Number": "202-555-0100",
    "Phone1IsPrivate": "False",
    "Phone2Number": "202-555-0101",
    "Phone2IsPrivate": "True",
    "EmailAddressMain": "soup@example.org",
    "TaxonomyTerms": "Food Pantry; Emergency Food",
    "InternalNotes": "ask for Kim",
}


def icarol(folder: Path, **cells: str) -> Path:
    path = folder / "icarol.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(ICAROL | cells))
        writer.writeheader()
        writer.writerow(ICAROL | cells)
    return path


def test_icarol_obeys_what_is_private(directory: Directory, tmp_path: Path) -> None:
    assert bring(directory, icarol(tmp_path)).report.problems == []
    (one,) = directory.all()
    assert (one.needs, one.phone, one.address) == (frozenset({"food"}), "202-555-0100", "12 Gannet Pier")
    with directory.engine.connect() as connection:
        dump = "\n".join(connection.connection.iterdump())
    assert "555-0101" not in dump
    assert "Kim" not in dump


def test_icarol_private_address_is_confidential(directory: Directory, tmp_path: Path) -> None:
    bring(directory, icarol(tmp_path, PhysicalAddressIsPrivate="True"))
    (one,) = directory.all()
    assert one.attributes["confidential_address"] == "yes"
    assert "Gannet" not in repr(one)


def test_icarol_excluded_does_not_come_in(directory: Directory, tmp_path: Path) -> None:
    bring(directory, icarol(tmp_path, ExcludeFromWebsite="True"))
    assert list(directory.all()) == []


@pytest.mark.datasets
def test_the_ohana_sample(directory: Directory, datasets: Path) -> None:
    loaded = bring(directory, datasets / "ohana-sample" / "data" / "sample-csv")
    assert loaded.report.problems == []
    assert loaded.difference.new["service"] == 23


@pytest.mark.datasets
@pytest.mark.parametrize("version", ["3.0", "3.1-dev"])
def test_the_keys_that_lead_nowhere_in_the_official_example_are_told(
    directory: Directory, datasets: Path, version: str
) -> None:
    loaded = bring(directory, datasets / "hsds-spec" / version / "examples" / "csv")
    assert len([one for one in loaded.report.problems if "there is no" in one.reason]) >= 3
    assert not loaded.kept
