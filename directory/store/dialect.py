"""What differs between the two databases: the index of areas and words. sqlite.py and postgres.py answer this."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

KM_PER_DEGREE = 111.195  # of latitude


@dataclass(frozen=True, slots=True)
class Entry:
    """What the indexes keep of one listing. `needs` may be empty: a listing is then found by area and words only."""

    n: int
    needs: frozenset[str]
    latitude: float | None
    longitude: float | None
    words: str


class Dialect(Protocol):
    def create(self, connection: Connection) -> None:
        """Makes the index structures that `metadata` cannot describe; does nothing when they are there."""
        ...

    def put(self, connection: Connection, entries: Iterable[Entry]) -> None: ...

    def drop(self, connection: Connection, numbers: Sequence[int]) -> None: ...

    def near(self, connection: Connection, need: str, latitude: float, longitude: float, limit: int) -> list[int]:
        """Numbers of the nearest listings for `need` ("" is any), nearest first."""
        ...

    def said(self, connection: Connection, words: Sequence[str], limit: int) -> list[int]:
        """Numbers of listings whose text has the words, best first; near misses when nothing has them."""
        ...
