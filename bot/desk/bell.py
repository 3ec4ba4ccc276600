"""Wakes the open pages of this process when a talk changes. Rung from any thread."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Bell:
    def __init__(self) -> None:
        self._listening: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def ring(self) -> None:
        for loop, event in list(self._listening):
            with suppress(RuntimeError):  # its loop is closed: the page is gone
                loop.call_soon_threadsafe(event.set)

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """An event that is set at every ring; whoever waits for it clears it."""
        ear = (asyncio.get_running_loop(), asyncio.Event())
        self._listening.add(ear)
        try:
            yield ear[1]
        finally:
            self._listening.discard(ear)
