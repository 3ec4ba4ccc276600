"""On which days a schedule row holds: weekdays ("MO,TU"), days of the month ("1MO,-1FR") or an RFC 5545 rule."""

from datetime import date, datetime
from functools import lru_cache

from dateutil.rrule import rrulestr

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TIED_TO_A_START = ("COUNT=", "INTERVAL=")


class UnreadableRule(ValueError):
    """The rule is not RFC 5545, or repeats from a start that is not given: then the hours are unknown."""


@lru_cache(maxsize=4096)
def occurs(rrule: str, byday: str, start: date | None, day: date) -> bool:
    """Whether the row holds on `day`; an rrule comes before `byday`. Raises :class:`UnreadableRule`."""
    if rrule:
        return _by_rule(rrule, start, day)
    days = [one.strip() for one in byday.upper().split(",")]
    if all(one in WEEKDAYS for one in days):
        return WEEKDAYS[day.weekday()] in days
    return _by_rule("FREQ=MONTHLY;BYDAY=" + ",".join(days), None, day)


def _by_rule(rrule: str, start: date | None, day: date) -> bool:
    rule = rrule.upper().removeprefix("RRULE:").strip().rstrip(";")
    repeats_from = start or _free_start(rule, day)
    if day < repeats_from:
        return False
    midnight = datetime(day.year, day.month, day.day)
    try:
        # Hours are local and naive here; a rule's UNTIL in UTC would otherwise not compare.
        parsed = rrulestr(
            rule, dtstart=datetime(repeats_from.year, repeats_from.month, repeats_from.day), ignoretz=True, cache=False
        )
        return bool(parsed.between(midnight, midnight, inc=True))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as problem:
        raise UnreadableRule(rrule) from problem


def _free_start(rule: str, day: date) -> date:
    """A rule that does not count from its start can be read from any day on."""
    counts = any(part in rule and f"{part}1;" not in f"{rule};" for part in TIED_TO_A_START)
    if counts or ("BYDAY" not in rule and "BYMONTHDAY" not in rule and "FREQ=DAILY" not in rule):
        raise UnreadableRule(rule)
    return day
