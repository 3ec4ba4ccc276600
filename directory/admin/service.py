"""The rows that belong to one service at one of its places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.hsds.family import Family
from directory.hsds.ours import term_id
from directory.store.graph import TABLES
from directory.store.guard import Rows


@dataclass(frozen=True, slots=True)
class Service:
    """A service (`row`) at one of its places (`link`, empty when it has none); `rows` are all that belong to it."""

    row: Mapping[str, Any]
    link: Mapping[str, Any]
    rows: Rows

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def location(self) -> str:
        return str(self.link.get("location_id") or "")

    def hung(self, table: str) -> list[dict[str, Any]]:
        """Rows on this service here, or else on the service everywhere; not those it shares with others."""
        family = Family(self.rows)
        by_place = "service_at_location_id" in TABLES[table].c
        here = family.of(table, "service_at_location_id", self.link.get("id")) if by_place else []
        return [dict(row) for row in here or family.of(table, "service_id", self.id)]

    def facts(self, term: str) -> list[dict[str, Any]]:
        mine = {self.id, self.link.get("id")}
        rows = self.rows["attribute"]
        return [row for row in rows if row["link_id"] in mine and row["taxonomy_term_id"] == term_id(*term.split("."))]
