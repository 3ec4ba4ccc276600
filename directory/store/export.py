"""Every way out to a file. All rows come from graph.py, which has the guard for confidential places."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Engine, select

from directory.hsds.family import Family
from directory.hsds.nest import nest
from directory.hsds.write_sheet import write_sheet
from directory.hsds.write_tabular import write_tabular
from directory.store import graph
from directory.store.repository import Directory

BATCH = 200


def export_json(engine: Engine, file: TextIO) -> int:
    """Writes one page with all services as its `contents`; the number of services.

    Organizations and taxonomy terms that are in no service follow as `organizations` and `taxonomy_terms`.
    """
    with engine.connect() as connection:
        inside: dict[str, set[str]] = {"organization": set(), "taxonomy_term": set()}
        file.write('{"contents": [')
        count = _write(file, _services(connection, inside))
        file.write('\n], "organizations": [')
        _write(file, _others(connection, "organization", inside))
        file.write('\n], "taxonomy_terms": [')
        _write(file, _others(connection, "taxonomy_term", inside))
    page = {"total_items": count, "total_pages": 1, "page_number": 1, "size": count}
    page |= {"first_page": True, "last_page": True, "empty": not count}
    file.write("\n], " + json.dumps(page)[1:] + "\n")
    return count


def _services(connection: Connection, inside: dict[str, set[str]]) -> Iterator[dict[str, Any]]:
    for ids in _batches(connection, "service"):
        family = Family(graph.read(connection, ids))
        for table, seen in inside.items():
            seen.update(row["id"] for row in family.rows[table])
        for row in family.rows["service"]:
            yield nest(family, "service", row)


def _others(connection: Connection, table: str, inside: dict[str, set[str]]) -> Iterator[dict[str, Any]]:
    for ids in _batches(connection, table):
        left = [id for id in ids if id not in inside[table]]
        if table == "organization":
            family = Family(graph.read(connection, (), left))
            inside["taxonomy_term"].update(row["id"] for row in family.rows["taxonomy_term"])
        else:
            family = Family(graph.read_terms(connection, left))
        for id in left:
            yield nest(family, table, family.one(table, id))


def _write(file: TextIO, objects: Iterable[dict[str, Any]]) -> int:
    count = 0
    for one in objects:
        file.write((",\n" if count else "\n") + json.dumps(one, ensure_ascii=False))
        count += 1
    return count


def export_tabular(engine: Engine, path: Path) -> int:
    """Writes a zip of HSDS 3.1 CSV files with its datapackage; the number of services."""
    with engine.connect() as connection:
        return write_tabular(path, graph.all_rows(connection))


def export_sheet(directory: Directory, file: TextIO) -> int:
    """Writes the one-sheet; a service with several places has a row for each."""
    with directory.engine.connect() as connection:
        names = connection.execute(select(graph.TABLES["service_area"].c.name).distinct()).scalars()
        spelled = {name.strip().lower(): name.strip() for name in names if name}
    return write_sheet(file, directory.all(), spelled)


def _batches(connection: Connection, name: str) -> Iterable[Sequence[str]]:
    table = graph.TABLES[name]
    ids = list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
