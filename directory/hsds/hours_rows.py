"""HSDS schedule rows -> `directory.model.Schedule`, and their words."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from directory.model import Schedule

Row = Mapping[str, Any]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TIME = re.compile(r"(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?:([ap])\.?m\.?)?(?:z|[+-]\d{2}:?\d{2})?")
_PHONE = ("phone", "telephone", "virtual")


def schedule_of(row: Row) -> Schedule | None:
    """None when the row says nothing about when (only words)."""
    opens, closes = minutes(row["opens_at"]), minutes(row["closes_at"])
    closed = (row["description"] or "").strip().lower() == "closed"
    if opens == 0 and closes in (0, 1439):
        closes = 1440
    timed = opens is not None and closes is not None
    if not timed and not closed and not (row["freq"] and row["byday"]):
        return None
    kind: Literal["door", "phone"] = "phone" if (row["attending_type"] or "").lower() in _PHONE else "door"
    return Schedule(
        byday="" if _needs_rule(row) else (row["byday"] or "").replace(" ", "").upper(),
        opens=opens if opens is not None and timed else 0,
        closes=closes if closes is not None and timed else 1440,
        valid_from=_date(row["valid_from"]) or _date(row["dtstart"]),
        valid_to=_date(row["valid_to"]),
        rrule=_rule(row) if _needs_rule(row) else "",
        closed=closed,
        kind=kind,
    )


def words_of(rows: Iterable[Row]) -> str:
    """What the rows say in words, for hours that nobody could read as times."""
    said = dict.fromkeys(row["description"].strip() for row in rows if row["description"] and not row["opens_at"])
    return "; ".join(text for text in said if text.lower() != "closed")


def minutes(text: str | None) -> int | None:
    """Minutes after midnight of "09:00", "9:00:00", "17:00Z", "5pm" or "24:00"; None when it is no time."""
    match = _TIME.fullmatch((text or "").strip().casefold())
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if minute > 59 or (half and not 1 <= hour <= 12) or hour * 60 + minute > 1440 or not (match[2] or half):
        return None
    return (hour % 12 + (12 if half == "p" else 0) if half else hour) * 60 + minute


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _needs_rule(row: Row) -> bool:
    """A plain week needs only its days; anything else is an RRULE."""
    limits = [row[name] for name in ("bymonthday", "byyearday", "byweekno", "count", "until")]
    numbered = any(char.isdigit() for char in row["byday"] or "")
    return any(limits) or numbered or (row["interval"] or 1) != 1 or (row["freq"] or "WEEKLY") != "WEEKLY"


def _rule(row: Row) -> str:
    parts = [("FREQ", row["freq"] or "WEEKLY"), ("INTERVAL", _whole(row["interval"]))]
    parts += [("COUNT", _whole(row["count"])), ("UNTIL", (row["until"] or "").replace("-", "")), ("WKST", row["wkst"])]
    parts += [("BYDAY", row["byday"]), ("BYMONTHDAY", row["bymonthday"]), ("BYYEARDAY", row["byyearday"])]
    parts += [("BYWEEKNO", row["byweekno"])]
    return ";".join(f"{name}={str(value).replace(' ', '')}" for name, value in parts if value)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
