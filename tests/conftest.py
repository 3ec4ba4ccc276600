"""What every test may ask for: both databases, a clock that stands still, ids that repeat, the sample data."""

import asyncio
import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import Engine

import bot  # noqa: F401  # makes Rasa importable, also for tests that import it themselves
from navigator.clock import FrozenClock
from navigator.ids import SeededIds
from navigator.store import open_database

if TYPE_CHECKING:
    from bot.app import Parts
    from bot.engine import Engine
    from navigator.settings import Settings
    from tests.driver import Person

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = os.environ.get("NAVIGATOR_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)  # a Friday evening, 22:30 in the sample city
IN_CI = os.environ.get("CI") == "true"


def absent(what: str) -> None:
    """Skip on a developer's machine, fail where everything must be there."""
    if IN_CI:
        pytest.fail(f"{what}: must be there when CI=true")
    pytest.skip(what)


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOW)


@pytest.fixture
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


@pytest.fixture
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


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def brain() -> "Engine":
    """The trained model, loaded once. `make test` trains it when anything it is made from has changed."""
    from bot.engine import Engine
    from navigator.errors import ModelMissing

    try:
        return Engine.load(ROOT / "models")
    except ModelMissing as missing:
        pytest.fail(missing.sentence)


@pytest.fixture(scope="session")
def port_ellis(tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a directory with the sample city in it, as of the frozen clock's day. Read-only by agreement."""
    import migrations
    from directory.samples.load import load_sample

    url = f"sqlite:///{tmp_path_factory.mktemp('directory') / 'port-ellis.db'}"
    opened = open_database(url)
    migrations.upgrade(opened)
    load_sample(opened, NOW)
    opened.dispose()
    return url


@pytest.fixture
def settings(tmp_path: Path) -> "Settings":
    """A demo's settings with everything in this test's own folder."""
    from navigator.settings import Settings

    return Settings(home=str(tmp_path / "home"), model=str(ROOT / "models"), burst_seconds="0", demo=True)


@pytest.fixture
def parts(
    settings: "Settings", clock: FrozenClock, ids: SeededIds, brain: "Engine", port_ellis: str
) -> Iterator["Parts"]:
    """Everything the server is made of, over an empty database and the sample city."""
    from bot.app import build

    built = build(settings, clock=clock, ids=ids, directory_url=port_ellis, engine=brain)
    yield built
    built.close()


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.run_until_complete(made.shutdown_default_executor())
    made.close()


@pytest.fixture
def person(parts: "Parts", loop: asyncio.AbstractEventLoop) -> Callable[..., "Person"]:
    """Makes people: `person(ROSA)`, `person("…", channel="web", language="es")`."""
    from tests.driver import Person

    return partial(Person, parts.inbox, loop)
