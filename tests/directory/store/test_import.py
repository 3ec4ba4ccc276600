"""An import is all or nothing, the same again the second time, and leaves local work alone."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from directory.store.maintain import Refused, answer, edit, verify
from tests.directory.sheets import NOW, bring, opened, reasons, service, sheet, with_services


def test_one_bad_row_and_nothing_is_kept(engine: Engine, tmp_path: Path) -> None:
    directory = opened(engine)
    loaded = bring(directory, sheet(tmp_path, service("Good"), service("Bad", needs="shelterr")))
    assert not loaded.kept
    assert reasons(loaded) == [(3, "needs", "“shelterr” is no need")]
    assert list(directory.all()) == []


def test_a_dry_run_says_what_would_change_and_keeps_nothing(engine: Engine, tmp_path: Path) -> None:
    directory = with_services(engine, tmp_path, service(id="a", fees="free"))
    loaded = bring(directory, sheet(tmp_path, service(id="a", fees="$5"), service("Second", id="b")), dry_run=True)
    assert not loaded.kept
    assert loaded.difference.new["service"] == 1
    assert loaded.difference.changes == [
        {"object": "service", "id": "a", "field": "fees_description", "before": "free", "after": "$5"}
    ]
    assert [one.fees for one in directory.all()] == ["free"]


def test_importing_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    path = sheet(tmp_path, service(hours="Mon-Fri 09:00-17:00", serves="Port Ellis;00104", languages="en;es"))
    directory = opened(engine)
    bring(directory, path)
    before = list(directory.all())
    again = bring(directory, path).difference
    assert (+again.new, +again.changed, +again.gone) == ({}, {}, {})
    assert list(directory.all()) == before


def test_what_the_source_no_longer_says_goes(engine: Engine, tmp_path: Path) -> None:
    directory = with_services(engine, tmp_path, service(id="a", text_line="202-555-0101", walk_in="yes"))
    bring(directory, sheet(tmp_path, service(id="a")))
    listing = directory.get("a")
    assert listing is not None
    assert (listing.text_line, listing.attributes) == ("", {})


def test_an_edit_made_here_survives_the_next_import(engine: Engine, tmp_path: Path) -> None:
    directory = with_services(engine, tmp_path, service(id="a", fees="$5"))
    edit(directory, "service", "a", {"fees_description": "free on Mondays"}, by="ana", at=NOW)
    loaded = bring(directory, sheet(tmp_path, service(id="a", fees="$10")))
    listing = directory.get("a")
    assert listing is not None
    assert listing.fees == "free on Mondays"
    assert loaded.difference.kept == 1
    assert [one.reason for one in loaded.report.notes] == ["was edited here; the edit is kept"]


def test_an_answer_set_here_survives_the_next_import(engine: Engine, tmp_path: Path) -> None:
    directory = with_services(engine, tmp_path, service(id="a", accepts_record="yes"))
    answer(directory, "a", "accepts_record", "no", by="ana", at=NOW)
    bring(directory, sheet(tmp_path, service(id="a", accepts_record="yes")))
    listing = directory.get("a")
    assert listing is not None
    assert listing.attributes == {"accepts_record": "no"}


def test_a_verification_survives_the_next_import(engine: Engine, tmp_path: Path) -> None:
    directory = with_services(engine, tmp_path, service(id="a", verified="2026-01-01"))
    verify(directory, "a", on=date(2026, 11, 19), by="ana", how="phone")
    bring(directory, sheet(tmp_path, service(id="a", verified="2026-01-01")))
    listing = directory.get("a")
    assert listing is not None
    assert listing.verified == date(2026, 11, 19)


def test_an_edit_is_checked_like_an_import(engine: Engine, tmp_path: Path) -> None:
    directory = with_services(engine, tmp_path, service(id="a"))
    with pytest.raises(Refused, match="status must be one of"):
        edit(directory, "service", "a", {"status": "gone"}, by="ana", at=NOW)


def test_free_text_only_suggests(engine: Engine, tmp_path: Path) -> None:
    directory = with_services(engine, tmp_path, service(id="a", eligibility="Women 18+ with children. No felonies."))
    listing = directory.get("a")
    assert listing is not None
    assert listing.attributes == {"accepts_record": "ask", "accepts_children": "ask"}
    assert listing.genders == frozenset()
    assert listing.minimum_age is None


def test_unclear_hours_are_kept_as_words(engine: Engine, tmp_path: Path) -> None:
    directory = with_services(engine, tmp_path, service(id="a", hours="M-F 9-5, closed noon-1"))
    listing = directory.get("a")
    assert listing is not None
    assert (listing.schedules, listing.hours_text) == ((), "M-F 9-5, closed noon-1")
