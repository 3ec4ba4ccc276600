"""One message of a conversation at a time: a lock in the process, and the database's across processes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from weakref import WeakValueDictionary

from navigator.errors import StoreUnavailable

FIRST_WAIT, LONGEST_WAIT, PATIENCE = 0.02, 0.25, 6.0


class Locks:
    def __init__(self) -> None:
        self._held: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, name: str) -> asyncio.Lock:
        """The lock of `name` in this process; forgotten when nobody holds or awaits it."""
        return self._held.setdefault(name, asyncio.Lock())

    @asynccontextmanager
    async def across(self, attempt: Callable[[], AbstractContextManager[bool] | None]) -> AsyncIterator[None]:
        """Holds a lock that is tried, not awaited: waiting threads of two processes could block each other for good.

        Raises :class:`StoreUnavailable` when it stays taken.
        """
        wait, waited = FIRST_WAIT, 0.0
        while True:
            held = attempt()
            if held is None:
                yield
                return
            if await asyncio.to_thread(held.__enter__):
                break
            await asyncio.to_thread(held.__exit__, None, None, None)
            if waited >= PATIENCE:
                raise StoreUnavailable("The conversation is busy in another process.")
            await asyncio.sleep(wait)
            waited, wait = waited + wait, min(wait * 2, LONGEST_WAIT)
        try:
            yield
        finally:
            await asyncio.to_thread(held.__exit__, None, None, None)
