"""What the JSON Schemas of HSDS do not check, and what no database should be asked to keep."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from directory.hsds.hours_rows import DAYS, minutes

LONGEST = 100_000  # characters of one value
REQUIRED = {
    "organization": ("name",),
    "program": ("name",),
    "service": ("name", "status"),
    "service_at_location": ("service_id", "location_id"),
    "phone": ("number",),
    "taxonomy": ("name",),
    "taxonomy_term": ("name",),
    "unit": ("name",),
    "url": ("url",),
    "attribute": ("link_id", "taxonomy_term_id"),
}
CHOICES = {
    "status": ("active", "inactive", "defunct", "temporarily closed"),
    "location_type": ("physical", "postal", "virtual"),
    "address_type": ("physical", "postal", "virtual"),
    "freq": ("WEEKLY", "MONTHLY"),
    "wkst": DAYS,
}
NUMBERS = {
    **dict.fromkeys(("minimum_age", "maximum_age"), (0.0, 150.0)),
    "latitude": (-90.0, 90.0),
    "longitude": (-180.0, 180.0),
    "year_incorporated": (0.0, 9999.0),
    "timezone": (-14.0, 14.0),
    **dict.fromkeys(("available", "maximum", "count", "interval", "extension"), (0.0, 1e15)),
    "amount": (-1e12, 1e12),
}
_BYDAY = re.compile(rf"[+-]?[0-9]?(?:{'|'.join(DAYS)})(?:,[+-]?[0-9]?(?:{'|'.join(DAYS)}))*")
Told = Callable[[str, str], None]


def check(table: str, values: Mapping[str, Any], problem: Told) -> dict[str, Any]:
    """`values` made plain: text trimmed, empty is None, numbers are numbers. `problem(field, reason)` for the rest."""
    plain: dict[str, Any] = {}
    for name, value in values.items():
        try:
            plain[name] = value if name == "extra" else _plain(table, name, value)
        except ValueError as error:
            problem(name, str(error))
    for name in ("id", *REQUIRED.get(table, ())):
        if name in plain and plain[name] is None:
            problem(name, "must not be empty")
        elif name not in values:
            problem(name, "is missing")
    return plain


def on_earth(values: Mapping[str, Any], note: Told) -> Mapping[str, Any]:
    """`values` without a latitude and longitude that are nowhere; `note(field, reason)` says so.

    Towns' lists, and the standard's own examples, have such rows: a place that is not on the map is still worth having.
    """
    wrong = [name for name in ("latitude", "longitude") if name in values and _beyond(name, values[name])]
    if not wrong:
        return values
    low, high = NUMBERS[wrong[0]]
    note(wrong[0], f"must lie between {low:g} and {high:g}; left out, so the place is not on the map")
    return {**values, **dict.fromkeys({"latitude", "longitude"} & set(values))}


def _beyond(name: str, value: Any) -> bool:
    low, high = NUMBERS[name]
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return False
    return math.isfinite(number) and not isinstance(value, bool) and not low <= number <= high


def _plain(table: str, name: str, value: Any) -> Any:
    if isinstance(value, float | int) and not isinstance(value, bool):
        value = repr(value) if name not in NUMBERS else value
    if name in NUMBERS:
        return _number(name, value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError("must be text")
    return _text(table, name, value)


def _text(table: str, name: str, value: str) -> str | None:
    text = value.strip()
    if len(text) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters")
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("has characters that are not text")
    if not text:
        return None
    if name in CHOICES and not (name == "status" and table != "service"):
        return _choice(text, CHOICES[name])
    reader = _READERS.get(name)
    return reader(text) if reader else text


def _choice(text: str, known: tuple[str, ...]) -> str:
    for one in known:
        if one.casefold() == text.casefold():
            return one
    raise ValueError(f"must be one of: {', '.join(known)}")


def _number(name: str, value: Any) -> float | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    low, high = NUMBERS[name]
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("must be a number") from None
    if isinstance(value, bool) or not math.isfinite(number):
        raise ValueError("must be a number")
    if not low <= number <= high:
        raise ValueError(f"must lie between {low:g} and {high:g}")
    return number


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("must be a date like 2026-11-20") from None
    return text


def _moment(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("must be a date and time like 2026-11-20T09:00:00Z") from None
    return text


def _time(text: str) -> str:
    if minutes(text) is None:
        raise ValueError("must be a time like 09:00")
    return text


def _byday(text: str) -> str:
    bare = text.replace(" ", "").upper()
    if not _BYDAY.fullmatch(bare):
        raise ValueError("must be days like MO,TU or 1MO")
    return bare


_READERS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("valid_from", "valid_to", "dtstart", "until", "assured_date"), _day),
    **dict.fromkeys(("opens_at", "closes_at"), _time),
    **dict.fromkeys(("last_modified", "updated"), _moment),
    "byday": _byday,
}
