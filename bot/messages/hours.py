"""Opening hours in few letters: "Mon-Fri 9am-5pm, Sat 10am-2pm"."""

from collections.abc import Sequence
from typing import Any

from bot.messages.words import words

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def opening_hours(hours: Sequence[Sequence[Any]], language: str) -> str:
    """`hours`: rows of days ("MO,TU", empty is every day), opening and closing minute. Same hours share their days."""
    by_time: dict[tuple[int, int], set[str]] = {}
    for days, opens, closes in hours:
        by_time.setdefault((opens, closes), set()).update(days.split(",") if days else WEEK)
    return ", ".join(
        f"{_days(days, language)} {_time(opens, language)}-{_time(closes, language)}"
        for (opens, closes), days in by_time.items()
    )


def _days(days: set[str], language: str) -> str:
    table = words(language)
    if days == set(WEEK):
        return str(table["every_day"])
    runs: list[list[str]] = []
    for place, day in enumerate(WEEK):
        if day not in days:
            continue
        if runs and WEEK.index(runs[-1][-1]) == place - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return " ".join(_run([table["days"][day] for day in run]) for run in runs)


def _run(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}" if len(names) > 2 else " ".join(names)


def _time(minutes: int, language: str) -> str:
    hour, minute = divmod(minutes % 1440, 60)
    if minute == 0 and hour in (0, 12):
        return str(words(language)["midnight" if hour == 0 else "noon"])
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''}{half}"
