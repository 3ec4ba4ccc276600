"""The database that the migrations make is the one the tables describe."""

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

import migrations
from directory.store.base import Base
from directory.store.graph import TABLES
from navigator.errors import NavigatorError
from navigator.store import open_database

OURS = {str(mapper.local_table) for mapper in Base.registry.mappers}


def _ours(name: str | None, kind: str, parents: object) -> bool:
    return kind != "table" or name in OURS


def test_the_migrated_tables_are_those_of_the_models(engine: Engine) -> None:
    migrations.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": _ours, "include_object": lambda o, n, kind, r, c: kind != "table" or n in OURS},
        )
        assert compare_metadata(context, Base.metadata) == []
    assert set(inspect(engine).get_table_names()) >= OURS
    assert len(TABLES) == 25 - 1


def test_the_history_is_one_line() -> None:
    assert len(ScriptDirectory.from_config(migrations.config()).get_heads()) == 1


def test_a_database_of_another_version_is_told_in_a_sentence(engine: Engine) -> None:
    migrations.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    with pytest.raises(NavigatorError, match="another version"):
        migrations.upgrade(engine)


def test_twice_is_once(engine: Engine) -> None:
    migrations.upgrade(engine)
    migrations.upgrade(engine)


def test_two_processes_may_start_together(database_url: str, tmp_path: Path) -> None:
    engines = [open_database(database_url) for _ in range(2)]
    failures: list[BaseException] = []

    def start(engine: Engine) -> None:
        try:
            migrations.upgrade(engine)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=start, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for engine in engines:
        engine.dispose()
    assert failures == []
