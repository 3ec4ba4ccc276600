"""The page of one service: look, change, check off, close, decide what its texts suggest. And one for a new service."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from starlette.responses import Response
from wtforms import Form

from directory.admin import history
from directory.admin.changing import OVERTAKEN, Missing, Opened, Overtaken, add, decide, open_listing, save
from directory.admin.forms import cells_of, filled_from, form_class, labels, show_problems
from directory.admin.guard import Asked
from directory.admin.pages import query
from directory.admin.rows import times_of
from directory.store.maintain import Refused, verify
from directory.store.repository import Directory
from navigator.clock import Clock
from navigator.needs import attributes
from navigator.sms.gsm7 import is_gsm7
from navigator.sms.segments import segments

DONE = {
    "saved": "Saved.",
    "same": "Nothing was different, so nothing was changed.",
    "added": "Added. People can find it now, unless you gave it another status.",
    "both": "Saved, and marked as checked today.",
    "verified": "Marked as checked today.",
    "closed": "Marked as closed. People are not sent there any more.",
    "confirmed": "Taken over into the listing.",
    "dropped": "Dropped.",
}


class ListingPages:
    def __init__(self, directory: Directory, clock: Clock) -> None:
        self._directory, self._clock = directory, clock

    def show(self, asked: Asked) -> Response:
        with self._directory.engine.connect() as connection:
            opened = open_listing(connection, asked.request.query_params.get("id", ""))
            if opened is None:
                return gone(asked)
            done = DONE.get(asked.request.query_params.get("done", ""), "")
            return self._page(asked, connection, opened, filled_from(opened.cells), done=done)

    def save(self, asked: Asked) -> Response:
        id, form = str(asked.form.get("id", "")), form_class()(asked.form)
        if not form.validate():
            return self._again(asked, id, form, [])
        try:
            differ = save(
                self._directory,
                id,
                cells_of(form, asked.form),
                mark=str(asked.form.get("seen", "")),
                by=asked.session.name,
                at=self._clock.now(),
            )
        except Refused as refused:
            return self._again(asked, id, form, show_problems(form, refused.problems))
        except Overtaken:
            return self._again(asked, id, form, [OVERTAKEN], 409)
        except Missing:
            return gone(asked)
        if asked.form.get("also") == "verified":
            return self.verify(asked)
        return asked.to("/service" + query(id=id, done="saved" if differ else "same"))

    def verify(self, asked: Asked) -> Response:
        id, also = str(asked.form.get("id", "")), asked.form.get("also") == "verified"
        with self._directory.engine.connect() as connection:
            opened = open_listing(connection, id)
        if opened is None:
            return gone(asked)
        verify(self._directory, opened.service.id, on=self.today, by=asked.session.name, how="looked at on these pages")
        return asked.to("/service" + query(id=id, done="both" if also else "verified"))

    def close(self, asked: Asked) -> Response:
        id, by = str(asked.form.get("id", "")), asked.session.name
        try:
            save(self._directory, id, {"status": "defunct"}, mark=None, by=by, at=self._clock.now())
        except Missing:
            return gone(asked)
        return asked.to("/service" + query(id=id, done="closed"))

    def decide(self, asked: Asked) -> Response:
        id, suggestion = str(asked.form.get("id", "")), str(asked.form.get("suggestion", ""))
        confirmed = asked.form.get("decision") == "confirm"
        try:
            decide(self._directory, id, suggestion, confirmed=confirmed, by=asked.session.name, at=self._clock.now())
        except Refused as refused:
            with self._directory.engine.connect() as connection:
                opened = open_listing(connection, id)
                if opened is None:
                    return gone(asked)
                form = filled_from(opened.cells)
                return self._page(asked, connection, opened, form, show_problems(form, refused.problems), 422)
        except Missing:
            return gone(asked)
        return asked.to("/service" + query(id=id, done="confirmed" if confirmed else "dropped"))

    def new(self, asked: Asked) -> Response:
        return self._new(asked, filled_from({}))

    def add(self, asked: Asked) -> Response:
        form = form_class()(asked.form)
        if not form.validate():
            return self._new(asked, form, [], 422)
        try:
            id = add(self._directory, cells_of(form, asked.form), by=asked.session.name, at=self._clock.now())
        except Refused as refused:
            return self._new(asked, form, show_problems(form, refused.problems), 422)
        return asked.to("/service" + query(id=id, done="added"))

    @property
    def today(self) -> date:
        """By the clock of the directory's area."""
        return self._local(self._clock.now()).date()

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self._directory.timezone or "UTC"))

    def _again(self, asked: Asked, id: str, form: Form, problems: list[str], status: int = 422) -> Response:
        with self._directory.engine.connect() as connection:
            opened = open_listing(connection, id)
            return gone(asked) if opened is None else self._page(asked, connection, opened, form, problems, status)

    def _page(
        self,
        asked: Asked,
        connection: Connection,
        opened: Opened,
        form: Form,
        problems: list[str] | None = None,
        status: int = 200,
        done: str = "",
    ) -> Response:
        service = opened.service
        return asked.page(
            "service.html",
            status,
            title=opened.cells["name"],
            opened=opened,
            # What was on the page when it was filled in: sent again, it is refused again.
            seen=asked.form.get("seen") or opened.mark,
            suggestions=history.suggestions(connection, service),
            changes=[(self._local(one.at), one) for one in history.changes(connection, service)],
            checks=history.checks(connection, service),
            shared=history.shared_with(connection, service),
            done=done,
            **_form_values(form, problems or [], "/service"),
        )

    def _new(self, asked: Asked, form: Form, problems: list[str] | None = None, status: int = 200) -> Response:
        return asked.page("new.html", status, title="Add a service", **_form_values(form, problems or [], "/new"))


def _form_values(form: Form, problems: list[str], action: str) -> dict[str, object]:
    grouped = {
        title: [id for id, attribute in attributes().items() if attribute.group == group]
        for group, title in labels()["attribute_groups"].items()
    }
    marked = [field for field in form if field.errors]
    return {
        "form": form,
        "action": action,
        "groups": labels()["groups"],
        "attribute_groups": grouped,
        "marked": marked,
        "problems": problems,
        "notes": {name: length_of(form[name].data or "") for name in ("short_text", "short_text_es")}
        | {"hours": reading_of(form["hours"].data or "")},
    }


def length_of(text: str) -> str:
    """What a short text costs when it is sent alone."""
    if not text:
        return ""
    count, odd = segments(text), "" if is_gsm7(text) else " It has letters that make a text message much shorter."
    return f"Now {len(text)} letters: {count} text message{'s' if count != 1 else ''}.{odd}"


def reading_of(hours: str) -> str:
    """Says when hours are not understood: nobody is then told whether the place is open."""
    return "Kept as words: these cannot be read as times." if hours.strip() and not times_of(hours) else ""


def gone(asked: Asked) -> Response:
    return asked.page("missing.html", 404, title="Not here")
