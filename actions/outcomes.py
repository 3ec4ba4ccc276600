"""Writes down what came of a suggestion: the listing, what happened and the week. Never who."""

import asyncio

from actions.wiring import wired
from navigator.dialogue import Turn


async def record_outcomes(turn: Turn) -> None:
    wiring = wired()
    year, week, _ = wiring.clock.now().isocalendar()
    for effect in turn.effects:
        about, _, rest = effect.partition(":")
        kind, _, id = rest.partition(":")
        if about == "outcome":
            await asyncio.to_thread(wiring.directory.record_outcome, id, kind, f"{year}-W{week:02}")
