"""PostgreSQL: areas by earthdistance (nearest neighbours from one GiST index), words by tsvector and pg_trgm."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Integer, Row, TextClause, bindparam, text

from directory.model import Near
from directory.store.dialect import SHARE, Entry, forms
from directory.store.index import NOWHERE

EARTH_M = 6378168.0
"""What earthdistance takes for the earth's radius."""

_CREATE = (
    "CREATE EXTENSION IF NOT EXISTS cube",
    "CREATE EXTENSION IF NOT EXISTS earthdistance",
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE EXTENSION IF NOT EXISTS fuzzystrmatch",
    "CREATE TABLE IF NOT EXISTS listing_area (n integer NOT NULL, need text NOT NULL, spot cube NOT NULL)",
    "CREATE INDEX IF NOT EXISTS ix_listing_area_need ON listing_area USING gist (need, spot)",
    "CREATE INDEX IF NOT EXISTS ix_listing_area_n ON listing_area (n)",
    """CREATE TABLE IF NOT EXISTS listing_words (n integer PRIMARY KEY, words text NOT NULL,
       said tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED)""",
    "CREATE INDEX IF NOT EXISTS ix_listing_words_said ON listing_words USING gin (said)",
    "CREATE TABLE IF NOT EXISTS listing_term (word text PRIMARY KEY)",
    "CREATE INDEX IF NOT EXISTS ix_listing_term_word ON listing_term USING gin (word gin_trgm_ops)",
)
_PUT_AREA = text("INSERT INTO listing_area (n, need, spot) VALUES (:n, :need, ll_to_earth(:lat, :lon))")
_PUT_WORDS = text("INSERT INTO listing_words (n, words) VALUES (:n, :words)")
_NEAR = text(
    """SELECT n FROM listing_area WHERE need = :need
       ORDER BY spot <-> CAST(ll_to_earth(:lat, :lon) AS cube) LIMIT :limit"""
)
# One statement for all needs: each further one is a trip to the server, and a plan.
_EACH = """SELECT wanted.part, listing.n, listing.version
   FROM unnest(CAST(:needs AS text[])) WITH ORDINALITY AS wanted (need, part)
   CROSS JOIN LATERAL ({}) AS found JOIN listing ON listing.n = found.n ORDER BY wanted.part, found.step, found.far"""
_EVERYONE = """(SELECT n, 0 AS step, 0.0 AS far FROM listing_place
   WHERE need = wanted.need AND place = ANY(:everyone) AND NOT spot LIMIT :share)"""
_SERVING = """(SELECT n, 1, 0.0 FROM listing_place
   WHERE need = wanted.need AND place = ANY(:here) AND NOT spot LIMIT :share)"""
_NAMED = """(SELECT n, 1, 0.0 FROM listing_place WHERE need = wanted.need AND place = ANY(:here) LIMIT :limit)"""
_NEAREST = """(SELECT n, 2, spot <-> CAST(:spot AS cube) FROM listing_area WHERE need = wanted.need
   ORDER BY spot <-> CAST(:spot AS cube) LIMIT :limit)"""
_ANYWHERE = "SELECT n, 0 AS step, 0.0 AS far FROM listing_place WHERE need = wanted.need LIMIT :limit"


def _each(*parts: str) -> TextClause:
    """The limits stand in the statement: a prepared plan would take an unknown one for a tenth of the table."""
    written = _EACH.format(" UNION ALL ".join(parts))
    names = [name for name in ("share", "limit") if f":{name}" in written]
    return text(written).bindparams(*(bindparam(name, type_=Integer(), literal_execute=True) for name in names))


_FOR = _each(_ANYWHERE)
_BY_NAME = _each(_EVERYONE, _NAMED)
_AROUND = _each(_EVERYONE, _SERVING, _NEAREST)
_SAID = text(
    """SELECT n FROM (SELECT n, said FROM listing_words WHERE said @@ to_tsquery('simple', :query) LIMIT :most) hits
       ORDER BY ts_rank(said, to_tsquery('simple', :query)) DESC, n LIMIT :limit"""
)
_ALIKE = text(
    """SELECT word FROM listing_term WHERE word % :word AND length(word) > 3
       ORDER BY levenshtein_less_equal(word, :word, 2), similarity(word, :word) DESC, word LIMIT 1"""
)
_ANY = text("SELECT 1 FROM listing_words WHERE said @@ to_tsquery('simple', :query) LIMIT 1")
# The planner has no statistics for beginnings of words and would read every row (160 ms at 100,000 services).
_BY_INDEX = text("SET LOCAL enable_seqscan = off")
_MOST_RANKED = 2000  # ranking reads every hit
_TERMS = text(
    """INSERT INTO listing_term (word)
       SELECT DISTINCT word FROM unnest(tsvector_to_array(to_tsvector('simple', :words))) word
       WHERE length(word) > 3 ON CONFLICT DO NOTHING"""
)


class Postgres:
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
            connection.execute(_TERMS, {"words": " ".join(entry.words for entry in entries)})

    def drop(self, connection: Connection, numbers: Sequence[int]) -> None:
        for table in ("listing_area", "listing_words"):
            connection.execute(text(f"DELETE FROM {table} WHERE n = ANY(:numbers)"), {"numbers": list(numbers)})  # noqa: S608

    def around(self, connection: Connection, needs: Sequence[str], near: Near | None, limit: int) -> dict[int, int]:
        wanted = {"needs": list(needs), "limit": limit}
        if near is None or (near.latitude is None and not near.places):
            return _first(connection.execute(_FOR, wanted), limit)
        share = max(limit // SHARE, 1)
        wanted |= {
            "share": share,
            "everyone": ["everywhere", NOWHERE],
            "here": [place.lower() for place in near.places],
        }
        if near.latitude is None or near.longitude is None:
            return _first(connection.execute(_BY_NAME, wanted), limit + share)
        spot = {"spot": _cube(near.latitude, near.longitude)}
        return _first(connection.execute(_AROUND, wanted | spot), limit)

    def near(self, connection: Connection, need: str, latitude: float, longitude: float, limit: int) -> list[int]:
        given = {"need": need, "lat": latitude, "lon": longitude, "limit": limit}
        return list(connection.execute(_NEAR, given).scalars())

    def said(self, connection: Connection, words: Sequence[str], limit: int) -> list[int]:
        if not words:
            return []
        connection.execute(_BY_INDEX)
        wanted = [_query(word) for word in words]
        found = self._hits(connection, " & ".join(wanted), limit)
        if not found:
            mended = [
                query if connection.execute(_ANY, {"query": query}).first() else self._mended(connection, word)
                for word, query in zip(words, wanted, strict=True)
            ]
            if all(mended):
                found = self._hits(connection, " & ".join(mended), limit)
                found = found or self._hits(connection, " | ".join(mended), limit)
        return found

    def _hits(self, connection: Connection, query: str, limit: int) -> list[int]:
        given = {"query": query, "limit": limit, "most": _MOST_RANKED}
        return list(connection.execute(_SAID, given).scalars())

    def _mended(self, connection: Connection, word: str) -> str:
        """The query for the word as the directory spells it, when a letter or two are off; else nothing."""
        close = connection.execute(_ALIKE, {"word": word}).scalar() if len(word) > 3 else None
        return _query(str(close)) if close else ""


def _first(rows: Iterable[Row[tuple[int, int, int]]], limit: int) -> dict[int, int]:
    """Number -> version of the first `limit` rows of each part."""
    found: dict[int, int] = {}
    left: dict[int, int] = defaultdict(lambda: limit)
    for part, n, version in rows:
        left[part] -= 1
        if left[part] >= 0:
            found[n] = version
    return found


def _cube(latitude: float, longitude: float) -> str:
    """What ll_to_earth answers."""
    up, round_ = math.radians(latitude), math.radians(longitude)
    x, y, z = math.cos(up) * math.cos(round_), math.cos(up) * math.sin(round_), math.sin(up)
    return f"({EARTH_M * x}, {EARTH_M * y}, {EARTH_M * z})"


def _areas(entry: Entry) -> list[dict[str, object]]:
    if entry.latitude is None or entry.longitude is None:
        return []
    spot = {"n": entry.n, "lat": entry.latitude, "lon": entry.longitude}
    return [{"need": need, **spot} for need in ("", *sorted(entry.needs))]


def _query(word: str) -> str:
    return "(" + " | ".join(f"{one}:*" if len(one) > 3 else one for one in forms(word)) + ")"
