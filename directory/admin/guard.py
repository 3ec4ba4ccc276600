"""What stands before every page: who is signed in, and whether a form is one that we handed to them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from directory.admin.pages import shown
from navigator.accounts.accounts import Accounts
from navigator.accounts.roles import ADMIN
from navigator.accounts.session import Session, csrf_fits

COOKIE, FORM_COOKIE = "navigator-admin", "navigator-admin-form"
CSRF = "mark"
MOST_BYTES, MOST_FIELDS = 300_000, 400
OLD_FORM = "This page was open for too long, or not opened here. Go back, load it again, and send it once more."


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of somebody who is signed in. `form` is empty for GET."""

    request: Request
    session: Session
    form: FormData

    @property
    def root(self) -> str:
        """Where this sub-application stands: "/admin"."""
        return str(self.request.scope.get("root_path", ""))

    def to(self, path: str) -> Response:
        """After a form: a page that can be loaded again without sending the form again."""
        return RedirectResponse(self.root + path, status_code=303)

    def page(self, name: str, status: int = 200, **values: object) -> Response:
        common = {"root": self.root, "csrf": self.session.csrf, "who": self.session.name}
        return shown(name, {**common, **values}, status)


Page = Callable[[Asked], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


class Guard:
    """Wraps a page. Pages are plain functions: they talk to the database, so they run in a thread."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def __call__(self, page: Page) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            form = await read_form(request)
            session = await run_in_threadpool(self._accounts.session, request.cookies.get(COOKIE, ""))
            if session is None or session.role not in ADMIN:
                return RedirectResponse(f"{request.scope.get('root_path', '')}/sign-in", status_code=303)
            if form is None:
                return trouble(request, "That was too much to take in, or not one of our forms.", 413)
            if request.method == "POST" and not csrf_fits(session.token, str(form.get(CSRF, ""))):
                return trouble(request, OLD_FORM, 403)
            return await run_in_threadpool(page, Asked(request, session, form))

        return endpoint


def trouble(request: Request, sentence: str, status: int) -> Response:
    return shown("trouble.html", {"root": request.scope.get("root_path", ""), "sentence": sentence}, status)


async def read_form(request: Request) -> FormData | None:
    """The fields of a form, in order; None for anything else and for more than `MOST_BYTES`."""
    if request.method != "POST":
        return FormData()
    if request.headers.get("Content-Type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        return FormData([(name, value) for name, value in pairs])
    except ValueError:
        return None
