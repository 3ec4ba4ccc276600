"""A fictional city, Port Ellis, as a one-sheet CSV: streets in the ocean, 555 numbers, every rule that can collide.

`city.csv` is written as of `WRITTEN`; `sample_rows` moves its dates along, so that what was checked last week there
was checked last week today.
"""

import csv
from datetime import date
from importlib.resources import files

WRITTEN = date(2026, 11, 20)
TIMEZONE = "America/Los_Angeles"


def sample_rows(today: date) -> list[dict[str, str]]:
    """The rows of `city.csv` by column, in file order, `verified` moved by the days from `WRITTEN` to `today`."""
    text = files("directory.samples").joinpath("city.csv").read_text(encoding="utf-8")
    moved = today - WRITTEN
    rows = list(csv.DictReader(text.splitlines()))
    for row in rows:
        if row["verified"]:
            row["verified"] = (date.fromisoformat(row["verified"]) + moved).isoformat()
    return rows
