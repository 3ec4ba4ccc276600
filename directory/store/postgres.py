"""PostgreSQL: areas by earthdistance (nearest neighbours from one GiST index), words by tsvector and pg_trgm."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from directory.store.dialect import Entry

_CREATE = (
    "CREATE EXTENSION IF NOT EXISTS cube",
    "CREATE EXTENSION IF NOT EXISTS earthdistance",
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE TABLE IF NOT EXISTS listing_area (n integer NOT NULL, need text NOT NULL, spot cube NOT NULL)",
    "CREATE INDEX IF NOT EXISTS ix_listing_area_need ON listing_area USING gist (need, spot)",
    "CREATE INDEX IF NOT EXISTS ix_listing_area_n ON listing_area (n)",
    """CREATE TABLE IF NOT EXISTS listing_words (n integer PRIMARY KEY, words text NOT NULL,
       said tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED)""",
    "CREATE INDEX IF NOT EXISTS ix_listing_words_said ON listing_words USING gin (said)",
    "CREATE INDEX IF NOT EXISTS ix_listing_words_words ON listing_words USING gin (words gin_trgm_ops)",
)
_PUT_AREA = text("INSERT INTO listing_area (n, need, spot) VALUES (:n, :need, ll_to_earth(:lat, :lon))")
_PUT_WORDS = text("INSERT INTO listing_words (n, words) VALUES (:n, :words)")
_NEAR = text(
    """SELECT n FROM listing_area WHERE need = :need
       ORDER BY spot <-> CAST(ll_to_earth(:lat, :lon) AS cube) LIMIT :limit"""
)
_SAID = text(
    """SELECT n FROM listing_words, plainto_tsquery('simple', :words) query
       WHERE said @@ query ORDER BY ts_rank(said, query) DESC LIMIT :limit"""
)
_ALIKE = text(
    """SELECT n FROM listing_words WHERE :words <% words
       ORDER BY word_similarity(:words, words) DESC LIMIT :limit"""
)


class Postgres:
    def create(self, connection: Connection) -> None:
        for statement in _CREATE:
            connection.execute(text(statement))

    def put(self, connection: Connection, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        areas = [row for entry in entries for row in _areas(entry)]
        if areas:
            connection.execute(_PUT_AREA, areas)
        if entries:
            connection.execute(_PUT_WORDS, [{"n": entry.n, "words": entry.words} for entry in entries])

    def drop(self, connection: Connection, numbers: Sequence[int]) -> None:
        for table in ("listing_area", "listing_words"):
            connection.execute(text(f"DELETE FROM {table} WHERE n = ANY(:numbers)"), {"numbers": list(numbers)})  # noqa: S608

    def near(self, connection: Connection, need: str, latitude: float, longitude: float, limit: int) -> list[int]:
        given = {"need": need, "lat": latitude, "lon": longitude, "limit": limit}
        return list(connection.execute(_NEAR, given).scalars())

    def said(self, connection: Connection, words: Sequence[str], limit: int) -> list[int]:
        given = {"words": " ".join(words), "limit": limit}
        found = list(connection.execute(_SAID, given).scalars())
        return found or list(connection.execute(_ALIKE, given).scalars())


def _areas(entry: Entry) -> list[dict[str, object]]:
    if entry.latitude is None or entry.longitude is None:
        return []
    spot = {"n": entry.n, "lat": entry.latitude, "lon": entry.longitude}
    return [{"need": need, **spot} for need in ("", *sorted(entry.needs))]
