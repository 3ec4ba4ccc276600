"""When the rows of a schedule have a place open: wall-clock arithmetic in the place's own time, no words."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from directory.model import Schedule
from directory.recurrence import occurs

DAY = 1440
LOOK_AHEAD_DAYS = 62
"""Far enough for "first Monday of the month" with one closed Monday between."""
Span = tuple[int, int]
"""Minutes after midnight of the day it begins; the end may lie past 1440."""


def covers(schedules: tuple[Schedule, ...], local: datetime) -> bool:
    """Whether an opening of today, or of yesterday past midnight, holds `local`. May raise `UnreadableRule`."""
    minute = local.hour * 60 + local.minute
    today = local.date()
    if any(start <= minute < stop for start, stop in _spans(schedules, today)):
        return True
    if not any(one.closes <= one.opens for one in schedules):
        return False
    past_midnight = minute + DAY
    return any(start <= past_midnight < stop for start, stop in _spans(schedules, today - timedelta(days=1)))


def unsure(schedules: tuple[Schedule, ...], local: datetime) -> bool:
    """Whether a public holiday makes ordinary hours doubtful. Hours given for that very day, or round the clock all
    week, hold."""
    today = local.date()
    if today not in _holidays(today.year) or any(_is_for(one, today) for one in schedules):
        return False
    return not any(_all_week(one) for one in schedules)


@lru_cache(maxsize=8)
def _holidays(year: int) -> frozenset[date]:
    """The federal holidays of the United States."""
    return frozenset(holidays.country_holidays("US", years=year))


def _all_week(schedule: Schedule) -> bool:
    days = schedule.byday.count(",") + 1 if schedule.byday else 7
    round_the_clock = schedule.closes - schedule.opens in (0, DAY)
    return round_the_clock and days == 7 and not schedule.rrule and not schedule.closed


def _is_for(schedule: Schedule, day: date) -> bool:
    return schedule.valid_from == schedule.valid_to == day


def _spans(schedules: tuple[Schedule, ...], day: date) -> list[Span]:
    """When it is open on `day`: hours for that very day replace the ordinary ones, closed rows are taken out."""
    today = [one for one in schedules if _holds(one, day)]
    special = [one for one in today if not one.closed and _is_for(one, day)]
    spans = [_span(one) for one in special or today if not one.closed]
    for closed in today:
        if closed.closed:
            spans = [left for span in spans for left in _without(span, _span(closed))]
    return spans


def _span(schedule: Schedule) -> Span:
    stop = schedule.closes if schedule.closes > schedule.opens else schedule.closes + DAY
    return schedule.opens, stop


def _without(span: Span, closed: Span) -> list[Span]:
    """What is left of an opening; a row closed all day also takes out the hours past midnight that begin that day."""
    start, stop = closed
    if stop - start >= DAY:
        return []
    left = [(span[0], min(span[1], start)), (max(span[0], stop), span[1])]
    return [(a, b) for a, b in left if a < b]


def _holds(schedule: Schedule, day: date) -> bool:
    if schedule.valid_from and day < schedule.valid_from:
        return False
    if schedule.valid_to and day > schedule.valid_to:
        return False
    if not schedule.byday and not schedule.rrule:
        return True
    return occurs(schedule.rrule, schedule.byday, schedule.valid_from, day)


def ahead(schedules: tuple[Schedule, ...], local: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Openings from yesterday on, in order, as times on the wall."""
    for ahead in range(-1, LOOK_AHEAD_DAYS):
        day = local.date() + timedelta(days=ahead)
        midnight = datetime(day.year, day.month, day.day, tzinfo=local.tzinfo)
        for start, stop in sorted(_spans(schedules, day)):
            yield midnight + timedelta(minutes=start), midnight + timedelta(minutes=stop)
