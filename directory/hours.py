"""Opening hours in the place's own time: open now, open next, and the few words that say so on a phone.

Three-valued like everything else: hours that are not known, and ordinary hours on a public holiday, are None.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from directory.model import Listing, Schedule
from directory.recurrence import UnreadableRule, occurs

DAY = 1440
LOOK_AHEAD_DAYS = 62
"""Far enough for "first Monday of the month" with one closed Monday between."""
ALWAYS = timedelta(days=7)
TONIGHT = timedelta(hours=12)
Kind = Literal["door", "phone"]
Span = tuple[int, int]
"""Minutes after midnight of the day it begins; the end may lie past 1440."""


@dataclass(frozen=True, slots=True)
class Words:
    days: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    till: str
    always: str
    opens: str
    holiday: str
    phone: str
    phone_now: str
    midnight: str
    noon: str


WORDS = {
    "en": Words(
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        date="{month} {day}",
        till="open now till {time}",
        always="open 24/7",
        opens="opens {time}",
        holiday="holiday: call first",
        phone="phone {text}",
        phone_now="{text}, phone on now",
        midnight="midnight",
        noon="noon",
    ),
    "es": Words(
        ("lun", "mar", "mie", "jue", "vie", "sab", "dom"),
        ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
        date="{day} {month}",
        till="abierto hasta {time}",
        always="abierto 24/7",
        opens="abre {time}",
        holiday="feriado: llama antes",
        phone="tel. {text}",
        phone_now="{text}, tel. abierto ahora",
        midnight="medianoche",
        noon="12pm",
    ),
}


def open_now(listing: Listing, at: datetime, kind: Kind | None = None) -> bool | None:
    """Whether it is open at `at` (aware). None: hours unknown, or a public holiday makes them unsure.

    `kind` asks for the door or the phone; by default the door's hours count, and the phone's where there are no other.
    A listing without a time zone is read in the zone of `at`.
    """
    schedules = _of_kind(listing, kind)
    zone = _zone(listing, at)
    if not schedules or zone is None:
        return None
    local = at.astimezone(zone)
    try:
        if not _covers(schedules, local):
            return False
        return None if _unsure(schedules, local) else True
    except UnreadableRule:
        return None


def next_open(listing: Listing, at: datetime, kind: Kind | None = None) -> datetime | None:
    """When it next opens after `at`, in its own time; None when unknown or not within two months."""
    schedules = _of_kind(listing, kind)
    zone = _zone(listing, at)
    if not schedules or zone is None:
        return None
    local = at.astimezone(zone)
    try:
        return next((start for start, _ in _ahead(schedules, local) if start > local), None)
    except UnreadableRule:
        return None


def open_till(listing: Listing, at: datetime, kind: Kind | None = None) -> datetime | None:
    """When it closes, if it is open at `at`; a time a week away or more means that it never closes."""
    schedules = _of_kind(listing, kind)
    zone = _zone(listing, at)
    if not schedules or zone is None:
        return None
    local = at.astimezone(zone)
    end: datetime | None = None
    try:
        for start, stop in _ahead(schedules, local):
            reached = end or local
            if start <= reached < stop:
                end = stop
            if start > reached or (end and end - local >= ALWAYS):
                break
    except UnreadableRule:
        return None
    return end


def describe(listing: Listing, at: datetime, language: str = "en") -> str:
    """A few words, GSM-7: "open now till 9pm", "opens Mon 9am", "abierto hasta 9pm"; "" when hours are not known."""
    words = WORDS.get(language, WORDS["en"])
    if not _of_kind(listing, "door"):
        text = _describe(listing, at, words, "phone")
        return words.phone.format(text=text) if text else ""
    text = _describe(listing, at, words, "door")
    if text and open_now(listing, at, "door") is False and open_now(listing, at, "phone"):
        return words.phone_now.format(text=text)
    return text


def _describe(listing: Listing, at: datetime, words: Words, kind: Kind) -> str:
    is_open = open_now(listing, at, kind)
    till = open_till(listing, at, kind)
    if is_open is None:
        return words.holiday if till else ""
    if till is not None:
        local = at.astimezone(till.tzinfo)
        if till - local >= ALWAYS:
            return words.always
        return words.till.format(time=_when(till, local, words))
    opens = next_open(listing, at, kind)
    return "" if opens is None else words.opens.format(time=_when(opens, at.astimezone(opens.tzinfo), words))


def _when(then: datetime, local: datetime, words: Words) -> str:
    """ "9pm" when that is plain, "Mon 9am" on another day; midnight belongs to the day that it ends."""
    time = _clock(then, words)
    if then.date() == local.date() or then - local <= TONIGHT:
        return time
    named = (then - timedelta(minutes=1)).date()
    if (named - local.date()).days < 7:
        return f"{words.days[named.weekday()]} {time}"
    return f"{words.date.format(day=named.day, month=words.months[named.month - 1])} {time}"


def _clock(at: datetime, words: Words) -> str:
    if at.minute == 0 and at.hour in (0, 12):
        return words.midnight if at.hour == 0 else words.noon
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def _of_kind(listing: Listing, kind: Kind | None) -> tuple[Schedule, ...]:
    schedules = listing.schedules
    if not schedules:
        return ()
    chosen = tuple(one for one in schedules if one.kind == (kind or "door"))
    return chosen or (() if kind else schedules)


def _zone(listing: Listing, at: datetime) -> tzinfo | None:
    if not listing.timezone:
        return at.tzinfo
    try:
        return ZoneInfo(listing.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _covers(schedules: tuple[Schedule, ...], local: datetime) -> bool:
    minute = local.hour * 60 + local.minute
    today = local.date()
    if any(start <= minute < stop for start, stop in _spans(schedules, today)):
        return True
    past_midnight = minute + DAY
    return any(start <= past_midnight < stop for start, stop in _spans(schedules, today - timedelta(days=1)))


def _unsure(schedules: tuple[Schedule, ...], local: datetime) -> bool:
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


def _ahead(schedules: tuple[Schedule, ...], local: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Openings from yesterday on, in order, as times on the wall."""
    for ahead in range(-1, LOOK_AHEAD_DAYS):
        day = local.date() + timedelta(days=ahead)
        midnight = datetime(day.year, day.month, day.day, tzinfo=local.tzinfo)
        for start, stop in sorted(_spans(schedules, day)):
            yield midnight + timedelta(minutes=start), midnight + timedelta(minutes=stop)
