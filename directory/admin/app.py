"""The sub-application: its routes, each behind the guard."""

from sqlalchemy.exc import IntegrityError, OperationalError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from directory.admin.finding import CHECKED, Wanted, find
from directory.admin.guard import Asked, Guard, trouble
from directory.admin.listing import ListingPages
from directory.admin.pages import STATIC
from directory.admin.reporting import KINDS, looked_into, open_reports
from directory.admin.signing import Door
from directory.hsds.checks import CHOICES
from directory.store.repository import Directory
from navigator.accounts.accounts import Accounts
from navigator.clock import Clock
from navigator.errors import StoreUnavailable
from navigator.needs import needs


def create_admin(directory: Directory, accounts: Accounts, clock: Clock, *, secure: bool = True) -> Starlette:
    """Mount it at `/admin`. `secure=False` lets its cookies travel without TLS: for a demo on one machine."""
    guard, door, pages = Guard(accounts), Door(accounts, secure), ListingPages(directory, clock)
    lists = Lists(directory, clock, pages)

    def sign_out(asked: Asked) -> Response:
        return door.sign_out(asked.session.token, asked.root)

    routes = [
        Route("/sign-in", door.sign_in, methods=["GET", "POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
        Route("/", guard(lists.services), methods=["GET"]),
        Route("/reports", guard(lists.reports), methods=["GET"]),
        Route("/reports", guard(lists.looked_into), methods=["POST"]),
        Route("/new", guard(pages.new), methods=["GET"]),
        Route("/new", guard(pages.add), methods=["POST"]),
        Route("/service", guard(pages.show), methods=["GET"]),
        Route("/service", guard(pages.save), methods=["POST"]),
        Route("/service/verify", guard(pages.verify), methods=["POST"]),
        Route("/service/close", guard(pages.close), methods=["POST"]),
        Route("/service/suggestion", guard(pages.decide), methods=["POST"]),
        Route("/sign-out", guard(sign_out), methods=["POST"]),
    ]
    handlers = {**dict.fromkeys((StoreUnavailable, OperationalError), _unavailable), IntegrityError: _at_once}
    return Starlette(routes=routes, exception_handlers=handlers)


class Lists:
    def __init__(self, directory: Directory, clock: Clock, pages: ListingPages) -> None:
        self._directory, self._clock, self._pages = directory, clock, pages

    def services(self, asked: Asked) -> Response:
        given = asked.request.query_params
        page = given.get("page", "")
        wanted = Wanted(
            need=given.get("need", "") if given.get("need") in needs() else "",
            status=given.get("status", "") if given.get("status") in CHOICES["status"] else "",
            checked=given.get("checked", "") if given.get("checked") in CHECKED else "",
            words=given.get("words", "").strip()[:200],
            page=int(page) if page.isdecimal() and len(page) < 8 else 1,
        )
        with self._directory.engine.connect() as connection:
            found = find(connection, wanted, self._pages.today)
        return asked.page(
            "list.html",
            title="Services",
            found=found,
            today=self._pages.today,
            needs=list(needs()),
            statuses=CHOICES["status"],
        )

    def reports(self, asked: Asked) -> Response:
        with self._directory.engine.connect() as connection:
            return asked.page("reports.html", title="What people said", reports=open_reports(connection))

    def looked_into(self, asked: Asked) -> Response:
        id, kind, total = (str(asked.form.get(name, "")) for name in ("id", "kind", "total"))
        if kind in KINDS and total.isdecimal() and len(total) < 10:
            with self._directory.engine.begin() as connection:
                looked_into(connection, id, kind, int(total), by=asked.session.name, at=self._clock.now())
        return asked.to("/reports")


def _unavailable(request: Request, error: Exception) -> Response:
    return trouble(request, "The database does not answer right now. Try again in a minute.", 503)


def _at_once(request: Request, error: Exception) -> Response:
    """Two people made the same thing at the same moment; the database took one of them."""
    return trouble(
        request, "Somebody wrote at the same moment, and nothing of yours was kept. Go back, send it again.", 409
    )
