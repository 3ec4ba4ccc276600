"""The maintainers' pages over a small directory, on both databases; each test works on listings of its own."""

import html
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from directory.admin import create_admin
from directory.model import Listing
from directory.store.repository import Directory
from navigator.accounts.accounts import Accounts
from navigator.accounts.passwords import Passwords
from navigator.accounts.roles import Role
from navigator.clock import FrozenClock
from navigator.store import open_database
from tests.conftest import NOW
from tests.directory.sheets import bring, opened, service, sheet

PASSWORD = "four unrelated words here"
_INPUT = re.compile(r"<(input|textarea|select)\b[^>]*>(?:([^<]*)</textarea>)?", re.S)
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_SELECTED = re.compile(r'<select[^>]*name="(\w+)".*?</select>', re.S)


@dataclass
class Site:
    """A browser is a `TestClient`; `new` makes a listing that only this test uses."""

    directory: Directory
    accounts: Accounts
    clock: FrozenClock
    app: Starlette
    folder: Path

    def browser(self) -> TestClient:
        return TestClient(self.app, follow_redirects=False)

    def account(self, role: Role = "maintainer") -> str:
        name = f"{role}-{uuid.uuid4().hex[:8]}"
        self.accounts.add(name, PASSWORD, role)
        return name

    def signed_in(self, role: Role = "maintainer") -> TestClient:
        browser = self.browser()
        assert sign_in(browser, self.account(role)).status_code == 303
        return browser

    def new(self, **cells: str) -> str:
        """The id of a fresh listing."""
        id = uuid.uuid4().hex
        rows = service(f"Heron House {id[:6]}", id=id, **cells)
        assert bring(self.directory, sheet(self.folder, rows, name=f"{id}.csv")).kept
        return id

    def listing(self, id: str) -> Listing:
        found = self.directory.get(id)
        assert found
        return found


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("admin")
    if request.param == "sqlite":
        yield from _site(f"sqlite:///{folder / 'navigator.db'}", folder)
        return
    server: str = request.getfixturevalue("postgres_server")
    name = f"navigator_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    try:
        yield from _site(server.rpartition("/")[0] + f"/{name}", folder)
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _site(url: str, folder: Path) -> Iterator[Site]:
    engine = open_database(url)
    directory, clock = opened(engine), FrozenClock(NOW)
    accounts = Accounts(engine, clock, Passwords(memory_kib=64, rounds=1))
    app = Starlette(routes=[Mount("/admin", create_admin(directory, accounts, clock, secure=False))])
    yield Site(directory, accounts, clock, app, folder)
    engine.dispose()


def sign_in(browser: TestClient, name: str, password: str = PASSWORD) -> httpx.Response:
    mark = fields(browser.get("/admin/sign-in").text)["mark"]
    return browser.post("/admin/sign-in", data={"mark": mark, "name": name, "password": password})  # type: ignore[return-value]


def fields(page: str, action: str = "") -> dict[str, Any]:
    """What a browser would send of the form with this action (or the first form): ticked, chosen and typed values."""
    forms = re.findall(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', page, re.S)
    body = next(body for where, body in forms if not action or where == action)
    found: dict[str, Any] = {}
    for match in _INPUT.finditer(body):
        given = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(match[0])}
        name, kind = given.get("name", ""), given.get("type", "")
        if match[1] == "textarea":
            found[name] = html.unescape(match[2] or "").removeprefix("\r\n")
        elif kind in ("radio", "checkbox"):
            if " checked" in match[0]:
                found[name] = [*found.get(name, []), given["value"]] if kind == "checkbox" else given["value"]
        elif match[1] == "input":
            found[name] = given.get("value", "")
    for select in _SELECTED.finditer(body):
        chosen = re.search(
            r'<option[^>]*selected[^>]*value="([^"]*)"|<option[^>]*value="([^"]*)"[^>]*selected', select[0]
        )
        found[select[1]] = html.unescape((chosen[1] or chosen[2] or "") if chosen else "")
    return found


@pytest.fixture
def browser(site: Site) -> Iterator[TestClient]:
    with site.signed_in() as opened_browser:
        yield opened_browser


Change = Callable[..., Any]


@pytest.fixture
def change(browser: TestClient) -> Change:
    """Opens a listing, types over some fields and saves, as a person does."""

    def run(id: str, **typed: Any) -> Any:
        filled = fields(browser.get("/admin/service", params={"id": id}).text, "/admin/service")
        return browser.post("/admin/service", data={**filled, **typed})

    return run
