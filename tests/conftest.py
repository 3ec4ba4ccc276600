"""What every test may ask for: both databases, a clock that stands still, ids that repeat, the sample data."""

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from navigator.clock import FrozenClock
from navigator.ids import SeededIds
from navigator.store import open_database

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = os.environ.get("NAVIGATOR_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
IN_CI = os.environ.get("CI") == "true"


def absent(what: str) -> None:
    """Skip on a developer's machine, fail where everything must be there."""
    if IN_CI:
        pytest.fail(f"{what}: must be there when CI=true")
    pytest.skip(what)


@pytest.fixture()
def clock() -> FrozenClock:
    """A Friday evening, 22:30 in the sample city's time zone."""
    return FrozenClock(datetime(2026, 11, 21, 6, 30, tzinfo=UTC))


@pytest.fixture()
def ids() -> SeededIds:
    return SeededIds(7)


@pytest.fixture(scope="session")
def datasets() -> Path:
    """Public directory data kept beside the project; see its README there."""
    folder = Path(os.environ.get("NAVIGATOR_DATASETS", ROOT.parent / "shared" / "datasets"))
    if not folder.is_dir():
        absent(f"no sample data at {folder}")
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """URL of a server where databases may be made and dropped."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=2).close()
    except psycopg.OperationalError:
        absent("no PostgreSQL server (NAVIGATOR_TEST_POSTGRES_URL)")
    return POSTGRES


@pytest.fixture()
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty database, dropped afterwards."""
    name = f"navigator_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    yield postgres_server.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Each test that asks for this runs on both databases, empty."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'navigator.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture()
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_database(database_url)
    yield opened
    opened.dispose()
