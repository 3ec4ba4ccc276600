"""Listings -> the one-sheet, and its empty template."""

import csv
import re
from collections.abc import Iterable, Mapping
from typing import TextIO

from directory.hsds.headers import COLUMNS
from directory.hsds.hours_text import hours_words
from directory.model import Listing
from navigator.needs import attributes, needs

_NAMES = ("id", "name", "organization", "description", "short_text", "short_text_es", "phone", "text_line", "website")
_SAME: tuple[str, ...] = (
    *_NAMES,
    "email",
    "address",
    "city",
    "state",
    "zip",
    "fees",
    "eligibility",
    "bring",
    "intake",
    "status",
)
_SETS = ("needs", "languages", "genders")
_NUMBERS = ("latitude", "longitude", "minimum_age", "maximum_age")
_PHONE = re.compile(r"\+?[\d\s().-]+")


def header() -> list[str]:
    return [*COLUMNS, *attributes()]


def write_sheet(file: TextIO, listings: Iterable[Listing], spelled: Mapping[str, str]) -> int:
    """Writes CSV; the number of rows. `spelled`: a place in lower case -> as it is written."""
    writer = csv.DictWriter(file, header(), restval="", lineterminator="\n")
    writer.writeheader()
    rows = [{name: safe(cell) for name, cell in cells(listing, spelled).items()} for listing in listings]
    writer.writerows(rows)
    return len(rows)


def write_template(file: TextIO) -> None:
    """The empty sheet with one row that shows how to fill it; that row is no real place."""
    writer = csv.DictWriter(file, header(), restval="", lineterminator="\n")
    writer.writeheader()
    first = next(iter(needs()))
    writer.writerow({"name": "Example House (replace this row)", "organization": "Example", "needs": first, **_EXAMPLE})


_EXAMPLE = {
    "phone": "202-555-0100",
    "hours": "Mon-Fri 09:00-17:00; Sat 10:00-14:00",
    "languages": "en;es",
    "genders": "all",
    "status": "inactive",
    "accepts_children": "ask",
}


def cells(listing: Listing, spelled: Mapping[str, str]) -> dict[str, str]:
    """One row of the sheet, without empty cells."""
    row = {name: getattr(listing, name) for name in _SAME}
    row |= {name: ";".join(sorted(getattr(listing, name))) for name in _SETS}
    row |= {name: _number(getattr(listing, name)) for name in _NUMBERS}
    row["serves"] = ";".join(spelled.get(place, place) for place in sorted(listing.serves))
    row |= dict(listing.attributes)
    row["hours"] = listing.hours_text or hours_words(listing.schedules)
    row["verified"] = listing.verified.isoformat() if listing.verified else ""
    return {name: cell for name, cell in row.items() if cell}


def safe(cell: str) -> str:
    """A spreadsheet would run a cell that begins like a formula; an apostrophe keeps it text. Import takes it off."""
    risky = cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not _PHONE.fullmatch(cell)
    return f"'{cell}" if risky else cell


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, int) else repr(value)
