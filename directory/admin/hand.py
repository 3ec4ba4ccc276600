"""Writes HSDS rows by hand: every change leaves an audit row, which keeps the next import off that field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from directory.hsds.ours import TAXONOMY, term_rows
from directory.store.graph import TABLES
from directory.store.ours import Audit

_KEYS = ("id", "run", "extra")
# What a row that an import would bring back looks like once it is off the service: nobody's, and without its content.
_EMPTIED = {"phone": {"number": "removed"}}


@dataclass(frozen=True, slots=True)
class Hand:
    connection: Connection
    by: str
    at: datetime

    def put(self, table: str, id: str, **values: Any) -> None:
        """Changes the row, or makes it if there is none."""
        row = self._row(table, id)
        if row is None:
            whole = {column.name: None for column in TABLES[table].c} | {"id": id, **values}
            self.connection.execute(insert(TABLES[table]).values(whole))
            self._note(table, id, {name: (None, value) for name, value in values.items() if value is not None})
        else:
            self._change(table, row, values)

    def change(self, table: str, id: str, **values: Any) -> None:
        row = self._row(table, id)
        if row is not None:
            self._change(table, row, values)

    def take_off(self, table: str, row: Mapping[str, Any]) -> None:
        """Takes a row off its service. One that an import brought stays, belonging to nobody, or it would come back."""
        if row["run"] is None and table != "phone":  # languages may hang on a phone
            self.connection.execute(delete(TABLES[table]).where(TABLES[table].c.id == row["id"]))
            self._note(table, row["id"], {"service_id": (row["service_id"], None)})
            return
        nobody = {name: None for name in ("service_id", "service_at_location_id") if name in TABLES[table].c}
        self._change(table, row, {**nobody, **_EMPTIED.get(table, {})})

    def ensure_taxonomy(self) -> None:
        """Our own terms, which an import would have brought."""
        for table, rows in (("taxonomy", [TAXONOMY]), ("taxonomy_term", term_rows())):
            known = set(self.connection.execute(select(TABLES[table].c.id)).scalars())
            columns = dict.fromkeys(column.name for column in TABLES[table].c)
            missing = [{**columns, **row} for row in rows if row["id"] not in known]
            if missing:
                self.connection.execute(insert(TABLES[table]), missing)

    def tell(self, row_id: str, changes: Iterable[tuple[str, str, str]]) -> None:
        """What the page shows as history: (column, old, new) in the words of the sheet."""
        self._note("sheet", row_id, {name: (old or None, new or None) for name, old, new in changes})

    def _row(self, table: str, id: str) -> dict[str, Any] | None:
        found = self.connection.execute(select(TABLES[table]).where(TABLES[table].c.id == id)).mappings().first()
        return dict(found) if found else None

    def _change(self, table: str, row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        differ = {name: value for name, value in values.items() if row[name] != value}
        if differ:
            self.connection.execute(update(TABLES[table]).where(TABLES[table].c.id == row["id"]).values(**differ))
            self._note(table, row["id"], {name: (row[name], value) for name, value in differ.items()})

    def _note(self, object: str, id: str, changes: Mapping[str, tuple[Any, Any]]) -> None:
        rows = [
            {"at": self.at, "by": self.by, "object": object, "row_id": id, "field": name}
            | {"before": _text(old), "after": _text(new)}
            for name, (old, new) in changes.items()
            if name not in _KEYS
        ]
        if rows:
            self.connection.execute(insert(Audit), rows)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
