"""A property-based client walks the API by its own description."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from directory.api import create_api
from navigator.store import open_database
from tests.directory.sheets import at, service, with_services


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> object:
    folder: Path = tmp_path_factory.mktemp("contract")
    engine = open_database(f"sqlite:///{folder / 'navigator.db'}")
    directory = with_services(engine, folder, service("Lantern House", id="lantern", **at(36.0, -127.0)))
    return schemathesis.openapi.from_asgi("/openapi.json", create_api(directory))


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: "schemathesis.Case[Any]") -> None:
    case.call_and_validate(excluded_checks=[])
