"""What stands before every page: who is signed in and may be here, and whether a form is one we handed to them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.sms import read_form
from bot.pages import linked
from navigator.accounts.accounts import Accounts
from navigator.accounts.roles import DESK, Role
from navigator.accounts.session import Session, csrf_fits

COOKIE, FORM_COOKIE, CSRF = "navigator-desk", "navigator-desk-form", "mark"
OLD_FORM = "This page was open for too long, or not opened here. Load it again, then try once more."
COORDINATORS_ONLY = "This page is for coordinators."
HERE = Path(__file__).parent


@cache
def templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.filters["linked"] = linked
    return made


def shown(name: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    return HTMLResponse(templates().get_template(name).render(**values), status_code=status)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of somebody who is signed in. `form` is empty for GET."""

    request: Request
    session: Session
    form: Mapping[str, str]

    @property
    def who(self) -> str:
        return self.session.name

    @property
    def root(self) -> str:
        """Where this sub-application stands: "/desk"."""
        return root_of(self.request)

    def to(self, path: str) -> Response:
        """After a form: a page that can be loaded again without sending the form again."""
        return RedirectResponse(self.root + path, status_code=303)

    def page(self, name: str, status: int = 200, **values: object) -> Response:
        common = {"root": self.root, "csrf": self.session.csrf, "who": self.who, "role": self.session.role}
        return shown(name, {**common, **values}, status)

    def trouble(self, sentence: str, status: int) -> Response:
        return trouble(self.request, sentence, status)


Page = Callable[[Asked], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


class Guard:
    """Wraps a page. Pages are plain functions: they talk to the database, so they run in a thread."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def session(self, request: Request) -> Session | None:
        """Who asks, if they may be at the desk at all."""
        found = await run_in_threadpool(self._accounts.session, request.cookies.get(COOKIE, ""))
        return found if found is not None and found.role in DESK else None

    def __call__(self, page: Page, only: Role | None = None) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            session = await self.session(request)
            if session is None:
                return RedirectResponse(f"{root_of(request)}/sign-in", status_code=303)
            if only is not None and session.role != only:
                return trouble(request, COORDINATORS_ONLY, 403)
            form = await read_form(request) if request.method == "POST" else {}
            if form is None or (request.method == "POST" and not csrf_fits(session.token, form.get(CSRF, ""))):
                return trouble(request, OLD_FORM, 403)
            return await run_in_threadpool(page, Asked(request, session, form))

        return endpoint


def root_of(request: Request) -> str:
    return str(request.scope.get("root_path", ""))


def trouble(request: Request, sentence: str, status: int) -> Response:
    return shown("trouble.html", {"root": root_of(request), "sentence": sentence}, status)
