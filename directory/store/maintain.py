"""What people change by hand. Each change leaves an audit row, which keeps the next import off that field."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from directory.hsds.checks import check
from directory.hsds.ours import new_id, term_id
from directory.store.graph import TABLES
from directory.store.ours import Audit, Verification
from directory.store.refresh import refresh
from directory.store.repository import Directory
from navigator.needs import Answer


class Refused(ValueError):
    """The new value cannot be kept; `problems` are (field, reason)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{field} {reason}" for field, reason in problems))
        self.problems = problems


def edit(directory: Directory, object: str, id: str, changes: Mapping[str, Any], *, by: str, at: datetime) -> None:
    """Changes fields of one HSDS row. Raises :class:`Refused` for values that no import would take either."""
    table, problems = TABLES[object], list[tuple[str, str]]()
    with directory.engine.begin() as connection:
        row = dict(connection.execute(select(table).where(table.c.id == id)).mappings().one())
        whole = check(object, {**row, **changes} | {"extra": None}, lambda name, why: problems.append((name, why)))
        if problems:
            raise Refused(problems)
        differ = {name: whole[name] for name in changes if whole[name] != row[name]}
        if differ:
            connection.execute(update(table).where(table.c.id == id).values(**differ))
            _audit(connection, object, id, {name: (row[name], value) for name, value in differ.items()}, by, at)
            refresh(connection, directory.dialect, _services(connection, object, row), directory.timezone)


def answer(
    directory: Directory, service_id: str, attribute: str, value: Answer | None, *, by: str, at: datetime
) -> None:
    """Sets what a service says about itself; None makes it unknown again."""
    term, id = term_id("attribute", attribute), new_id(service_id, "attribute", "attribute", attribute, "")
    table = TABLES["attribute"]
    mine = (table.c.link_id == service_id) & (table.c.taxonomy_term_id == term)
    with directory.engine.begin() as connection:
        before = connection.execute(select(table.c.value).where(mine)).scalar()
        if before == value:
            return
        connection.execute(delete(table).where(mine))
        # An unknown answer keeps its row, empty: an import would bring the old answer back as new.
        values = {"id": id, "link_id": service_id, "link_entity": "service", "link_type": "attribute", "value": value}
        connection.execute(insert(table).values(**values, taxonomy_term_id=term))
        _audit(connection, "attribute", id, {"value": (before, value)}, by, at)
        refresh(connection, directory.dialect, [service_id], directory.timezone)


def verify(directory: Directory, service_id: str, *, on: date, by: str, how: str) -> None:
    """Records that somebody checked the service and found it true."""
    with directory.engine.begin() as connection:
        connection.execute(insert(Verification).values(service_id=service_id, on=on, by=by, how=how))
        refresh(connection, directory.dialect, [service_id], directory.timezone)


def _audit(
    connection: Connection, object: str, id: str, changes: Mapping[str, tuple[Any, Any]], by: str, at: datetime
) -> None:
    rows = [
        {"at": at, "by": by, "object": object, "row_id": id, "field": name, "before": _text(old), "after": _text(new)}
        for name, (old, new) in changes.items()
    ]
    connection.execute(insert(Audit), rows)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _services(connection: Connection, object: str, row: Mapping[str, Any]) -> list[str]:
    """The services whose listings show this row."""
    if object == "service":
        return [row["id"]]
    service, link = TABLES["service"], TABLES["service_at_location"]
    found: set[str] = {row["service_id"]} if row.get("service_id") else set()
    if row.get("link_entity") == "service":
        found.add(row["link_id"])
    location = row["id"] if object == "location" else row.get("location_id")
    here = (link.c.location_id == location) | (link.c.id == row.get("service_at_location_id"))
    found |= _set(connection.execute(select(link.c.service_id).where(here)).scalars())
    if object != "location":
        owner = row["id"] if object == "organization" else row.get("organization_id")
        owned = select(service.c.id).where(service.c.organization_id == owner)
        found |= _set(connection.execute(owned).scalars())
    return sorted(found)


def _set(values: Iterable[str | None]) -> set[str]:
    return {value for value in values if value}
