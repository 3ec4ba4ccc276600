"""Short ways to say who asks and what a place says."""

from datetime import UTC, date, datetime
from typing import Any

from directory.matching import match
from directory.model import Found, Listing, Match, Near, Query

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
LANTERN_HILL = Near(frozenset({"00104", "port ellis"}), 36.022, -126.990)
FRESH = date(2026, 11, 14)


def place(id: str = "a", needs: str = "housing", **facts: Any) -> Listing:
    """A place in Lantern Hill, checked last week; what is no field of a listing is an attribute."""
    fields = {name: facts.pop(name) for name in list(facts) if name in Listing.__dataclass_fields__}
    given = {"zip": "00104", "phone": "202-555-0100", "verified": FRESH} | fields
    return Listing(id, id.title(), needs=frozenset(needs.split()), attributes=facts, **given)


def person(*said: str, needs: str = "housing", **more: Any) -> Query:
    return Query(tuple(needs.split()), more.pop("at", NOW), frozenset(said), more.pop("near", LANTERN_HILL), **more)


def ask(query: Query, *places: Listing, is_open: bool | None = None) -> Found:
    return match(query, places, lambda listing, at: is_open)


def shown(query: Query, *places: Listing, is_open: bool | None = None) -> list[str]:
    return [one.listing.id for one in ask(query, *places, is_open=is_open).results]


def why_not(query: Query, one: Listing) -> str:
    """Why `one` is left out, "" when it is not."""
    found = ask(query, one)
    return found.excluded[0].because if found.excluded else ""


def only(query: Query, one: Listing) -> Match:
    return ask(query, one).results[0]
