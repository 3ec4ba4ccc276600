"""Reads whole services: the rows of every HSDS table that belong to them, through the guard."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from directory.store import organizations, places, reach, services, terms
from directory.store.base import PREFIX, Base
from directory.store.guard import Rows, bared, hidden_locations, strip
from directory.store.places import Address

MODULES = (organizations, services, places, reach, terms)
TABLES: dict[str, Table] = {
    name.removeprefix(PREFIX): table for name, table in Base.metadata.tables.items() if name.startswith(PREFIX)
}
# Child tables and the column that names the parent, in the order in which parents are known.
CHILDREN = {
    "service_at_location": ("service_id",),
    "contact": ("service_id", "organization_id", "location_id", "service_at_location_id"),
    "phone": ("service_id", "organization_id", "location_id", "service_at_location_id", "contact_id"),
    "schedule": ("service_id", "location_id", "service_at_location_id"),
    "service_area": ("service_id", "service_at_location_id"),
    "language": ("service_id", "location_id", "phone_id"),
    "funding": ("service_id", "organization_id"),
    "cost_option": ("service_id",),
    "required_document": ("service_id",),
    "service_capacity": ("service_id",),
    "url": ("service_id", "organization_id"),
    "organization_identifier": ("organization_id",),
    "address": ("location_id",),
    "accessibility": ("location_id",),
}


def read(connection: Connection, service_ids: Sequence[str], organization_ids: Sequence[str] = ()) -> Rows:
    """Everything about these services, and about these organizations but their services, stripped of what is
    confidential. Call with some hundred ids at most.
    """
    rows: Rows = {"service": _by(connection, "service", "id", service_ids)}
    rows["service_at_location"] = _by(connection, "service_at_location", "service_id", _ids(rows["service"]))
    for table, column, source in (
        ("organization", "organization_id", "service"),
        ("program", "program_id", "service"),
        ("location", "location_id", "service_at_location"),
    ):
        found = {row["id"]: row for row in _by(connection, table, "id", {row[column] for row in rows[source]})}
        owner = "id" if table == "organization" else "organization_id"
        found |= {row["id"]: row for row in _by(connection, table, owner, organization_ids)}
        rows[table] = list(found.values())
    for table, columns in CHILDREN.items():
        if table != "service_at_location":
            rows[table] = _children(connection, table, columns, rows)
    rows["unit"] = _by(connection, "unit", "id", {row["unit_id"] for row in rows["service_capacity"]})
    linked = [row["id"] for table in list(rows) for row in rows[table]]
    rows["attribute"] = _by(connection, "attribute", "link_id", linked)
    rows["metadata"] = _by(connection, "metadata", "resource_id", linked)
    rows["taxonomy_term"] = _by(
        connection, "taxonomy_term", "id", {row["taxonomy_term_id"] for row in rows["attribute"]}
    )
    rows["taxonomy"] = _by(connection, "taxonomy", "id", {row["taxonomy_id"] for row in rows["taxonomy_term"]})
    return strip(rows, hidden_locations(connection, _ids(rows["location"])))


def read_terms(connection: Connection, ids: Iterable[str]) -> Rows:
    """Taxonomy terms with their taxonomies."""
    rows: Rows = {"taxonomy_term": _by(connection, "taxonomy_term", "id", ids)}
    rows["taxonomy"] = _by(connection, "taxonomy", "id", {row["taxonomy_id"] for row in rows["taxonomy_term"]})
    rows["metadata"] = _by(
        connection, "metadata", "resource_id", [row["id"] for table in rows.values() for row in table]
    )
    return rows


def _children(connection: Connection, table: str, columns: Iterable[str], rows: Rows) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for column in columns:
        parents = _ids(rows.get(column.removesuffix("_id"), ()))
        found |= {row["id"]: row for row in _by(connection, table, column, parents)}
    return list(found.values())


def _ids(rows: Iterable[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def _by(connection: Connection, name: str, column: str, values: Iterable[str | None]) -> list[dict[str, Any]]:
    table, wanted = TABLES[name], sorted({value for value in values if value})
    found: list[dict[str, Any]] = []
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        query = select(table).where(table.c[column].in_(part)).order_by(table.c.id)
        found += [dict(row) for row in connection.execute(query).mappings()]
    return found


def all_rows(connection: Connection) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Each HSDS object with its rows, all of them, stripped of what is confidential."""
    hidden = hidden_locations(connection)
    secret = hidden | set(
        connection.execute(select(Address.id).where(Address.location_id.in_(hidden))).scalars() if hidden else ()
    )
    for name, table in TABLES.items():
        found = connection.execution_options(yield_per=500).execute(select(table).order_by(table.c.id)).mappings()
        yield name, (row for row in (bared(name, dict(row), hidden, secret) for row in found) if row is not None)
