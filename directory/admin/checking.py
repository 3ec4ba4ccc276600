"""What an import would refuse, these pages refuse too, with the same reasons next to the field."""

from collections.abc import Iterable

from directory.admin.fields import PLACED, Cells
from directory.admin.rows import ADDRESS, SERVICE
from directory.hsds.checks import check
from directory.hsds.onesheet_row import Sheet
from directory.hsds.record import Report

_COLUMN_OF = {column: name for name, column in {**SERVICE, **ADDRESS, "fees": "fees_description"}.items()}
_COLUMN_OF |= {"number": "phone", "document": "bring", "code": "languages", "value": "short_text"}
_CONFIDENTIAL = (*PLACED, "description", "short_text", "short_text_es", "eligibility", "intake", "bring")


def problems_of(cells: Cells, changed: Iterable[str] | None) -> list[tuple[str, str]]:
    """(column, reason), in words. Of `changed` columns and what goes with them; None looks at all of a new service.

    An old listing may lack what a new one needs: its phone number can be mended all the same.
    """
    found = list(_all(cells))
    if changed is not None:
        looked = set(changed)
        if looked & {"confidential_address", *_CONFIDENTIAL}:
            looked |= set(_CONFIDENTIAL)
        if looked & {"minimum_age", "maximum_age"}:
            looked.add("maximum_age")
        if looked & {"latitude", "longitude"}:
            looked.add("latitude")
        if looked & {"phone", "text_line", "website", "email", "address"}:
            looked.add("phone")
        found = [one for one in found if one[0] in looked]
    return list(dict(reversed(found)).items())[::-1]


def _all(cells: Cells) -> Iterable[tuple[str, str]]:
    report, problems = Report(), list[tuple[str, str]]()
    records = list(
        Sheet("", 0, {name: cell.strip() for name, cell in cells.items() if cell.strip()}, {}, report).records()
    )
    problems += [(one.field, one.reason) for one in report.problems]
    for record in records:
        check(record.table, record.values, lambda name, why: problems.append((_COLUMN_OF.get(name, name), why)))
    low, high = _number(cells.get("minimum_age", "")), _number(cells.get("maximum_age", ""))
    if low is not None and high is not None and high < low:
        problems.append(("maximum_age", "must not be lower than the youngest age"))
    return problems


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
