"""What differs between the two databases: the index of areas and words. sqlite.py and postgres.py answer this."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from directory.model import Near

SHARE = 4
"""A quarter of the candidates are lines for everyone, a quarter serve the area; the nearest are the rest."""
KM_PER_DEGREE = 111.195  # of latitude
FILLERS = frozenset(
    re.findall(
        r"\w+",
        """a an and any at can could for find get got help i in is looking me my near need of on or please some someone
        somewhere the there to want where who with algo alguien ayuda busco con de del donde el en encontrar hay la las
        lo los me mi necesito o para por favor puedo que quiero un una y yo""",
    )
)
CLOSE = 80  # percent of letters that two words share to be one misspelt


@dataclass(frozen=True, slots=True)
class Entry:
    """What the indexes keep of one listing. `needs` may be empty: a listing is then found by area and words only."""

    n: int
    needs: frozenset[str]
    latitude: float | None
    longitude: float | None
    words: str


def fold(text: str) -> str:
    """Lower case without accents, so that both databases look words up alike."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in bare if not unicodedata.combining(char))


def split(words: Iterable[str]) -> list[str]:
    """The folded words that say something, letters and digits only, in order and once."""
    found = dict.fromkeys(re.findall(r"\w+", fold(" ".join(words)).replace("_", " ")))
    return [word for word in found if word not in FILLERS]


def forms(word: str) -> list[str]:
    """The word, and without its plural s: longer forms are found by their beginning."""
    return [word, word[:-1]] if len(word) > 3 and word.endswith("s") else [word]


class Dialect(Protocol):
    def create(self, connection: Connection) -> None:
        """Makes the index structures that `metadata` cannot describe; does nothing when they are there."""
        ...

    def settle(self, connection: Connection) -> None:
        """Call after many rows were written in a transaction and before they are read: plans need fresh statistics."""
        ...

    def put(self, connection: Connection, entries: Iterable[Entry]) -> None: ...

    def drop(self, connection: Connection, numbers: Sequence[int]) -> None: ...

    def around(self, connection: Connection, needs: Sequence[str], near: Near | None, limit: int) -> dict[int, int]:
        """Number -> version of listings for each of `needs`: up to `limit` of the nearest and of those that serve the
        area; any, up to `limit`, without a known area.
        """
        ...

    def near(self, connection: Connection, need: str, latitude: float, longitude: float, limit: int) -> list[int]:
        """Numbers of the nearest listings for `need` ("" is any), nearest first."""
        ...

    def said(self, connection: Connection, words: Sequence[str], limit: int) -> list[int]:
        """Numbers of listings whose text has all the words, best first; when none has, with misspellings mended, then
        with any of them. None when a word is in no text at all, however it is spelt: what is left would be about
        something else. `words` come from :func:`split`.
        """
        ...
