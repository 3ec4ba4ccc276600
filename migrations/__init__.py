"""The database's history. `upgrade(engine)` brings any database to now; serve, demo, the CLI and the tests call it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from navigator.errors import NavigatorError

FOLDER = Path(__file__).parent
_LOCK = 7_316_201  # any number, the same in every process: PostgreSQL's advisory lock while a migration runs


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file; `connection` is the one to migrate."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.attributes["connection"] = connection
    return made


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Runs the missing revisions, all or none. A second process that starts meanwhile waits and finds nothing to do.

    Raises :class:`NavigatorError` for a database whose history is not this one.
    """
    with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        else:
            # pysqlite opens no transaction before DDL by itself; IMMEDIATE also makes a second process wait.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            command.upgrade(config(connection), revision)
        except CommandError as problem:
            raise NavigatorError(f"The database was made by another version of Navigator: {problem}") from problem
