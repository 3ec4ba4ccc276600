"""Loads the sample city and the national lines into a directory."""

import csv
import tempfile
from datetime import datetime
from pathlib import Path

from directory.samples import TIMEZONE, sample_rows
from directory.samples.national import national_rows
from directory.store.load import load
from navigator.store import Engine


def load_sample(engine: Engine, at: datetime, country: str = "us") -> int:
    """Imports both as of `at`; the number of services. A second time changes only the dates."""
    rows = [*sample_rows(at.date()), *national_rows(country)]
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "sample.csv"
        write_rows(sheet, rows)
        outcome = load(engine, sheet, at=at, timezone=TIMEZONE)
    if outcome.report.problem_count:
        raise ValueError(f"the sample city does not import: {outcome.report.problems[:3]}")
    return len(rows)


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
