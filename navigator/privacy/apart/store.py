"""The database that stands apart: `apart.db` beside SQLite, a database of its own on PostgreSQL.

Never copy it into a backup: see :mod:`navigator.privacy.pseudonym` for what that would undo. Losing it costs people
the thread of their talk and nothing else; a restored database that finds it gone has no names left to look up.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    text,
)

from navigator.privacy.store import insert_or, let_go, transaction
from navigator.store import metadata, open_database

pseudonym_keys = Table(
    "pseudonym_keys",
    metadata,
    Column("window", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)
erasures = Table(
    "erasures",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("at", BigInteger, nullable=False),
)


def open_apart(url: str) -> Engine:
    """The engine of the database that stands apart, its two tables made if they are not there."""
    engine = open_database(url)
    metadata.create_all(engine, tables=[pseudonym_keys, erasures])
    return engine


class KeyTable:
    """The shelf of :class:`navigator.privacy.pseudonym.Pseudonyms`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, windows: range) -> dict[int, bytes]:
        wanted = select(pseudonym_keys).where(pseudonym_keys.c.window.in_(list(windows)))
        with transaction(self._engine) as connection:
            return {row.window: row.sealed for row in connection.execute(wanted)}

    def place(self, window: int, sealed: bytes, instead_of: bytes | None = None) -> bytes:
        here = pseudonym_keys.c.window == window
        new = insert_or(self._engine, pseudonym_keys).values(window=window, sealed=sealed)
        with transaction(self._engine) as connection:
            if instead_of is not None:
                connection.execute(delete(pseudonym_keys).where(here, pseudonym_keys.c.sealed == instead_of))
            connection.execute(new.on_conflict_do_nothing(index_elements=["window"]))
            standing: bytes = connection.execute(select(pseudonym_keys.c.sealed).where(here)).scalar_one()
            return standing

    def bury(self, before: int) -> int:
        dead = pseudonym_keys.c.window < before
        with transaction(self._engine) as connection:
            if self._engine.dialect.name == "postgresql":
                buried = self._rewrite(connection, dead)
            else:
                buried = connection.execute(delete(pseudonym_keys).where(dead)).rowcount
        let_go(self._engine)
        return buried

    def _rewrite(self, connection: Connection, dead: ColumnElement[bool]) -> int:
        """Leaves the dead behind in the old file, which goes at commit: a deleted row would stay until a vacuum."""
        connection.execute(text(f"LOCK TABLE {pseudonym_keys.name} IN ACCESS EXCLUSIVE MODE"))
        buried = connection.scalar(select(func.count()).where(dead)) or 0
        if buried:
            living = [dict(row) for row in connection.execute(select(pseudonym_keys).where(~dead)).mappings()]
            connection.execute(text(f"TRUNCATE {pseudonym_keys.name}"))
            if living:
                connection.execute(insert(pseudonym_keys), living)
        return buried


class Erasures:
    """What was erased, so that a restored backup can be made to forget it again.

    Kept for `keep`: as long as backups live. The hash is of a pseudonym, whose own key dies sooner.
    """

    def __init__(self, engine: Engine, keep: timedelta = timedelta(days=35)) -> None:
        self._engine, self._keep = engine, keep

    def record(self, ids: Iterable[str], now: datetime) -> None:
        """Before anything is deleted: a crash in between is then mended at the next start."""
        row = {"at": int(now.timestamp())}
        with transaction(self._engine) as connection:
            for id in ids:
                new = insert_or(self._engine, erasures).values(hash=_digest(id), **row)
                connection.execute(new.on_conflict_do_update(index_elements=["hash"], set_=row))

    def at(self, id: str) -> int | None:
        """When `id` was last erased, in seconds since 1970; None if it was not."""
        with transaction(self._engine) as connection:
            found: int | None = connection.scalar(select(erasures.c.at).where(erasures.c.hash == _digest(id)))
            return found

    def sweep(self, now: datetime) -> int:
        with transaction(self._engine) as connection:
            return connection.execute(delete(erasures).where(erasures.c.at <= (now - self._keep).timestamp())).rowcount


def _digest(id: str) -> str:
    return hashlib.sha256(f"erased {id}".encode()).hexdigest()
