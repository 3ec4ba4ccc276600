"""Reads one listing as a sheet and writes it back: all of a change or none of it, and never over somebody else's."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from directory.admin.checking import problems_of
from directory.admin.fields import PLACED, Cells, changed, mark_of, parts, plain
from directory.admin.hand import Hand
from directory.admin.rows import Writer
from directory.admin.service import Service
from directory.hsds.checks import check
from directory.hsds.onesheet_row import Sheet
from directory.hsds.record import Report
from directory.hsds.write_sheet import cells as cells_of
from directory.store import graph
from directory.store.index import ListingRow
from directory.store.maintain import Refused
from directory.store.ours import Suggestion
from directory.store.places import ServiceAtLocation
from directory.store.project import listings
from directory.store.refresh import refresh
from directory.store.repository import Directory
from directory.store.suggesting import renew

OVERTAKEN = "Somebody changed this listing while you had it open. Look at it again, then make your change once more."
ELSEWHERE = "could not be changed here: it comes from the organization, the place or how the source files it"


class Overtaken(Exception):
    """The listing is not what the page showed any more; nothing was written."""


class Missing(Exception):
    """There is no such listing or suggestion any more."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One listing as these pages show it. `cells` lack what is only suggested; `mark` goes into the form."""

    id: str
    service: Service
    cells: Mapping[str, str]

    @property
    def mark(self) -> str:
        return mark_of(self.cells)


@contextmanager
def writing(directory: Directory) -> Iterator[Connection]:
    """A transaction that waits for other writers before it reads."""
    with directory.engine.connect() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def open_listing(connection: Connection, id: str) -> Opened | None:
    service_id = connection.execute(select(ListingRow.service_id).where(ListingRow.id == id)).scalar()
    if service_id is None:
        return None
    rows = graph.read(connection, [service_id])
    listing = next((one for one in listings(rows) if one.id == id), None)
    if listing is None:
        return None
    links = rows["service_at_location"]
    link = next((link for link in links if id in (link["id"], service_id if len(links) == 1 else "")), {})
    spelled = {row["name"].strip().lower(): row["name"].strip() for row in rows["service_area"] if row["name"]}
    return Opened(id, Service(rows["service"][0], link, rows), cells_of(listing, spelled))


def save(directory: Directory, id: str, wanted: Cells, *, mark: str | None, by: str, at: datetime) -> list[str]:
    """Writes what `wanted` says otherwise; the changed columns. A column that it lacks stays.

    `mark` is of the page that was filled in; None for a single press that needs no page. Raises :class:`Refused`
    with (column, reason) and :class:`Overtaken`; nothing is written then. Raises :class:`Missing` for an unknown id.
    """
    with writing(directory) as connection:
        return _save(connection, directory, id, wanted, mark, by, at)


def _save(
    connection: Connection, directory: Directory, id: str, wanted: Cells, mark: str | None, by: str, at: datetime
) -> list[str]:
    opened = _locked(connection, id)
    if mark is not None and mark != opened.mark:
        raise Overtaken
    whole = _settled({**opened.cells, **wanted})
    differ = changed(opened.cells, whole | dict.fromkeys(wanted.keys() - whole.keys(), ""))
    if not differ:
        return []
    if problems := problems_of(whole, differ):
        raise Refused(problems)
    hand = Hand(connection, by, at)
    hand.ensure_taxonomy()
    Writer(hand, opened.service).write(differ, {**dict.fromkeys(differ, ""), **whole})
    _tell(hand, opened, connection, whole, differ)
    _renewed(connection, directory, opened)
    _confirm(connection, id, whole, differ)
    return differ


def _locked(connection: Connection, id: str) -> Opened:
    """On PostgreSQL two people who save at once wait for each other here."""
    service = select(ListingRow.service_id).where(ListingRow.id == id).scalar_subquery()
    table = graph.TABLES["service"]
    connection.execute(select(table.c.id).where(table.c.id == service).with_for_update())
    opened = open_listing(connection, id)
    if opened is None:
        raise Missing(id)
    return opened


def _settled(cells: dict[str, str]) -> dict[str, str]:
    """A confidential place has no town of its own: what it serves says where it helps."""
    if cells.get("confidential_address") in ("yes", "ask") and cells.get("city"):
        cells["serves"] = cells.get("serves") or cells["city"]
        cells["city"] = cells["state"] = ""
    return cells


def _tell(hand: Hand, opened: Opened, connection: Connection, whole: Cells, differ: list[str]) -> None:
    """History of where a place is hangs on the place, so that the guard finds and blanks it."""
    told = [(name, opened.cells.get(name, ""), whole.get(name, "")) for name in differ]
    link = select(ServiceAtLocation.location_id).where(ServiceAtLocation.service_id == opened.service.id)
    location = opened.service.location or connection.execute(link.limit(1)).scalar()
    hand.tell(opened.service.id, [one for one in told if one[0] not in PLACED])
    if location:
        hand.tell(location, [one for one in told if one[0] in PLACED])


def _renewed(connection: Connection, directory: Directory, opened: Opened) -> None:
    """Every listing that shows what was changed: this service, and the others at its place."""
    ids = {opened.service.id}
    if opened.service.location:
        here = ServiceAtLocation.location_id == opened.service.location
        ids |= {id for id in connection.execute(select(ServiceAtLocation.service_id).where(here)).scalars() if id}
    renew(connection, [opened.service.id])
    refresh(connection, directory.dialect, sorted(ids), directory.timezone)


def _confirm(connection: Connection, id: str, whole: Cells, differ: list[str]) -> None:
    """What shows on from elsewhere is said to be so, and undone, rather than silently kept."""
    again = open_listing(connection, id)
    now = again.cells if again else {}
    stuck = [name for name in differ if plain(name, now.get(name, "")) != plain(name, whole.get(name, ""))]
    if stuck:
        raise Refused([(name, ELSEWHERE) for name in stuck])


def add(directory: Directory, wanted: Cells, *, by: str, at: datetime) -> str:
    """Makes a service; its id. Raises :class:`Refused`."""
    cells = _settled(dict(wanted))
    if problems := problems_of(cells, None):
        raise Refused(problems)
    sheet = Sheet("", 0, {name: cell for name, cell in cells.items() if cell}, {}, Report())
    with writing(directory) as connection:
        hand = Hand(connection, by, at)
        if connection.execute(select(ListingRow.id).where(ListingRow.service_id == sheet.id)).first():
            raise Refused([("name", "is there already, of the same organization: change that listing instead")])
        hand.ensure_taxonomy()
        for record in sheet.records():
            values = check(record.table, record.values, lambda name, why: None)
            hand.put(record.table, values.pop("id"), **values)
        hand.tell(sheet.id, [("name", "", cells["name"])])
        renew(connection, [sheet.id])
        refresh(connection, directory.dialect, [sheet.id], directory.timezone)
    return sheet.id


def decide(directory: Directory, id: str, suggestion: str, *, confirmed: bool, by: str, at: datetime) -> None:
    """Takes a suggestion over into the listing, or drops it. Raises :class:`Refused`, :class:`Missing`."""
    with writing(directory) as connection:
        opened = _locked(connection, id)
        mine = (Suggestion.id == suggestion) & (Suggestion.service_id == opened.service.id)
        row = connection.execute(select(Suggestion.field, Suggestion.value).where(mine)).first()
        if row is None:
            raise Missing(suggestion)
        connection.execute(update(Suggestion).where(mine).values(decided="confirmed" if confirmed else "refused"))
        if confirmed:
            _save(connection, directory, id, {row.field: _joined(opened.cells, row.field, row.value)}, None, by, at)
        refresh(connection, directory.dialect, [opened.service.id], directory.timezone)


def _joined(cells: Cells, field: str, value: str) -> str:
    return ";".join([*parts(cells.get(field, "")), value]) if field == "genders" else value
