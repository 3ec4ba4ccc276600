"""When a person wants to be written to: the parts of a day, by number, as times."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

# Morning, afternoon, evening; none reaches into the quiet hours of navigator.outbox.quiet.
WINDOWS: Mapping[int, tuple[time, time]] = MappingProxyType(
    {1: (time(8), time(12)), 2: (time(12), time(17)), 3: (time(17), time(21))}
)
_SHORTEST = timedelta(hours=1)  # less than this left of it today: tomorrow's


def next_window(number: int, now: datetime, timezone: str) -> tuple[datetime, datetime]:
    """Start and end of the next such part of a day, in UTC if `now` is; it may have begun."""
    zone = ZoneInfo(timezone)
    start, end = WINDOWS[number]
    day = now.astimezone(zone).date()
    if datetime.combine(day, end, zone) - now < _SHORTEST:
        day += timedelta(days=1)
    return tuple(datetime.combine(day, at, zone).astimezone(now.tzinfo) for at in (start, end))  # type: ignore[return-value]  # two of them
