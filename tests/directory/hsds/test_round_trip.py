"""What goes out comes back the same, and fits the official schemas."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from directory.hsds.columns import COLUMNS
from directory.store.export import export_json, export_sheet, export_tabular
from directory.store.repository import Directory
from navigator.store import open_database
from tests.directory.sheets import at, bring, opened, service, with_services

ROWS = (
    service(
        "Lantern House",
        id="lantern",
        organization="'=Lantern",
        description="Zimmer, jabón, 部屋\nand a second line",
        needs="housing;food",
        hours="Mon-Fri 09:00-17:00; Sat closed",
        serves="Port Ellis;00104",
        languages="en;es",
        bring="Nothing; a smile",
        accepts_children="ask",
        walk_in="no",
        genders="women;trans",
        short_text_es="Camas",
        minimum_age="18",
        verified="2026-11-01",
        **at(36.0, -127.0),
    ),
    service("Line", id="line", serves="everywhere", text_line="202-555-0101", hours="call, we answer"),
    service("Safe Door", id="door", confidential_address="yes", serves="Port Ellis"),
)


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[Directory]:
    engine = open_database(f"sqlite:///{tmp_path / 'navigator.db'}")
    yield with_services(engine, tmp_path, *ROWS)
    engine.dispose()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Directory]:
    engine = open_database(f"sqlite:///{tmp_path / 'other.db'}")
    yield opened(engine)
    engine.dispose()


def write(directory: Directory, path: Path) -> Path:
    if path.suffix == ".zip":
        export_tabular(directory.engine, path)
        return path
    out = io.StringIO()
    if path.suffix == ".json":
        export_json(directory.engine, out)
    else:
        export_sheet(directory, out)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["json", "zip", "csv"])
def test_there_and_back(directory: Directory, other: Directory, tmp_path: Path, kind: str) -> None:
    first = write(directory, tmp_path / f"first.{kind}")
    loaded = bring(other, first)
    assert loaded.report.problems == []
    assert list(other.all()) == list(directory.all())
    assert write(other, tmp_path / f"second.{kind}").read_bytes() == first.read_bytes()


def test_a_spreadsheet_runs_no_cell(directory: Directory, tmp_path: Path) -> None:
    assert "'=Lantern" in write(directory, tmp_path / "out.csv").read_text(encoding="utf-8")


def schema(datasets: Path, version: str) -> jsonschema.Draft7Validator:
    folder = datasets / "hsds-spec" / version / "schema"
    known = {path.name: json.loads(path.read_text()) for path in folder.glob("*.json") if path.name != "openapi.json"}
    store = {(folder / name).as_uri(): one for name, one in known.items()}
    store |= {one["$id"]: one for one in known.values() if "$id" in one}
    service = known["service.json"]
    base = service.get("$id") or (folder / "service.json").as_uri()
    store |= {base.rpartition("/")[0] + f"/{name}": one for name, one in known.items()}
    return jsonschema.Draft7Validator(service, resolver=jsonschema.RefResolver(base, service, store=store))


@pytest.mark.datasets
def test_every_service_fits_the_official_schema(directory: Directory, datasets: Path, tmp_path: Path) -> None:
    page = json.loads(write(directory, tmp_path / "out.json").read_text(encoding="utf-8"))
    check = schema(datasets, "3.1-dev")
    for one in page["contents"]:
        check.validate(one)
    with pytest.raises(jsonschema.ValidationError):
        check.validate(page["contents"][0] | {"status": "gone"})


@pytest.mark.datasets
def test_baltimore_comes_in_goes_out_and_fits(other: Directory, datasets: Path, tmp_path: Path) -> None:
    directory = other
    loaded = bring(directory, datasets / "baltimore-charmcare")
    assert (loaded.report.problems, loaded.difference.new["service"]) == ([], 1876)
    page = json.loads(write(directory, tmp_path / "out.json").read_text(encoding="utf-8"))
    check = schema(datasets, "3.1-dev")
    for one in page["contents"][::60]:
        check.validate(one)
    again = bring(directory, tmp_path / "out.json", dry_run=True)
    assert (again.report.problems, +again.difference.new, +again.difference.changed) == ([], {}, {})


@pytest.mark.datasets
def test_the_fields_are_those_of_the_datapackage(datasets: Path) -> None:
    package = json.loads((datasets / "hsds-spec" / "3.1-dev" / "datapackage.json").read_text())
    for resource in package["resources"]:
        listed = [one["name"] for one in resource["schema"]["fields"]]
        assert set(listed) <= set(COLUMNS[resource["name"]])
