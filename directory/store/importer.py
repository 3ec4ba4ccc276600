"""Writes a stream of records into the store: all or nothing, the same again the second time, local work kept."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import DataError, IntegrityError

from directory.hsds.ours import TAXONOMY, term_rows
from directory.hsds.record import Record, Report
from directory.store.dialect import Dialect
from directory.store.ours import ImportRun
from directory.store.refresh import refresh
from directory.store.repository import dialect_of
from directory.store.suggesting import renew
from directory.store.writing import Difference, Writer

BATCH = 500
"""Records compared with the store at once."""


def run(
    engine: Engine,
    records: Iterable[Record],
    report: Report,
    *,
    source: str,
    format: str,
    at: datetime,
    timezone: str = "",
    dry_run: bool = False,
    step: Callable[[int], None] = lambda count: None,
) -> Difference:
    """Imports `records`; nothing is kept when `report` ends with problems or on a dry run.

    `source` names where they come from, `at` is now; `step(n)` is told of every n records read.
    """
    try:
        return _within(engine, records, report, ImportRun(at=at, source=source, format=format), timezone, dry_run, step)
    except (IntegrityError, DataError) as problem:
        # What our checks let through and the database did not: still a report, and nothing kept.
        report.problem(source, 0, "", f"the database refuses it: {type(problem.orig).__name__}")
        return Difference()


def _within(
    engine: Engine,
    records: Iterable[Record],
    report: Report,
    about: ImportRun,
    timezone: str,
    dry_run: bool,
    step: Callable[[int], None],
) -> Difference:
    with engine.connect() as connection, connection.begin() as transaction:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        writer = Writer(connection, report, _new_run(connection, about))
        writer.write(_our_taxonomy())
        writer.difference = Difference()
        for batch in _batches(records):
            writer.write(batch)
            step(len(batch))
        writer.finish()
        if report.problem_count or dry_run:
            transaction.rollback()
        else:
            _index(connection, dialect_of(engine), writer.touched_services(), timezone)
    return writer.difference


def _index(connection: Connection, dialect: Dialect, services: list[str], timezone: str) -> None:
    dialect.settle(connection)
    renew(connection, services)
    refresh(connection, dialect, services, timezone)


def _new_run(connection: Connection, about: ImportRun) -> int:
    made = connection.execute(insert(ImportRun).values(source=about.source, format=about.format, at=about.at))
    key = made.inserted_primary_key
    assert key is not None  # SQLAlchemy answers the key of every single-row insert
    return int(key[0])


def _our_taxonomy() -> list[Record]:
    rows = [("taxonomy", TAXONOMY), *(("taxonomy_term", row) for row in term_rows())]
    return [Record(table, row, "Navigator's own taxonomy", n) for n, (table, row) in enumerate(rows, 1)]


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    left = iter(records)
    while batch := list(islice(left, BATCH)):
        yield batch
