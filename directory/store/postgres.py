"""PostgreSQL: areas by earthdistance (nearest neighbours from one GiST index), words by tsvector and pg_trgm."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from directory.store.dialect import Entry, forms

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


def _areas(entry: Entry) -> list[dict[str, object]]:
    if entry.latitude is None or entry.longitude is None:
        return []
    spot = {"n": entry.n, "lat": entry.latitude, "lon": entry.longitude}
    return [{"need": need, **spot} for need in ("", *sorted(entry.needs))]


def _query(word: str) -> str:
    return "(" + " | ".join(f"{one}:*" if len(one) > 3 else one for one in forms(word)) + ")"
