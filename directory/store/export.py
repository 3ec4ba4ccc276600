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


def hsds_services(engine: Engine) -> Iterator[dict[str, Any]]:
    """Every service as a full HSDS 3.1 object, by id."""
    with engine.connect() as connection:
        for ids in _batches(connection):
            family = Family(graph.read(connection, ids))
            for row in family.rows["service"]:
                yield nest(family, "service", row)


def export_json(engine: Engine, file: TextIO) -> int:
    """Writes one page with all services as its `contents`; the number of services."""
    count = 0
    file.write('{"contents": [')
    for count, one in enumerate(hsds_services(engine), 1):
        file.write((",\n" if count > 1 else "\n") + json.dumps(one, ensure_ascii=False))
    page = {"total_items": count, "total_pages": 1, "page_number": 1, "size": count}
    page |= {"first_page": True, "last_page": True, "empty": not count}
    file.write("\n], " + json.dumps(page)[1:])
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


def _batches(connection: Connection) -> Iterable[Sequence[str]]:
    table = graph.TABLES["service"]
    ids = list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
