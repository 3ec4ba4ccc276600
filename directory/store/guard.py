"""The one guard for confidential places: what leaves the store passes `strip`, and `purge` removes what must not stand.

Every way out (listings, search, exports, API) is built from the rows of `graph.read`, which hands none out unstripped.
A location is confidential through a mark on itself, on a service there, on that service's place there, or on the
organization of either.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from directory.hsds.ours import Fact, terms
from directory.store.ours import Audit
from directory.store.places import Accessibility, Address, Location, ServiceAtLocation
from directory.store.services import Service
from directory.store.terms import Attribute, Metadata

Rows = dict[str, list[dict[str, Any]]]
_WORDS = ("name", "alternate_name", "description", "transportation", "url", "latitude", "longitude")
SECRET_OF_LOCATION = (*_WORDS, "external_identifier", "external_identifier_type", "extra")
CONFIDENTIAL = next(id for id, fact in terms().items() if fact == Fact("attribute", "confidential_address"))
# "ask" hides as well: whoever marked it was not sure that the address may be known.
HIDING = ("yes", "ask")


def hidden_locations(connection: Connection, location_ids: Iterable[str] | None = None) -> set[str]:
    """Ids of the confidential locations, whichever service makes them so; of all, or among `location_ids`."""
    marked = select(Attribute.link_id).where(
        Attribute.taxonomy_term_id == CONFIDENTIAL, func.lower(func.trim(Attribute.value)).in_(HIDING)
    )
    if connection.execute(marked.limit(1)).first() is None:
        return set()
    owners = (Location.id, Location.organization_id, ServiceAtLocation.id, Service.id, Service.organization_id)
    found = (
        select(Location.id)
        .outerjoin(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .outerjoin(Service, Service.id == ServiceAtLocation.service_id)
        .where(or_(*(owner.in_(marked) for owner in owners)))
    )
    if location_ids is not None:
        found = found.where(Location.id.in_(list(location_ids)))
    return set(connection.execute(found.distinct()).scalars())


def strip(rows: Rows, hidden: set[str]) -> Rows:
    """`rows` without anything that tells where the `hidden` locations are."""
    if not hidden:
        return rows
    secret = hidden | {row["id"] for row in rows["address"] if row["location_id"] in hidden}
    kept = {}
    for table, listed in rows.items():
        kept[table] = [row for row in (bared(table, row, hidden, secret) for row in listed) if row is not None]
    return kept


def bared(table: str, row: dict[str, Any], hidden: set[str], secret: set[str]) -> dict[str, Any] | None:
    """One row without what may not be told, or None. `secret` are the `hidden` locations and their addresses."""
    if table == "location" and row["id"] in hidden:
        return row | dict.fromkeys(SECRET_OF_LOCATION)
    if table in ("address", "accessibility") and row["location_id"] in hidden:
        return None
    if table == "metadata" and row["resource_id"] in secret:
        return None
    if table == "attribute" and row["link_id"] in secret - hidden:
        return None
    return row


def purge(connection: Connection, hidden: set[str]) -> None:
    """Removes from the store, its history included, what tells where the `hidden` locations are."""
    if not hidden:
        return
    addresses = set(connection.execute(select(Address.id).where(Address.location_id.in_(hidden))).scalars())
    about = hidden | addresses
    connection.execute(delete(Metadata).where(Metadata.resource_id.in_(about)))
    connection.execute(update(Audit).where(Audit.row_id.in_(about)).values(before=None, after=None))
    connection.execute(delete(Attribute).where(Attribute.link_id.in_(addresses)))
    connection.execute(delete(Address).where(Address.id.in_(addresses)))
    connection.execute(delete(Accessibility).where(Accessibility.location_id.in_(hidden)))
    connection.execute(update(Location).where(Location.id.in_(hidden)).values(**dict.fromkeys(SECRET_OF_LOCATION)))


def is_mark(attribute: Mapping[str, Any]) -> bool:
    value = (attribute.get("value") or "").strip().lower()
    return attribute.get("taxonomy_term_id") == CONFIDENTIAL and value in HIDING
