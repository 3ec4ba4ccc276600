"""The part of the day a person chose, as times."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from navigator.handoff.windows import WINDOWS, next_window
from navigator.outbox.quiet import next_waking

HOME = "America/Los_Angeles"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(HOME))


@pytest.mark.parametrize(
    ("number", "now", "start"),
    [
        (1, "2026-11-21T22:30", "2026-11-22T08:00"),
        (1, "2026-11-21T09:00", "2026-11-21T08:00"),
        (1, "2026-11-21T11:30", "2026-11-22T08:00"),
        (3, "2026-11-21T09:00", "2026-11-21T17:00"),
    ],
)
def test_the_next_such_part_of_a_day_with_an_hour_left_of_it(number: int, now: str, start: str) -> None:
    assert next_window(number, at(now), HOME)[0] == at(start)


@pytest.mark.parametrize("number", WINDOWS)
def test_no_part_reaches_into_the_night(number: int) -> None:
    start, end = next_window(number, at("2026-11-21T22:30"), HOME)
    assert next_waking(start, HOME) == start
    assert end > start
