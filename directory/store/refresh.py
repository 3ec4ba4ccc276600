"""Rebuilds the flat listings of services after their HSDS rows changed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from directory.model import Listing
from directory.store import graph
from directory.store.dialect import Dialect, Entry, fold
from directory.store.guard import Rows, hidden_locations, purge
from directory.store.index import NOWHERE, ListingPlace, ListingRow
from directory.store.ours import Outcome, Suggestion, Verification
from directory.store.payload import encode
from directory.store.places import ServiceAtLocation
from directory.store.project import Local, listings
from navigator.needs import attributes

BATCH = 200


def refresh(connection: Connection, dialect: Dialect, service_ids: Sequence[str], timezone: str) -> None:
    """Call in the transaction that changed the rows. `timezone` is an IANA name, of the directory's area."""
    for start in range(0, len(service_ids), BATCH):
        _batch(connection, dialect, service_ids[start : start + BATCH], timezone)


def _batch(connection: Connection, dialect: Dialect, ids: Sequence[str], timezone: str) -> None:
    ids = _purged(connection, ids)
    rows = graph.read(connection, ids)
    found = [(service_of(rows, one), one) for one in listings(rows, _local(connection, ids, timezone))]
    old = _forget(connection, dialect, ids)
    fresh = (connection.execute(select(func.max(ListingRow.n))).scalar() or 0) + 1
    numbered = []
    for service_id, one in found:
        n, version = old.get(one.id, (0, 0))
        if not n:
            n, fresh = fresh, fresh + 1
        numbered.append((n, version + 1, service_id, one))
    write(connection, dialect, numbered)


def _purged(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Removes what tells where confidential places are; the services, with all others in the same places."""
    link = (ServiceAtLocation.location_id, ServiceAtLocation.service_id)
    places = connection.execute(select(link[0]).where(link[1].in_(ids))).scalars()
    hidden = hidden_locations(connection, filter(None, places))
    if not hidden:
        return list(ids)
    purge(connection, hidden)
    others = connection.execute(select(link[1]).where(link[0].in_(hidden))).scalars()
    return list(dict.fromkeys([*ids, *filter(None, others)]))


def service_of(rows: Rows, listing: Listing) -> str:
    links = {link["id"]: link["service_id"] for link in rows["service_at_location"]}
    return str(links.get(listing.id, listing.id))


def _forget(connection: Connection, dialect: Dialect, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Drops the services' listings; answers id -> (number, version), for those that come again."""
    query = select(ListingRow.id, ListingRow.n, ListingRow.version).where(ListingRow.service_id.in_(ids))
    old = {id: (n, version) for id, n, version in connection.execute(query)}
    numbers = [n for n, _ in old.values()]
    dialect.drop(connection, numbers)
    connection.execute(delete(ListingPlace).where(ListingPlace.n.in_(numbers)))
    connection.execute(delete(ListingRow).where(ListingRow.n.in_(numbers)))
    return old


def write(connection: Connection, dialect: Dialect, numbered: Sequence[tuple[int, int, str, Listing]]) -> None:
    """Puts (number, version, service id, listing) rows where search reads; numbers must be free."""
    if not numbered:
        return
    connection.execute(insert(ListingRow), [_row(*one) for one in numbered])
    findable = [(n, one) for n, _, _, one in numbered if one.status == "active"]
    places = list(chain.from_iterable(_places(n, one) for n, one in findable))
    if places:
        connection.execute(insert(ListingPlace), places)
    dialect.put(connection, [Entry(n, one.needs, one.latitude, one.longitude, words(one)) for n, one in findable])


def _row(n: int, version: int, service_id: str, one: Listing) -> dict[str, Any]:
    same = ("id", "name", "status", "city", "state", "zip", "latitude", "longitude", "verified")
    given = {name: getattr(one, name) for name in same}
    return given | {"n": n, "version": version, "service_id": service_id, "payload": encode(one)}


def _places(n: int, one: Listing) -> list[dict[str, Any]]:
    on_map = one.latitude is not None and one.longitude is not None
    own = {place.strip().lower() for place in (one.city, one.zip[:5]) if place.strip()}
    spots = {(place, False) for place in one.serves} | {(place, on_map) for place in own - one.serves}
    spots = spots or {(NOWHERE, on_map)}
    needs = ("", *sorted(one.needs))
    return [{"need": need, "place": place, "spot": spot, "n": n} for need in needs for place, spot in sorted(spots)]


def words(one: Listing) -> str:
    """What free words are looked up in, folded."""
    said = (one.name, one.organization, one.short_text, one.short_text_es, one.description, one.eligibility, one.city)
    return fold("\n".join(filter(None, said)))


def _local(connection: Connection, ids: Sequence[str], timezone: str) -> Local:
    checked = select(Verification.service_id, func.max(Verification.on)).where(Verification.service_id.in_(ids))
    verified: dict[str, date] = dict(map(tuple, connection.execute(checked.group_by(Verification.service_id))))
    suggested: dict[str, list[str]] = defaultdict(list)
    query = select(Suggestion.service_id, Suggestion.field).where(Suggestion.service_id.in_(ids))
    for id, field in connection.execute(query.where(Suggestion.decided.is_(None))):
        if field in attributes():
            suggested[id].append(field)
    return Local(verified, suggested, _outcomes(connection, ids), timezone)


def _outcomes(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, int]]:
    known = select(ListingRow.id).where(ListingRow.service_id.in_(ids))
    query = select(Outcome.listing_id, Outcome.kind, func.sum(Outcome.count)).where(Outcome.listing_id.in_(known))
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for id, kind, count in connection.execute(query.group_by(Outcome.listing_id, Outcome.kind)):
        found[id][kind] = int(count)
    return found
