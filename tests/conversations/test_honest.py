"""What is said about us is true of this installation: it comes from the settings in use."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import build
from bot.engine import Engine
from navigator.clock import FrozenClock
from navigator.ids import SeededIds
from navigator.settings import Settings
from tests.cast import TASHA
from tests.conversations.people import HERE
from tests.driver import Person


@pytest.mark.parametrize(("hours", "question"), [(24, "who sees this"), (100, "do you keep my number")])
def test_how_long_notes_are_kept_is_what_is_set(
    hours: int,
    question: str,
    settings: Settings,
    clock: FrozenClock,
    ids: SeededIds,
    brain: Engine,
    port_ellis: str,
    loop: asyncio.AbstractEventLoop,
    tmp_path: Path,
) -> None:
    other = replace(settings, home=str(tmp_path / "other"), retention_hours=str(hours))
    parts = build(other, clock=clock, ids=ids, directory_url=port_ellis, engine=brain)
    try:
        tasha = Person(parts.inbox, loop, TASHA).texts(question).hears(f"{hours} hours")
        tasha.texts(f"need food {HERE}").needs("food")
        clock.forward(timedelta(hours=hours + 1))
        tasha.texts("BACK").needs()
    finally:
        parts.close()
