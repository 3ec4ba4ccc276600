"""Rows of many HSDS tables, looked up by what they hang on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


class Family:
    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        self.rows = rows
        self._by: dict[tuple[str, str], dict[str, list[Row]]] = {}

    def of(self, table: str, column: str, id: str | None) -> list[Row]:
        """The rows of `table` whose `column` is `id`."""
        index = self._by.get((table, column))
        if index is None:
            index = defaultdict(list)
            for row in self.rows.get(table, ()):
                index[row[column]].append(row)
            self._by[table, column] = index
        return index.get(id, []) if id else []

    def one(self, table: str, id: str | None) -> Row:
        """The row with this id, or an empty one."""
        found = self.of(table, "id", id)
        return found[0] if found else {}
