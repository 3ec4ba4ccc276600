"""Listings of a real city's old directory, filed by another taxonomy: shown and saved without loss."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.datastructures import FormData

import migrations
from directory.admin.changing import open_listing, save
from directory.admin.fields import changed
from directory.admin.forms import cells_of, filled_from, form_class, names
from directory.store.load import load
from directory.store.maintain import Refused
from directory.store.repository import Directory
from navigator.store import open_database
from tests.conftest import NOW

EVERY = 40  # one listing of so many


@pytest.fixture(scope="module")
def baltimore(datasets: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    engine: Engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('baltimore') / 'navigator.db'}")
    migrations.upgrade(engine)
    assert load(engine, datasets / "baltimore-charmcare", at=NOW).kept
    yield Directory(engine, "America/New_York")
    engine.dispose()


@pytest.fixture(scope="module")
def some(baltimore: Directory) -> list[str]:
    return [listing.id for listing in baltimore.all()][::EVERY]


def test_a_page_that_is_sent_back_as_it_came_changes_nothing(baltimore: Directory, some: list[str]) -> None:
    assert len(some) > 40
    for id in some:
        with baltimore.engine.connect() as connection:
            opened = open_listing(connection, id)
        assert opened
        shown = filled_from(opened.cells)
        sent: list[tuple[str, str]] = []
        for field in shown:
            values = field.data if isinstance(field.data, list) else [field.data or ""]
            sent += [(field.name, value) for value in values]
        form = form_class()(FormData(list(sent)))
        assert form.validate(), (id, form.errors)
        assert changed(opened.cells, cells_of(form, list(names()))) == [], id


def test_our_own_needs_stand_over_how_the_source_files_it(baltimore: Directory, some: list[str]) -> None:
    for id in some[:6]:
        for needs in ("legal;peer_support", "food"):
            save(baltimore, id, {"needs": needs}, mark=None, by="ana", at=NOW)
            listing = baltimore.get(id)
            assert listing
            assert listing.needs == set(needs.split(";"))


def test_what_comes_from_the_organization_is_said_to_and_stays(baltimore: Directory, some: list[str]) -> None:
    id = next(id for id in some if (listing := baltimore.get(id)) and listing.phone)
    before = baltimore.get(id)
    with pytest.raises(Refused, match="it comes from the organization"):
        save(baltimore, id, {"phone": "", "description": "lost with it"}, mark=None, by="ana", at=NOW)
    assert baltimore.get(id) == before
    save(baltimore, id, {"phone": "202-555-0166"}, mark=None, by="ana", at=NOW)
    after = baltimore.get(id)
    assert after
    assert after.phone == "202-555-0166"
