"""HSDS 3.0 and 3.1 JSON -> records."""

from collections.abc import Iterator, Mapping
from typing import Any

from directory.hsds.columns import COLUMNS
from directory.hsds.files import Bundle, Unfit
from directory.hsds.json_stream import objects
from directory.hsds.ours import new_id
from directory.hsds.record import Record, Report
from directory.hsds.shape import Many, nested

DEEPEST = 12  # HSDS nests seven deep


def read(bundle: Bundle, report: Report) -> Iterator[Record]:
    """Records of every JSON file of `bundle`, parents first; what is wrong goes to `report`."""
    for name in bundle.names():
        if not name.lower().endswith(".json") or name == "datapackage.json":
            continue
        number = 0
        try:
            with bundle.open(name) as file:
                for number, one in enumerate(objects(file), 1):
                    yield from _top(one, name, number, report)
        except (Unfit, OSError) as problem:
            report.problem(name, number + 1, "", str(problem))


def _top(one: Any, file: str, number: int, report: Report) -> Iterator[Record]:
    if not isinstance(one, Mapping):
        report.problem(file, number, "", "is no object")
        return
    yield from _Flat(file, number, report).rows(kind_of(one), one, {}, 0)


def kind_of(one: Mapping[str, Any]) -> str:
    """Which HSDS object this is; HSDS does not say, its fields do."""
    if "status" in one or "service_at_locations" in one:
        return "service"
    if "location_type" in one or "addresses" in one:
        return "location"
    if "location" in one or "location_id" in one:
        return "service_at_location"
    if "taxonomy_detail" in one or "taxonomy" in one or "term_uri" in one or "parent_id" in one or "code" in one:
        return "taxonomy_term"
    if "version" in one:
        return "taxonomy"
    if any(name in one for name in ("organization", "eligibility_description", "schedules", "application_process")):
        return "service"
    return "organization"


class _Flat:
    def __init__(self, file: str, number: int, report: Report) -> None:
        self._file, self._number, self._report = file, number, report

    def rows(self, table: str, one: Mapping[str, Any], link: Mapping[str, Any], depth: int) -> Iterator[Record]:
        """The object's own row between what it names (before) and what hangs on it (after)."""
        if depth > DEEPEST:
            self._report.problem(self._file, self._number, table, "is nested too deep")
            return
        inside = nested(table)
        own = {name: value for name, value in one.items() if name not in inside} | dict(link)
        own.setdefault("id", None)
        extra = {name: own.pop(name) for name in list(own) if name not in COLUMNS[table]}
        if extra:
            own["extra"] = extra
        hung: list[tuple[str, Mapping[str, Any], dict[str, Any]]] = []
        for name, holds in inside.items():
            value = one.get(name)
            if value is None:
                continue
            if isinstance(holds, Many):
                hung += self._many(name, value, table, own, holds)
            elif isinstance(value, Mapping):
                yield from self.rows(holds.table, value, {}, depth + 1)
                own[holds.column] = value.get("id")
            else:
                self._report.problem(self._file, self._number, name, "must be an object")
        yield Record(table, own, self._file, self._number)
        for child, value, linked in hung:
            yield from self.rows(child, value, linked, depth + 1)

    def _many(
        self, name: str, value: Any, table: str, own: Mapping[str, Any], holds: Many
    ) -> Iterator[tuple[str, Mapping[str, Any], dict[str, Any]]]:
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            self._report.problem(self._file, self._number, name, "must be a list of objects")
            return
        for n, item in enumerate(value):
            linked = {holds.column: own["id"]}
            if holds.column == "link_id":
                linked["link_entity"] = table
            if holds.column == "resource_id":
                linked["resource_type"] = table
            if not item.get("id"):
                linked["id"] = new_id(own["id"], name, n)
            yield holds.table, item, linked
