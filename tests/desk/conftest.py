"""The desk with a mentor at it, and people who write."""

import html
import re
from dataclasses import dataclass, field, replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.app import Parts, create_app
from navigator.accounts.accounts import Accounts
from navigator.accounts.passwords import Passwords
from navigator.accounts.roles import Role
from navigator.clock import FrozenClock

PASSWORD = "four unrelated words here"
_MARK = re.compile(r'name="mark" value="([^"]*)"')


@pytest.fixture
def parts(parts: Parts, clock: FrozenClock) -> Parts:
    cheap = Accounts(parts.stores.engine, clock, Passwords(memory_kib=64, rounds=1))
    return replace(parts, accounts=cheap)


@dataclass
class Mentor:
    """A browser at the desk."""

    parts: Parts
    app: Starlette
    name: str
    role: Role = "mentor"
    client: TestClient = field(init=False)
    page: str = ""

    def __post_init__(self) -> None:
        self.client = TestClient(self.app, follow_redirects=False)

    def signs_in(self, password: str = PASSWORD) -> "Mentor":
        self.client.get("/desk/sign-in")
        self.opens("/sign-in")
        self.sends("/sign-in", name=self.name, password=password)
        return self

    def opens(self, path: str) -> "Mentor":
        answer = self.client.get(f"/desk{path}", follow_redirects=True)
        self.status, self.page = answer.status_code, html.unescape(answer.text)
        return self

    def sends(self, path: str, **fields: str) -> int:
        """Sends a form with the mark of the page they look at; goes where it leads."""
        mark = _MARK.search(self.page)
        answer = self.client.post(f"/desk{path}", data={"mark": mark[1] if mark else "", **fields})
        status = answer.status_code
        if status == 303:
            answer = self.client.get(answer.headers["Location"], follow_redirects=True)
        self.page = html.unescape(answer.text)
        return status

    def sees(self, *words: str) -> "Mentor":
        for word in words:
            assert word in self.page, f"{word!r} is not in {self.page}"
        return self

    def does_not_see(self, *words: str) -> "Mentor":
        for word in words:
            assert word not in self.page, f"{word!r} is in {self.page}"
        return self

    def takes(self) -> str:
        """The first who waits; their relay."""
        found = re.search(r'name="id" value="([^"]*)"', self.opens("/").page)
        assert found, self.page
        assert self.sends("/claim", id=found[1]) == 303
        return found[1]


@pytest.fixture
def app(parts: Parts) -> Starlette:
    return create_app(parts)


@pytest.fixture
def ana(parts: Parts, app: Starlette) -> Mentor:
    """On shift, with the desk open."""
    return at_the_desk(parts, app, "ana")


@pytest.fixture
def bea(parts: Parts, app: Starlette) -> Mentor:
    return at_the_desk(parts, app, "bea")


def at_the_desk(parts: Parts, app: Starlette, name: str, role: Role = "mentor", most: int = 2) -> Mentor:
    parts.accounts.add(name, PASSWORD, role)
    if most:
        parts.stores.programme.put(name, most)
    mentor = Mentor(parts, app, name, role).signs_in()
    if most:
        mentor.sends("/shift", on="1")
    return mentor
