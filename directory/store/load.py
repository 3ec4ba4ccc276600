"""Imports a path of any known format: the one call that the CLI, the demo and the pages for maintainers make."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from directory.hsds.detect import detect
from directory.hsds.files import Bundle, Unfit
from directory.hsds.record import Record, Report
from directory.store.importer import run
from directory.store.writing import Difference


@dataclass(frozen=True, slots=True)
class Loaded:
    """`kept` says whether the store was changed: never on a dry run, never with problems."""

    format: str
    difference: Difference
    report: Report
    kept: bool


def load(
    engine: Engine,
    path: Path,
    *,
    at: datetime,
    timezone: str = "",
    dry_run: bool = False,
    step: Callable[[int], None] = lambda count: None,
) -> Loaded:
    """Imports `path`, all or nothing. Raises nothing for a bad file: the report says what is wrong, and where."""
    report = Report()
    try:
        bundle = Bundle(path)
        format = detect(bundle)
    except (Unfit, OSError) as problem:
        report.problem(path.name, getattr(problem, "row", 0), "", str(problem))
        return Loaded("", Difference(), report, False)
    except Exception as unforeseen:
        _unforeseen(report, path.name, 0, unforeseen)
        return Loaded("", Difference(), report, False)
    difference = run(
        engine,
        caught(format.read(bundle, report), report, path.name),
        report,
        source=path.resolve().name,
        format=format.name,
        at=at,
        timezone=timezone,
        dry_run=dry_run,
        step=step,
    )
    return Loaded(format.name, difference, report, not (dry_run or report.problem_count))


def caught(records: Iterator[Record], report: Report, name: str) -> Iterator[Record]:
    """`records`, until a reader breaks: libraries meet a stranger's file with errors that nobody foresaw."""
    file, row = name, 0
    try:
        for record in records:
            file, row = record.file, record.row
            yield record
    except Exception as unforeseen:
        _unforeseen(report, file, row, unforeseen)


def _unforeseen(report: Report, file: str, row: int, error: Exception) -> None:
    report.problem(file, row, "", f"cannot be read on from here: {type(error).__name__}")
