"""Where a confidential place is cannot be had: one test for each way in and each way out."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from directory.hsds.ours import term_id
from directory.model import Near
from directory.store.export import export_json, export_sheet, export_tabular
from directory.store.maintain import answer, edit
from directory.store.repository import Directory
from tests.directory.sheets import NOW, at, bring, opened, reasons, service, sheet, with_services

SECRET = ("Gannet", "00104", "36.015", "-126.997")


@pytest.fixture
def hidden(engine: Engine, tmp_path: Path) -> Directory:
    """A place that was open, was written about, and then became confidential."""
    directory = with_services(engine, tmp_path, service(id="a", **at(36.0155, -126.9975)), service("Other", id="b"))
    with engine.connect() as connection:
        address = connection.execute(text("SELECT id FROM hsds_address")).scalar()
    edit(directory, "address", str(address), {"address_1": "12 Gannet Pier"}, by="ana", at=NOW)
    answer(directory, "a", "confidential_address", "yes", by="ana", at=NOW)
    return directory


def without_secret(told: str) -> None:
    assert not [one for one in SECRET if one in told]


def test_the_listing_has_no_place(hidden: Directory) -> None:
    listing = hidden.get("a")
    assert listing is not None
    assert listing.attributes["confidential_address"] == "yes"
    without_secret(repr(listing))


def test_a_search_where_it_is_finds_what_a_search_far_away_finds(hidden: Directory) -> None:
    here = hidden.candidates(("housing",), Near(frozenset({"00104"}), 36.0155, -126.9975))
    far = hidden.candidates(("housing",), Near(frozenset({"00999"}), 10.0, 10.0))
    assert here == far
    assert hidden.candidates(words=("gannet",)) == []


def test_the_gazetteer_does_not_know_it(hidden: Directory) -> None:
    without_secret(repr(hidden.places()))


def test_the_json_export_does_not_tell(hidden: Directory) -> None:
    out = io.StringIO()
    export_json(hidden.engine, out)
    without_secret(out.getvalue())
    assert len(json.loads(out.getvalue())["contents"]) == 2


def test_the_tabular_export_does_not_tell(hidden: Directory, tmp_path: Path) -> None:
    export_tabular(hidden.engine, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as package:
        for name in package.namelist():
            without_secret(package.read(name).decode())


def test_the_sheet_does_not_tell(hidden: Directory) -> None:
    out = io.StringIO()
    export_sheet(hidden, out)
    without_secret(out.getvalue())


def test_nothing_of_it_stays_in_the_database(hidden: Directory) -> None:
    with hidden.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM hsds_address")).scalar() == 0
        kept = [
            tuple(row) for row in connection.execute(text("SELECT before, after FROM audit WHERE object = 'address'"))
        ]
        places = connection.execute(text("SELECT * FROM hsds_location")).all()
    assert kept == [(None, None)]
    without_secret(repr(places))


@pytest.mark.parametrize("column", ["address", "zip", "latitude"])
@pytest.mark.parametrize("mark", ["yes", "ask"])
def test_a_sheet_that_tells_is_refused(engine: Engine, tmp_path: Path, column: str, mark: str) -> None:
    directory = opened(engine)
    row = service(confidential_address=mark, **{column: at(36.0, -126.0)[column]})
    loaded = bring(directory, sheet(tmp_path, row))
    assert (2, column, "the address of this place is confidential: leave this empty") in reasons(loaded)
    assert list(directory.all()) == []


def test_a_text_that_tells_is_refused(engine: Engine, tmp_path: Path) -> None:
    row = service(confidential_address="yes", description="Ring at 12 Gannet Street after dark.")
    loaded = bring(opened(engine), sheet(tmp_path, row))
    assert [one[1] for one in reasons(loaded)] == ["description"]


def test_an_hsds_file_that_tells_is_refused(engine: Engine, tmp_path: Path) -> None:
    directory = with_services(engine, tmp_path, service(id="a", **at(36.0, -126.0)))
    out = io.StringIO()
    export_json(directory.engine, out)
    whole = json.loads(out.getvalue())
    marked = opened_with_mark(whole)
    (tmp_path / "hsds.json").write_text(json.dumps(marked))
    loaded = bring(directory, tmp_path / "hsds.json")
    assert not loaded.kept
    assert {one[1] for one in reasons(loaded)} == {"address", "latitude"}


def opened_with_mark(page: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    mark = {"id": "m", "taxonomy_term_id": term_id("attribute", "confidential_address"), "value": "Yes"}
    attributes = page["contents"][0]["attributes"]
    assert isinstance(attributes, list)
    attributes.append(mark)
    return page


def test_a_neighbour_in_the_same_house_does_not_tell_either(engine: Engine, tmp_path: Path) -> None:
    directory = with_services(engine, tmp_path, service(id="a", **at(36.0155, -126.9975)), service("Other", id="b"))
    with engine.begin() as connection:
        place = connection.execute(text("SELECT id FROM hsds_location")).scalar()
        link = "INSERT INTO hsds_service_at_location (id, service_id, location_id) VALUES ('l', 'b', :place)"
        connection.execute(text(link), {"place": place})
    answer(directory, "b", "confidential_address", "yes", by="ana", at=NOW)
    out = io.StringIO()
    export_json(directory.engine, out)
    without_secret(out.getvalue())
    without_secret(repr(list(directory.all())))
