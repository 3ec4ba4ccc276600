"""Ids -> HSDS objects as the API shows them: whole, or only their own fields."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from directory.api.asked import Asked
from directory.hsds.family import Family
from directory.hsds.nest import flat, nest
from directory.store import graph

Objects = list[dict[str, Any]]


def services(connection: Connection, ids: Sequence[str], asked: Asked) -> Objects:
    family = Family(graph.read(connection, ids))
    if asked.minimal:
        return [{"id": id, "last_modified": family.one("service", id)["last_modified"] or ""} for id in ids]
    return [_service(family, id, asked.full) for id in ids]


def service_at_locations(connection: Connection, ids: Sequence[str], asked: Asked) -> Objects:
    table = graph.TABLES["service_at_location"]
    owners = connection.execute(select(table.c.service_id).where(table.c.id.in_(ids))).scalars()
    family = Family(graph.read(connection, list(filter(None, owners))))
    return [_link(family, id, asked.full) for id in ids]


def organizations(connection: Connection, ids: Sequence[str], asked: Asked) -> Objects:
    family = Family(graph.read(connection, (), ids))
    found = []
    for id in ids:
        row = family.one("organization", id)
        made = nest(family, "organization", row) if asked.full or asked.full_service else flat("organization", row)
        table = graph.TABLES["service"]
        query = select(table.c.id).where(table.c.organization_id == id).order_by(table.c.id).limit(1000)
        owned = list(connection.execute(query).scalars())
        if asked.full_service and owned:
            inside = Family(graph.read(connection, owned))
            made["services"] = [nest(inside, "service", one) for one in inside.rows["service"]]
        elif asked.full:
            made["services"] = [{"id": one} for one in owned]
        found.append(made)
    return found


def taxonomies(connection: Connection, ids: Sequence[str], asked: Asked) -> Objects:
    table = graph.TABLES["taxonomy"]
    rows = connection.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id)).mappings()
    return [flat("taxonomy", row) for row in map(dict, rows)]


def taxonomy_terms(connection: Connection, ids: Sequence[str], asked: Asked) -> Objects:
    family = Family(graph.read_terms(connection, ids))
    return [nest(family, "taxonomy_term", family.one("taxonomy_term", id)) for id in ids]


def _service(family: Family, id: str, full: bool) -> dict[str, Any]:
    row = family.one("service", id)
    if full:
        return nest(family, "service", row)
    made = flat("service", row)
    for name in ("organization", "program"):
        if one := family.one(name, row[f"{name}_id"]):
            made[name] = flat(name, one)
    return made


def _link(family: Family, id: str, full: bool) -> dict[str, Any]:
    row = family.one("service_at_location", id)
    made = nest(family, "service_at_location", row) if full else flat("service_at_location", row)
    place = family.one("location", row["location_id"])
    made["location"] = nest(family, "location", place, inside=True) if full else flat("location", place)
    made["service"] = _service(family, row["service_id"], full)
    if full:
        made["service"].pop("service_at_locations", None)
    return made
