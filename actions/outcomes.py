"""Writes down what came of a suggestion: the listing, what happened and the week. Never who."""

import asyncio
import logging

from actions.wiring import wired
from navigator.dialogue import Turn

log = logging.getLogger("navigator.actions")


async def record_outcomes(turn: Turn) -> None:
    """A count that cannot be written is lost and logged: the person's next place matters more."""
    try:
        await _record(turn)
    except Exception as error:
        log.error("an outcome was not recorded: %s", type(error).__name__)


async def _record(turn: Turn) -> None:
    wiring = wired()
    year, week, _ = wiring.clock.now().isocalendar()
    for effect in turn.effects:
        about, _, rest = effect.partition(":")
        kind, _, id = rest.partition(":")
        if about == "outcome":
            await asyncio.to_thread(wiring.directory.record_outcome, id, kind, f"{year}-W{week:02}")
