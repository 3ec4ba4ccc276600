"""HSDS rows -> nested HSDS 3.1 JSON objects."""

from collections.abc import Mapping
from typing import Any

from directory.hsds.columns import COLUMNS
from directory.hsds.family import Family
from directory.hsds.shape import DEMANDED, Many, nested

# What would lead back up. An organization's services are never inside it: they stand for themselves.
_UP = {"service_at_location": {"service"}, "organization": {"locations", "programs"}}
# A row that hangs on several parents is written once, under the nearest; its own fields name the others.
_NEAREST = ("contact_id", "phone_id", "service_at_location_id", "service_id", "location_id", "organization_id")


def nest(family: Family, table: str, row: Mapping[str, Any], *, inside: bool = False) -> dict[str, Any]:
    """`row` of `table` with everything that belongs to it; `inside` another object, what leads back up is left out."""
    made = flat(table, row)
    for name, holds in nested(table).items():
        if name == "services" or (inside and name in _UP.get(table, ())):
            continue
        if isinstance(holds, Many):
            linked = [one for one in family.of(holds.table, holds.column, row["id"]) if _belongs(table, holds, one)]
            if linked:
                made[name] = [nest(family, holds.table, one, inside=True) for one in linked]
        elif one := family.one(holds.table, row[holds.column]):
            made[name] = nest(family, holds.table, one, inside=True)
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
    if holds.table in ("service", "service_at_location", "location", "program"):
        return True
    return holds.column == next((name for name in _NEAREST if one.get(name)), holds.column)
