"""Really deletes what is over: rows, not flags."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from navigator.privacy.pseudonym import Pseudonyms


class Sweepable(Protocol):
    def sweep(self, now: datetime) -> int:
        """Deletes the rows that are over at `now`; how many."""
        ...


class Retention:
    """`stores` by name, as the counts are reported."""

    def __init__(self, stores: Mapping[str, Sweepable], pseudonyms: Pseudonyms) -> None:
        self._stores, self._pseudonyms = stores, pseudonyms

    def sweep(self, now: datetime) -> dict[str, int]:
        """How many rows went from each store, and how many dated keys were destroyed. Run it at least hourly."""
        gone = {name: store.sweep(now) for name, store in self._stores.items()}
        return gone | {"pseudonym_keys": self._pseudonyms.bury(now)}
