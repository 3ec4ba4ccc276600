"""A `Listing` as compact JSON and back. Absent fields stand at their defaults."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from directory.model import Listing, Schedule

_SETS = ("needs", "serves", "languages", "genders")
_LISTING = {field.name: field for field in fields(Listing)}
_SCHEDULE = {field.name: field for field in fields(Schedule)}


def encode(listing: Listing) -> str:
    return json.dumps(_given(listing, _LISTING), ensure_ascii=False, separators=(",", ":"), default=_plain)


def decode(payload: str) -> Listing:
    given = json.loads(payload)
    for name in _SETS:
        if name in given:
            given[name] = frozenset(given[name])
    if "schedules" in given:
        given["schedules"] = tuple(_schedule(one) for one in given["schedules"])
    if "verified" in given:
        given["verified"] = date.fromisoformat(given["verified"])
    if "capacity_at" in given:
        given["capacity_at"] = datetime.fromisoformat(given["capacity_at"])
    return Listing(**given)


def _schedule(given: dict[str, Any]) -> Schedule:
    for name in ("valid_from", "valid_to"):
        if name in given:
            given[name] = date.fromisoformat(given[name])
    return Schedule(**given)


def _given(value: Listing | Schedule, known: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that differ from their default."""
    found = {}
    for name, field in known.items():
        own = getattr(value, name)
        if own != field.default and (own or own == 0):
            found[name] = own
    return found


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Schedule):
        return _given(value, _SCHEDULE)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)
