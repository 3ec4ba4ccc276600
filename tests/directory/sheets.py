"""Makes one-sheets and imports them, for tests that talk of services."""

import csv
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

import migrations
from directory.store.load import Loaded, load
from directory.store.repository import Directory
from navigator.store import open_database

NOW = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
ZONE = "America/Los_Angeles"


def service(name: str = "Lantern House", **cells: str) -> dict[str, str]:
    """A row that imports; `cells` add to it or change it."""
    return {"name": name, "needs": "housing", "phone": "202-555-0100"} | cells


def at(latitude: float, longitude: float) -> dict[str, str]:
    return {
        "address": "10 Gannet Pier",
        "city": "Port Ellis",
        "state": "XX",
        "zip": "00104",
        "latitude": str(latitude),
        "longitude": str(longitude),
    }


def sheet(folder: Path, *rows: dict[str, str], name: str = "sheet.csv") -> Path:
    path = folder / name
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def opened(engine: Engine) -> Directory:
    migrations.upgrade(engine)
    return Directory(engine, ZONE)


def bring(directory: Directory, path: Path, dry_run: bool = False) -> Loaded:
    return load(directory.engine, path, at=NOW, timezone=ZONE, dry_run=dry_run)


def with_services(engine: Engine, folder: Path, *rows: dict[str, str]) -> Directory:
    """A directory that holds these services, or the test fails."""
    directory = opened(engine)
    loaded = bring(directory, sheet(folder, *rows))
    assert not loaded.report.problems
    return directory


def reasons(loaded: Loaded) -> list[tuple[int, str, str]]:
    return [(one.row, one.field, one.reason) for one in loaded.report.problems]


@contextmanager
def database(request: pytest.FixtureRequest, folder: Path) -> Iterator[Engine]:
    """An empty database of the kind `request.param` names, for tests of a module that only read it."""
    if request.param == "sqlite":
        engine = open_database(f"sqlite:///{folder / 'navigator.db'}")
        yield engine
        engine.dispose()
        return
    server: str = request.getfixturevalue("postgres_server")
    name = f"navigator_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
    engine = open_database(server.rpartition("/")[0] + f"/{name}")
    yield engine
    engine.dispose()
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
