"""HSDS rows -> nested HSDS 3.1 JSON objects."""

from collections.abc import Mapping
from typing import Any

from directory.hsds.columns import COLUMNS
from directory.hsds.family import Family
from directory.hsds.shape import DEMANDED, Many, nested

# What would lead back up, or into other services.
_UP = {"service_at_location": {"service"}, "organization": {"services"}}


def nest(family: Family, table: str, row: Mapping[str, Any], leave: frozenset[str] = frozenset()) -> dict[str, Any]:
    """`row` of `table` with everything that belongs to it; `leave` names properties of the first level to leave out."""
    made = flat(table, row)
    for name, holds in nested(table).items():
        if name in leave or name in _UP.get(table, ()):
            continue
        if isinstance(holds, Many):
            linked = [one for one in family.of(holds.table, holds.column, row["id"]) if _belongs(table, holds, one)]
            if linked:
                made[name] = [nest(family, holds.table, one) for one in linked]
        elif one := family.one(holds.table, row[holds.column]):
            made[name] = nest(family, holds.table, one)
    return made


def flat(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Only the object's own fields; those without a value are left out unless HSDS demands them."""
    made = dict(row.get("extra") or {})
    for name in COLUMNS[table]:
        value = row[name]
        if value is not None:
            made[name] = int(value) if isinstance(value, float) and value.is_integer() else value
        elif name in DEMANDED.get(table, ()):
            made[name] = ""
    return made


def _belongs(table: str, holds: Many, one: Mapping[str, Any]) -> bool:
    """Attributes and metadata name their parent's kind as well as its id."""
    if holds.column == "link_id":
        return (one["link_entity"] or table) == table
    if holds.column == "resource_id":
        return (one["resource_type"] or table) == table
    return True
