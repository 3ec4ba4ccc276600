"""SQLite: areas in an R*Tree whose third axis is the need, words in FTS5 with a trigram index for misspellings."""

import math
import zlib
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, bindparam, select, text

from directory.model import Near
from directory.store.dialect import CLOSE, KM_PER_DEGREE, SHARE, Entry, forms
from directory.store.index import NOWHERE, ListingPlace, ListingRow

# An R*Tree keeps 32-bit floats and whole ids: a need is a hash of 24 bits, a listing's rows are n * 64, n * 64 + 1, …
# The hash lies between 0 and 1, about as wide as a town in degrees: a wider axis would pull the tree's boxes apart by
# need alone, and every search would read all of a need's boxes (11 ms instead of 0.3 at 100,000 services).
_SLOTS = 64
_STEPS_KM = (0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256)

_CREATE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS listing_area
       USING rtree(id, min_need, max_need, min_lat, max_lat, min_lon, max_lon)""",
    "CREATE VIRTUAL TABLE IF NOT EXISTS listing_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS listing_term USING fts5vocab(listing_words, 'row')",
)
_PUT_AREA = text("INSERT INTO listing_area VALUES (:id, :need, :need, :lat, :lat, :lon, :lon)")
_PUT_WORDS = text("INSERT INTO listing_words (rowid, words) VALUES (:n, :words)")
_NEAR = text(
    """SELECT id / 64 FROM listing_area
       WHERE min_need >= :need AND max_need <= :need
         AND min_lat <= :north AND max_lat >= :south AND min_lon <= :east AND max_lon >= :west
       ORDER BY (min_lat - :lat) * (min_lat - :lat) + (min_lon - :lon) * (min_lon - :lon) * :squeeze
       LIMIT :limit"""
)
_AT = (
    select(ListingPlace.n)
    .where(ListingPlace.need == bindparam("need"), ListingPlace.place.in_(bindparam("places", expanding=True)))
    .where(ListingPlace.spot.in_(bindparam("spots", expanding=True)))
    .limit(bindparam("limit"))
)
_FOR = select(ListingPlace.n).where(ListingPlace.need == bindparam("need")).limit(bindparam("limit"))
_VERSIONS = select(ListingRow.n, ListingRow.version).where(ListingRow.n.in_(bindparam("numbers", expanding=True)))
_SAID = text("SELECT rowid FROM listing_words WHERE listing_words MATCH :query ORDER BY rank LIMIT :limit")
_SOME = text("SELECT rowid FROM listing_words WHERE listing_words MATCH :query LIMIT :limit")
_TERMS = text("SELECT term FROM listing_term WHERE length(term) > 3")
_LAST = text("SELECT max(rowid) FROM listing_words")
_ANY = text("SELECT 1 FROM listing_words WHERE listing_words MATCH :query LIMIT 1")
_MOST_RANKED = 2000  # ranking reads the length of every hit


class Sqlite:
    def __init__(self) -> None:
        self._terms: tuple[int | None, list[str]] = (None, [])

    def create(self, connection: Connection) -> None:
        for statement in _CREATE:
            connection.execute(text(statement))

    def settle(self, connection: Connection) -> None:
        connection.execute(text("ANALYZE"))

    def put(self, connection: Connection, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        areas = [row for entry in entries for row in _areas(entry)]
        if areas:
            connection.execute(_PUT_AREA, areas)
        if entries:
            connection.execute(_PUT_WORDS, [{"n": entry.n, "words": entry.words} for entry in entries])

    def drop(self, connection: Connection, numbers: Sequence[int]) -> None:
        if not numbers:
            return
        slots = [{"id": n * _SLOTS + slot} for n in numbers for slot in range(_SLOTS)]
        connection.execute(text("DELETE FROM listing_area WHERE id = :id"), slots)
        connection.execute(text("DELETE FROM listing_words WHERE rowid = :n"), [{"n": n} for n in numbers])

    def around(self, connection: Connection, needs: Sequence[str], near: Near | None, limit: int) -> dict[int, int]:
        found: dict[int, None] = {}
        for need in needs:
            found |= dict.fromkeys(self._around(connection, need, near, limit))
        versions = {n: version for n, version in connection.execute(_VERSIONS, {"numbers": list(found)})}  # noqa: C416
        return {n: versions[n] for n in found}

    def _around(self, connection: Connection, need: str, near: Near | None, limit: int) -> Iterable[int]:
        if near is None or (near.latitude is None and not near.places):
            return connection.execute(_FOR, {"need": need, "limit": limit}).scalars()
        placed = near.latitude is not None and near.longitude is not None
        here, spots = sorted(place.lower() for place in near.places), [False] if placed else [False, True]
        found = self._at(connection, need, ["everywhere", NOWHERE], [False], limit // SHARE)
        found += self._at(connection, need, here, spots, limit // SHARE if placed else limit) if here else []
        if near.latitude is not None and near.longitude is not None:
            left = max(limit - len(found), 1)
            found += self.near(connection, need, near.latitude, near.longitude, left)
        return found

    def _at(self, connection: Connection, need: str, places: list[str], spots: list[bool], limit: int) -> list[int]:
        given = {"need": need, "places": places, "spots": spots, "limit": max(limit, 1)}
        return list(connection.execute(_AT, given).scalars())

    def near(self, connection: Connection, need: str, latitude: float, longitude: float, limit: int) -> list[int]:
        squeeze = max(math.cos(math.radians(latitude)), 0.01)
        found: list[int] = []
        for km in _STEPS_KM:
            tall = km / KM_PER_DEGREE
            wide = tall / squeeze
            box = {
                "south": latitude - tall,
                "north": latitude + tall,
                "west": longitude - wide,
                "east": longitude + wide,
            }
            given = box | {
                "need": _code(need),
                "lat": latitude,
                "lon": longitude,
                "squeeze": squeeze**2,
                "limit": limit,
            }
            found = list(connection.execute(_NEAR, given).scalars())
            if len(found) >= limit:
                break
        return found

    def said(self, connection: Connection, words: Sequence[str], limit: int) -> list[int]:
        if not words:
            return []
        wanted = [_query(word) for word in words]
        found = self._hits(connection, " AND ".join(wanted), limit)
        if not found:
            mended = [
                query if connection.execute(_ANY, {"query": query}).first() else self._mended(connection, word)
                for word, query in zip(words, wanted, strict=True)
            ]
            if all(mended):
                found = self._hits(connection, " AND ".join(mended), limit)
                found = found or self._hits(connection, " OR ".join(mended), limit)
        return found

    def _hits(self, connection: Connection, query: str, limit: int) -> list[int]:
        given = {"query": query, "limit": _MOST_RANKED}
        some = list(connection.execute(_SOME, given).scalars())
        if len(some) <= limit or len(some) == _MOST_RANKED:
            return some[:limit]
        return list(connection.execute(_SAID, given | {"limit": limit}).scalars())

    def _mended(self, connection: Connection, word: str) -> str:
        """The query for the word as the directory spells it, when a letter or two are off; else nothing."""
        last = connection.execute(_LAST).scalar()
        if self._terms[0] != last:
            self._terms = (last, list(connection.execute(_TERMS).scalars()))
        close = (
            process.extractOne(word, self._terms[1], scorer=fuzz.ratio, score_cutoff=CLOSE) if len(word) > 3 else None
        )
        return _query(close[0]) if close else ""


def _areas(entry: Entry) -> list[dict[str, float]]:
    if entry.latitude is None or entry.longitude is None:
        return []
    spot = {"lat": entry.latitude, "lon": entry.longitude}
    return [
        {"id": entry.n * _SLOTS + slot, "need": _code(need), **spot}
        for slot, need in enumerate(("", *sorted(entry.needs)))
    ]


def _code(need: str) -> float:
    return zlib.crc32(need.encode()) % 2**24 / 2**24


def _query(word: str) -> str:
    return "(" + " OR ".join(f'"{one}"*' if len(one) > 3 else f'"{one}"' for one in forms(word)) + ")"
