"""Opens the one database. SQLite (WAL) by default, PostgreSQL by setting; the same models on both."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, MetaData, create_engine, event, func, make_url, select

__all__ = ["Engine", "metadata", "open_database", "try_lock"]

# Constraint names are spelled out so that migrations can drop them by name on both databases.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def open_database(url: str) -> Engine:
    """An engine for `url` (`sqlite:///path` or `postgresql://…`); makes the folder of a SQLite file."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": 5})
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: object, record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # DBAPI connection: SQLAlchemy types it as object
    # secure_delete: an erased row is overwritten, not only unlinked, so that no file keeps it.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def try_lock(engine: Engine, name: str) -> Iterator[bool]:
    """Holds the database's lock called `name` across processes; yields whether it was free.

    SQLite serves one process, whose own lock is enough: always True there.
    """
    if engine.dialect.name != "postgresql":
        yield True
        return
    key = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        free = bool(connection.scalar(select(func.pg_try_advisory_lock(key))))
        try:
            yield free
        finally:
            if free:
                connection.execute(select(func.pg_advisory_unlock(key)))
