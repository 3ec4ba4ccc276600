"""The one-sheet: one row a service, as CSV or XLSX -> HSDS records."""

from collections.abc import Iterable, Iterator, Mapping

from directory.hsds.files import Bundle, Unfit, rows
from directory.hsds.headers import columns
from directory.hsds.onesheet_row import Sheet
from directory.hsds.record import Record, Report
from directory.hsds.xlsx import sheet_rows

FORMULA = "has a formula: paste its value instead"


def read(bundle: Bundle, report: Report) -> Iterator[Record]:
    """Records of the sheet, a service at a time; whatever is wrong goes to `report`."""
    name = bundle.names()[0]
    try:
        cells = sheet_rows(bundle.path) if name.lower().endswith(".xlsx") else rows(bundle.open(name))
        yield from _records(name, cells, report)
    except Unfit as problem:
        report.problem(name, problem.row, "", str(problem))


def _records(file: str, cells: Iterable[tuple[int, list[str]]], report: Report) -> Iterator[Record]:
    numbered = iter(cells)
    _, headers = next(numbered, (1, []))
    found, unknown, twice = columns(headers)
    for column in twice:
        report.problem(file, 1, column, "is there twice")
    for column in ("name", "needs"):
        if column not in found.values():
            report.problem(file, 1, column, "there is no such column")
    if report.problem_count:
        return
    for header in unknown.values():
        report.note(file, 1, header, "is no column of the one-sheet; kept aside")
    seen: dict[str, int] = {}
    for number, row in numbered:
        if any(cell.strip() for cell in row):
            yield from _row(file, number, _named(row, found), _named(row, unknown), report, seen)


def _named(row: list[str], wanted: Mapping[int, str]) -> dict[str, str]:
    given = {name: row[position].strip() for position, name in wanted.items() if position < len(row)}
    return {name: cell for name, cell in given.items() if cell}


def _row(
    file: str, number: int, cells: dict[str, str], aside: dict[str, str], report: Report, seen: dict[str, int]
) -> Iterator[Record]:
    for name, cell in cells.items():
        if cell.startswith("="):
            report.problem(file, number, name, FORMULA)
        elif cell[0] == "'" and cell[1:2] in ("=", "+", "-", "@"):
            cells[name] = cell[1:]  # how the export keeps spreadsheets from running a cell
    sheet = Sheet(file, number, cells, aside, report)
    made = list(sheet.records())
    id = sheet.id
    if id in seen:
        report.problem(file, number, "id", f"is the same service as row {seen[id]}")
    else:
        seen[id] = number
        yield from made
