"""The sample city as listings in memory, without a database between."""

from datetime import date
from typing import Literal, cast

from directory.hsds.hours_text import read_hours
from directory.model import Listing, Near
from directory.samples import TIMEZONE, sample_rows
from navigator.needs import Answer, attributes

LANTERN_HILL = Near(frozenset({"00104", "port ellis"}), 36.022, -126.990)
TEXTS = ("id", "name", "organization", "description", "short_text", "short_text_es", "phone", "text_line", "website")
MORE_TEXTS = ("email", "address", "city", "state", "zip", "fees", "eligibility", "bring")


def city(today: date) -> list[Listing]:
    """Every row, also those that are shut."""
    return [listing(row) for row in sample_rows(today)]


def listing(row: dict[str, str]) -> Listing:
    return Listing(
        **{name: row[name] for name in (*TEXTS, *MORE_TEXTS)},
        needs=_set(row["needs"]),
        attributes={id: cast(Answer, row[id]) for id in attributes() if row[id]},
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        serves=_set(row["serves"].lower()),
        schedules=read_hours(row["hours"]),
        timezone=TIMEZONE,
        languages=_set(row["languages"]),
        minimum_age=int(row["minimum_age"]) if row["minimum_age"] else None,
        maximum_age=int(row["maximum_age"]) if row["maximum_age"] else None,
        genders=_set(row["genders"]),
        verified=date.fromisoformat(row["verified"]) if row["verified"] else None,
        status=cast(Literal["active", "defunct", "temporarily closed"], row["status"] or "active"),
    )


def _set(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(";")))
