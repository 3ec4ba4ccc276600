"""Decoded listings, kept as long as their version stands. Safe between threads."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from directory.model import Listing
from directory.store.payload import decode

SIZE = 20_000  # about 60 MB of listings


class Cache:
    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._kept: OrderedDict[int, tuple[int, Listing]] = OrderedDict()
        self._lock = threading.Lock()

    def load(self, versions: Mapping[int, int]) -> dict[int, Listing]:
        """Those of `versions` (number -> version) that are kept and current."""
        with self._lock:
            found = {}
            for n, version in versions.items():
                kept = self._kept.get(n)
                if kept and kept[0] == version:
                    found[n] = kept[1]
                    self._kept.move_to_end(n)
            return found

    def add(self, rows: Iterable[tuple[int, int, str]]) -> dict[int, Listing]:
        """Keeps (number, version, payload) rows and answers them decoded."""
        fresh = {n: (version, decode(payload)) for n, version, payload in rows}
        with self._lock:
            self._kept |= fresh
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return {n: listing for n, (_, listing) in fresh.items()}
