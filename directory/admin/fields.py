"""The columns of the one-sheet as these pages use them: which there are, and when two cells say the same."""

import hashlib
import json
from collections.abc import Mapping

from directory.hsds.write_sheet import header

# `verified` is not typed but pressed; the id never changes.
COLUMNS = tuple(name for name in header() if name not in ("id", "verified"))
LISTS = ("needs", "serves", "languages", "genders", "bring")
NUMBERS = ("latitude", "longitude", "minimum_age", "maximum_age")
PLACED = ("address", "city", "state", "zip", "latitude", "longitude")
Cells = Mapping[str, str]


def parts(cell: str) -> list[str]:
    """The values of a list cell, in order and once."""
    return list(dict.fromkeys(filter(None, (part.strip() for part in cell.split(";")))))


def plain(name: str, cell: str) -> str:
    """The cell so that two that say the same are equal."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if name in LISTS:
        return ";".join(sorted(part.casefold() for part in parts(text)))
    if name in NUMBERS:
        try:
            return repr(float(text)) if text else ""
        except ValueError:
            return text
    return text


def changed(before: Cells, after: Cells) -> list[str]:
    """The columns that `after` says otherwise, in the sheet's order. A column that it lacks is left alone."""
    return [name for name in COLUMNS if name in after and plain(name, before.get(name, "")) != plain(name, after[name])]


def mark_of(cells: Cells) -> str:
    """Tells whether somebody changed the listing while a page was open."""
    told = {name: plain(name, cells.get(name, "")) for name in COLUMNS}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]
