"""When a person may be written to first: never in the night."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

FIRST, LAST = time(8), time(21)


def next_waking(at: datetime, timezone: str) -> datetime:
    """`at`, or the next morning's first allowed time if `at` is in the quiet hours of `timezone`."""
    local = at.astimezone(ZoneInfo(timezone))
    if FIRST <= local.time() < LAST:
        return at
    day = local.date() + timedelta(days=1) if local.time() >= LAST else local.date()
    return datetime.combine(day, FIRST, local.tzinfo).astimezone(at.tzinfo)
