"""Names for conversations that stop meaning anything.

A conversation is filed under a keyed hash of (channel, number). Whoever holds the key can test a number against it:
there are only some ten billion numbers, so no hash alone protects them. What protects them is that the key dies.

Time is cut into windows of `window_hours`. Each window has its own random 256-bit key, made when first needed and kept
sealed. A conversation is filed under the key of the window in which it was last touched: on every message
`candidates` gives its possible names under all living keys, newest first, and the store moves it to the newest. So a
row filed under window *w* was last touched before *w* closed, and is expired `retention_hours` after that at the
latest. At that moment nothing alive needs the key of *w*, and `bury` deletes it:

    made       closed (window_hours later)         destroyed (retention_hours later)
     |------------------|------------------------------------------|
      new names are filed           names are only found

From then on nobody, with the number in hand, with `NAVIGATOR_SECRET_KEYS` and with every old copy of the
conversations, can compute the names in it. The condition: **no copy of the window's key outlives it**. A backup that
holds the row of conversations and the row of its key side by side would undo all of this for whoever has
`NAVIGATOR_SECRET_KEYS`. Therefore the keys live apart (:mod:`navigator.privacy.apart`), in a place that is never
backed up. Losing that place costs every person the thread of their talk, nothing else; that is the right way round.

What is not promised: while a key lives (at most `window_hours + retention_hours`), whoever has it and
`NAVIGATOR_SECRET_KEYS` can test numbers against the living rows. PRIVACY.md says so.

A shorter window means a shorter life for a key and a few more hashes for each message (microseconds).
"""

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from navigator.clock import Clock
from navigator.errors import Unreadable
from navigator.privacy.sealing import Sealer

_HOUR = 3600


class KeyShelf(Protocol):
    """Where sealed window keys stand, shared by all processes. `navigator.privacy.apart` has the real one."""

    def read(self, windows: range) -> dict[int, bytes]:
        """The sealed keys of those `windows` that have one."""
        ...

    def place(self, window: int, sealed: bytes, instead_of: bytes | None = None) -> bytes:
        """Puts a key for `window` unless another process was first; gives the one that stands there now."""
        ...

    def bury(self, before: int) -> int:
        """Deletes, for good, the keys of windows below `before`; how many."""
        ...


class Pseudonyms:
    """Names of conversations. One per process; safe to call from several threads."""

    def __init__(
        self, shelf: KeyShelf, sealer: Sealer, clock: Clock, retention_hours: int, window_hours: int = 24
    ) -> None:
        self._shelf, self._sealer, self._clock = shelf, sealer, clock
        self._window = window_hours * _HOUR
        self._retention = retention_hours * _HOUR
        self._keys: dict[int, bytes] = {}

    def of(self, number: str, channel: str) -> str:
        """The name under which a conversation is filed now: 32 hex digits."""
        window = self._current(self._clock.now())
        return _name(self._key(window), number, channel)

    def candidates(self, number: str, channel: str) -> list[str]:
        """Every name under which a living conversation of this number could stand, newest first; `of` is the first."""
        return [_name(key, number, channel) for key in self._living(self._clock.now())]

    def bury(self, now: datetime) -> int:
        """Destroys the keys whose time is over, here and on the shelf; how many were on the shelf."""
        oldest = self._oldest(now)
        self._forget(oldest)
        return self._shelf.bury(oldest)

    def _current(self, now: datetime) -> int:
        return int(now.timestamp()) // self._window

    def _oldest(self, now: datetime) -> int:
        """The oldest living window: the last whose end and the retention after it are not both past."""
        return (int(now.timestamp()) - self._retention) // self._window

    def _forget(self, oldest: int) -> None:
        for window in [window for window in self._keys if window < oldest]:
            self._keys.pop(window, None)

    def _living(self, now: datetime) -> Iterator[bytes]:
        current, oldest = self._current(now), self._oldest(now)
        self._forget(oldest)
        yield self._key(current)
        windows = range(oldest, current)
        if any(window not in self._keys for window in windows):
            self._learn(windows)
        for window in reversed(windows):
            if window in self._keys:
                yield self._keys[window]

    def _learn(self, windows: range) -> None:
        for window, sealed in self._shelf.read(windows).items():
            opened = self._opened(window, sealed)
            if opened is not None:
                self._keys[window] = opened

    def _key(self, window: int) -> bytes:
        """The key of `window`; made if there is none, and made anew if it can no longer be opened."""
        if window in self._keys:
            return self._keys[window]
        standing = self._shelf.read(range(window, window + 1)).get(window)
        key = self._opened(window, standing) if standing is not None else None
        if key is None:
            made = self._sealer.seal(os.urandom(32), _context(window))
            key = self._opened(window, self._shelf.place(window, made, instead_of=standing))
        if key is None:
            raise Unreadable("another process seals with keys that this one does not have")
        self._keys[window] = key
        return key

    def _opened(self, window: int, sealed: bytes) -> bytes | None:
        try:
            return self._sealer.unseal(sealed, _context(window))
        except Unreadable:
            return None


def _context(window: int) -> str:
    return f"pseudonym key {window}"


def _name(key: bytes, number: str, channel: str) -> str:
    told = f"{channel}\0{number.strip()}".encode()
    return hashlib.blake2b(told, key=key, digest_size=16, person=b"nav-conversation").hexdigest()
