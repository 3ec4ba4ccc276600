"""One import at work: compares each record with the store and writes what differs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from directory.hsds.checks import check, on_earth
from directory.hsds.record import Record, Report
from directory.store.graph import CHILDREN, TABLES
from directory.store.guard import hidden_locations
from directory.store.ours import Audit

REFERENCES = {
    name: {key.parent.name: key.column.table.name.removeprefix("hsds_") for key in table.foreign_keys}
    for name, table in TABLES.items()
}
REFERENCES["taxonomy_term"]["parent_id"] = "taxonomy_term"
REFERENCES["organization"]["parent_organization_id"] = "organization"
PARENTS = {parent for columns in REFERENCES.values() for parent in columns.values()} | {"address"}
# A parent that another file or nobody has: no reason to refuse the child.
SOFT = ("parent_id", "parent_organization_id")
# Shared by many services: a later mention may add to what an earlier one said.
SHARED = ("organization", "program", "location", "unit", "taxonomy", "taxonomy_term")


@dataclass
class Difference:
    """What an import changes, by HSDS object. `kept` are local edits that stand over what the file says."""

    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    changes: list[dict[str, Any]] = field(default_factory=list)  # the first MOST_SHOWN changed fields


MOST_SHOWN = 200


class Writer:
    def __init__(self, connection: Connection, report: Report, run: int) -> None:
        self.difference = Difference()
        self._connection, self._report, self._run = connection, report, run
        self._seen: dict[str, dict[str, int]] = defaultdict(dict)
        self._files: dict[str, str] = {}
        self._awaited: dict[tuple[str, str], tuple[str, int, str]] = {}

    def write(self, batch: Sequence[Record]) -> None:
        tables: dict[str, dict[str, tuple[Record, dict[str, Any]]]] = defaultdict(dict)
        for record in batch:
            values = self._checked(record)
            if values is not None:
                self._collect(tables[record.table], record, values)
        for table, rows in tables.items():
            self._write_table(table, rows)

    def finish(self) -> None:
        """What only the whole file can tell: keys that lead nowhere, rows that are gone, secrets that contradict."""
        self._check_references()
        if self._report.problem_count:
            return
        self._remove_gone()
        self._check_secrets()

    def touched_services(self) -> list[str]:
        table = TABLES["service"]
        return list(self._connection.execute(select(table.c.id).where(table.c.run == self._run)).scalars())

    def _checked(self, record: Record) -> dict[str, Any] | None:
        def problem(name: str, reason: str) -> None:
            self._report.problem(record.file, record.row, name, reason)

        def note(name: str, reason: str) -> None:
            self._report.note(record.file, record.row, name, reason)

        before = self._report.problem_count
        values = check(record.table, on_earth(record.values, note), problem)
        self._files[record.table] = record.file
        if record.table in PARENTS and values.get("id"):
            self._seen[record.table].setdefault(values["id"], record.row)
        if self._report.problem_count > before:
            return None
        for column, parent in REFERENCES[record.table].items():
            wanted = values.get(column)
            if wanted and wanted not in self._seen[parent]:
                self._awaited.setdefault((parent, wanted), (record.file, record.row, column))
        return values

    def _collect(self, rows: dict[str, tuple[Record, dict[str, Any]]], record: Record, values: dict[str, Any]) -> None:
        id = values["id"]
        if id in rows:
            rows[id] = (record, self._merged(record, rows[id][1], values))
        else:
            rows[id] = (record, values)

    def _merged(self, record: Record, first: Mapping[str, Any], again: Mapping[str, Any]) -> dict[str, Any]:
        """Two rows with one id: said twice the same, or one adds to the other; else a problem."""
        merged = dict(first)
        for name, value in again.items():
            if merged.get(name) is None:
                merged[name] = value
            elif value is not None and value != merged[name]:
                reason = f"another row with the id {first['id']} says otherwise"
                if record.table in SHARED:
                    self._report.note(record.file, record.row, name, reason)
                else:
                    self._report.problem(record.file, record.row, name, reason)
        return merged

    def _write_table(self, name: str, rows: Mapping[str, tuple[Record, dict[str, Any]]]) -> None:
        table = TABLES[name]
        known = select(table).where(table.c.id.in_(list(rows)))
        stored = {row["id"]: dict(row) for row in self._connection.execute(known).mappings()}
        edited = self._edited(name, stored)
        fresh: list[dict[str, Any]] = []
        for id, (record, values) in rows.items():
            if id not in stored:
                fresh.append({column.name: values.get(column.name) for column in table.c} | {"run": self._run})
            else:
                self._compare(record, values, stored[id], edited.get(id, set()))
        if fresh:
            self._connection.execute(insert(table), fresh)
            self.difference.new[name] += len(fresh)
        self._connection.execute(update(table).where(table.c.id.in_(list(stored))).values(run=self._run))

    def _edited(self, name: str, stored: Iterable[str]) -> dict[str, set[str]]:
        query = select(Audit.row_id, Audit.field).where(Audit.object == name, Audit.row_id.in_(list(stored)))
        found: dict[str, set[str]] = defaultdict(set)
        for id, changed in self._connection.execute(query):
            found[id].add(changed)
        return found

    def _compare(self, record: Record, values: Mapping[str, Any], stored: Mapping[str, Any], edited: set[str]) -> None:
        name, id = record.table, values["id"]
        again = stored["run"] == self._run
        differ = {key: value for key, value in values.items() if value != stored[key]}
        if again:
            differ = self._added(record, differ, stored)
        for key in set(differ) & edited:
            del differ[key]
            self.difference.kept += 1
            self._report.note(record.file, record.row, key, "was edited here; the edit is kept")
        if not differ:
            self.difference.same[name] += not again
            return
        table = TABLES[name]
        self._connection.execute(update(table).where(table.c.id == id).values(**differ))
        self.difference.changed[name] += not again
        for key, value in differ.items():
            if len(self.difference.changes) < MOST_SHOWN:
                change = {"object": name, "id": id, "field": key, "before": stored[key], "after": value}
                self.difference.changes.append(change)

    def _added(self, record: Record, differ: dict[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
        """A row that this very file brought before: only what it left empty may be added now."""
        for key, value in differ.items():
            if value is not None and stored[key] is not None:
                self._merged(record, {"id": stored["id"], key: stored[key]}, {key: value})
        return {key: value for key, value in differ.items() if stored[key] is None}

    def _check_references(self) -> None:
        missing: dict[str, dict[str, tuple[str, int, str]]] = defaultdict(dict)
        for (parent, id), place in self._awaited.items():
            if id not in self._seen[parent]:
                missing[parent][id] = place
        for parent, wanted in missing.items():
            table, ids = TABLES[parent], list(wanted)
            for start in range(0, len(ids), 500):
                query = select(table.c.id).where(table.c.id.in_(ids[start : start + 500]))
                for id in self._connection.execute(query).scalars():
                    del wanted[id]
            for id, (file, row, column) in wanted.items():
                if column in SOFT:
                    self._report.note(file, row, column, f"there is no {parent} with the id {id}")
                    continue
                self._report.problem(file, row, column, f"there is no {parent} with the id {id}")

    def _remove_gone(self) -> None:
        """Rows an earlier import hung on a service of this one, and that it no longer has."""
        service = TABLES["service"]
        ours = select(service.c.id).where(service.c.run == self._run)
        for name, columns in CHILDREN.items():
            if "service_id" not in columns:
                continue
            table = TABLES[name]
            gone = (table.c.service_id.in_(ours), table.c.run < self._run)
            self.difference.gone[name] += self._connection.execute(delete(table).where(*gone)).rowcount
        table = TABLES["attribute"]
        gone = (table.c.link_id.in_(ours), table.c.run < self._run)
        self.difference.gone["attribute"] += self._connection.execute(delete(table).where(*gone)).rowcount
        self.difference.gone += Counter()

    def _check_secrets(self) -> None:
        """A confidential place with an address is a contradiction, and not ours to solve."""
        for name, column in (("address", "location_id"), ("location", "id")):
            table = TABLES[name]
            query = select(table.c.id, table.c[column]).where(table.c.run == self._run)
            if name == "location":
                query = query.where(table.c.latitude.is_not(None) | table.c.longitude.is_not(None))
            places = {place: id for id, place in self._connection.execute(query)}
            for place in hidden_locations(self._connection) & places.keys():
                self._contradiction(name, places[place])

    def _contradiction(self, table: str, id: str) -> None:
        where = self._files.get(table, ""), self._seen[table].get(id, 0)
        name = "address" if table == "address" else "latitude"
        self._report.problem(
            *where, name, f"{table} {id} belongs to a place whose address is confidential: leave it out"
        )
