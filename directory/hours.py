"""Opening hours in the place's own time: open now, open next, and the few words that say so on a phone.

Three-valued like everything else: hours that are not known, and ordinary hours on a public holiday, are None.
"""

from datetime import datetime, timedelta, tzinfo
from functools import cache
from importlib.resources import files
from typing import Literal, TypedDict
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from directory.model import Listing, Schedule
from directory.opening import ahead, covers, unsure
from directory.recurrence import UnreadableRule

ALWAYS = timedelta(days=7)
TONIGHT = timedelta(hours=12)
Kind = Literal["door", "phone"]


class Words(TypedDict):
    """A row of `hours.yml`: patterns with {time}, {text}, {day}, {month}; seven days from Monday, twelve months."""

    days: list[str]
    months: list[str]
    date: str
    till: str
    always: str
    opens: str
    holiday: str
    phone: str
    phone_now: str
    midnight: str
    noon: str


@cache
def words(language: str) -> Words:
    """How hours are said in `language`, from `hours.yml`; English where it has none."""
    table: dict[str, Words] = yaml.safe_load(files("directory").joinpath("hours.yml").read_text(encoding="utf-8"))
    return table.get(language, table["en"])


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
        if not covers(schedules, local):
            return False
        return None if unsure(schedules, local) else True
    except UnreadableRule:
        return None


def next_open(listing: Listing, at: datetime, kind: Kind | None = None) -> datetime | None:
    """When it next opens after `at`, in its own time; None when unknown or not within two months.

    It may be a public holiday: `open_now` of that moment is then None.
    """
    schedules = _of_kind(listing, kind)
    zone = _zone(listing, at)
    if not schedules or zone is None:
        return None
    local = at.astimezone(zone)
    try:
        return next((start for start, _ in ahead(schedules, local) if start > local), None)
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
        for start, stop in ahead(schedules, local):
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
    say = words(language)
    if not _of_kind(listing, "door"):
        text = _describe(listing, at, say, "phone")
        return say["phone"].format(text=text) if text else ""
    text = _describe(listing, at, say, "door")
    if text and open_now(listing, at, "door") is False and open_now(listing, at, "phone"):
        return say["phone_now"].format(text=text)
    return text


def _describe(listing: Listing, at: datetime, say: Words, kind: Kind) -> str:
    is_open = open_now(listing, at, kind)
    till = open_till(listing, at, kind)
    if is_open is None:
        return say["holiday"] if till else ""
    if till is not None:
        local = at.astimezone(till.tzinfo)
        if till - local >= ALWAYS:
            return say["always"]
        return say["till"].format(time=_when(till, local, say))
    opens = next_open(listing, at, kind)
    if opens is None:
        return ""
    if unsure(_of_kind(listing, kind), opens):
        return say["holiday"]
    return say["opens"].format(time=_when(opens, at.astimezone(opens.tzinfo), say))


def _when(then: datetime, local: datetime, say: Words) -> str:
    """ "9pm" when that is plain, "Mon 9am" on another day; midnight belongs to the day that it ends."""
    time = _clock(then, say)
    if then.date() == local.date() or then - local <= TONIGHT:
        return time
    named = (then - timedelta(minutes=1)).date()
    if (named - local.date()).days < 7:
        return f"{say['days'][named.weekday()]} {time}"
    return f"{say['date'].format(day=named.day, month=say['months'][named.month - 1])} {time}"


def _clock(at: datetime, say: Words) -> str:
    if at.minute == 0 and at.hour in (0, 12):
        return say["midnight"] if at.hour == 0 else say["noon"]
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
