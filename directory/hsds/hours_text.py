"""Opening hours as people write them -> schedules. What cannot be read for certain is not read at all."""

import re
from typing import Literal

from directory.hsds.hours_rows import DAYS
from directory.model import Schedule

_NAMES = {
    **dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), DAYS, strict=True)),
    **dict(zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), DAYS, strict=True)),
    **dict(zip(("lun", "mar", "mie", "jue", "vie", "sab", "dom"), DAYS, strict=True)),
    "tues": "TU",
    "weds": "WE",
    "thur": "TH",
    "thurs": "TH",
    "mié": "WE",
    "sáb": "SA",
    "m": "MO",
    "tu": "TU",
    "t": "TU",
    "w": "WE",
    "th": "TH",
    "f": "FR",
    "sa": "SA",
    "su": "SU",
}
_EVERY = ("daily", "every day", "everyday", "7 days a week", "diario", "todos los dias")
_ALWAYS = ("24/7", "24 hours", "24 hours a day", "open 24 hours", "24 hrs", "24 horas")
_DAY = "|".join(sorted(_NAMES, key=len, reverse=True))
_DAYS = re.compile(rf"({_DAY})\.?(?:\s*(?:-|–|to|through|thru|a)\s*({_DAY})\.?)?", re.I)
_TIME = r"(?:\d{1,2}(?::?\d{2})?\s*(?:[ap]\.?\s?m\.?)?|noon|midnight)"
_SPAN = re.compile(rf"({_TIME})\s*(?:-|–|to|until|till)\s*({_TIME})", re.I)
_SPLIT = re.compile(r"\s*(?:;|\n|\|)\s*")


class UnclearHours(ValueError):
    """The text may mean several things; `part` is the piece that does."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def read_hours(text: str) -> tuple[Schedule, ...]:
    """`Mon-Fri 09:00-17:00; Sat 10:00-14:00`, `24/7`, `Fri 20:00-02:00`, `phone 24/7; Mon closed`.

    Raises :class:`UnclearHours` for anything it is not certain of.
    """
    found: list[Schedule] = []
    for part in filter(None, _SPLIT.split(text.strip())):
        found += _part(part)
    return tuple(found)


def _part(part: str) -> list[Schedule]:
    said = part.strip().strip(".").casefold()
    phone = re.match(r"(?:phones?|calls?|hotline|line)\s*:?\s+", said)
    said = said[phone.end() :] if phone else said
    kind: Literal["door", "phone"] = "phone" if phone else "door"
    if said in _ALWAYS:
        return [Schedule(",".join(DAYS), 0, 1440, kind=kind)]
    days, rest = _days(said, part)
    if rest == "closed":
        return [Schedule(days, closed=True, kind=kind)]
    if rest in ("24 hours", "all day", "24h"):
        return [Schedule(days, 0, 1440, kind=kind)]
    return [Schedule(days, opens, closes, kind=kind) for opens, closes in _spans(rest, part)]


def _days(said: str, part: str) -> tuple[str, str]:
    for words in _EVERY:
        if said.startswith(words):
            return ",".join(DAYS), said[len(words) :].strip(" :,")
    days: list[str] = []
    while match := _DAYS.match(said):
        after = said[match.end() :]
        if after and after[0].isalpha():
            break
        days += _range(match[1], match[2])
        said = after.lstrip(" ,&/:")
        said = said.removeprefix("and ").removeprefix("y ")
    if not days:
        raise UnclearHours(part)
    return ",".join(day for day in DAYS if day in days), said.strip(" :,")


def _range(first: str, last: str | None) -> list[str]:
    start = DAYS.index(_NAMES[first])
    if last is None:
        return [DAYS[start]]
    stop = DAYS.index(_NAMES[last])
    return [DAYS[day % 7] for day in range(start, stop + 1 if stop >= start else stop + 8)]


def _spans(text: str, part: str) -> list[tuple[int, int]]:
    found, end = [], 0
    while match := _SPAN.match(text, end):
        found.append(_span(match[1], match[2], part))
        end = match.end()
        joint = re.match(r"\s*(?:,|&|and|y)\s*", text[end:])
        end += joint.end() if joint else 0
    if not found or text[end:].strip():
        raise UnclearHours(part)
    return found


def _span(first: str, last: str, part: str) -> tuple[int, int]:
    """ "9-5" is read as nine to five, "9-5pm" too; "1-5" could be either half of the day and is refused."""
    opens, opens_sure = _time(first, part)
    closes, closes_sure = _time(last, part)
    if not opens_sure and not closes_sure:
        if not 420 <= opens < 720 or not 60 <= closes <= 420:
            raise UnclearHours(part)
        closes += 720
    elif not opens_sure:
        opens = opens + 720 if closes > 720 and opens + 720 < closes and opens < 420 else opens
    elif not closes_sure:
        closes = closes + 720 if closes <= opens and closes < 720 else closes
    return opens, closes % 1440 if closes > 1440 else closes


def _time(text: str, part: str) -> tuple[int, bool]:
    """Minutes after midnight, and whether the half of the day is known."""
    said = text.casefold().replace(".", "").replace(" ", "")
    if said in ("noon", "midnight"):
        return (720 if said == "noon" else 0), True
    match = re.fullmatch(r"(\d{1,2}):?(\d{2})?(am|pm)?", said)
    if not match:
        raise UnclearHours(part)
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if minute > 59 or hour > (12 if half else 24) or (half and not hour):
        raise UnclearHours(part)
    if half:
        return hour % 12 * 60 + minute + (720 if half == "pm" else 0), True
    return hour * 60 + minute, len(said) >= 4 or hour > 12 or hour == 0


def hours_words(schedules: tuple[Schedule, ...]) -> str:
    """The one-sheet's own notation; reads back to the same schedules."""
    return "; ".join(_words(one) for one in schedules)


def _words(one: Schedule) -> str:
    prefix = "phone " if one.kind == "phone" else ""
    days = _day_words(one.byday)
    if one.closed:
        return f"{prefix}{days} closed"
    if (one.opens, one.closes) == (0, 1440):
        return prefix + ("24/7" if days == "Mon-Sun" else f"{days} 24 hours")
    return f"{prefix}{days} {_clock(one.opens)}-{_clock(one.closes)}"


def _day_words(byday: str) -> str:
    names = dict(zip(DAYS, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True))
    days = byday.split(",") if byday else list(DAYS)
    first, last = DAYS.index(days[0]), DAYS.index(days[-1])
    if len(days) > 2 and days == list(DAYS[first : last + 1]):
        return f"{names[days[0]]}-{names[days[-1]]}"
    return ", ".join(names[day] for day in days)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
