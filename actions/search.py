"""Asks the directory what the talk wants to know. Blocking: actions call it from a thread."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.services import result_of
from actions.wiring import Wiring
from directory.hours import open_now
from directory.matching import match
from directory.model import Found, Listing, Match, Query
from directory.search import looked_through, near_of
from navigator.dialogue import Search, View
from navigator.dialogue.questions import TONIGHT
from navigator.needs import with_implied

Answered = Callable[[Query], Found]


def look(search: Search, wiring: Wiring) -> View:
    """The directory's answer to `search`."""
    at = wiring.clock.now().astimezone(ZoneInfo(wiring.settings.timezone))
    query = query_of(search, at)
    if search.ids:
        return _these(search, query, wiring)
    # What was said freely ranks what covers the need; it brings in nothing else.
    found, listings = looked_through(wiring.directory, query)
    return View(
        results=tuple(result_of(one, at, search.language) for one in found.results),
        relaxed=found.relaxed,
        more=found.more,
        changed=_changing(search, query, found, lambda other: match(other, listings, open_now)),
        because=_because(found),
    )


def query_of(search: Search, at: datetime) -> Query:
    return Query(
        needs=search.needs,
        at=at,
        circumstances=search.circumstances,
        near=near_of(search.area) if search.area else None,
        urgency=search.urgency,
        language=search.language,
        age=search.age,
        words=search.words,
        skip=search.skip,
        limit=search.limit,
    )


def _these(search: Search, query: Query, wiring: Wiring) -> View:
    """The named services, in their order, with the reasons that hold for this person."""
    listings = [found for id in search.ids if (found := wiring.directory.get(id)) and found.status == "active"]
    known = {one.listing.id: one for one in _matched(query, listings)}
    matches = [known.get(listing.id) or Match(listing, 0, open_now=open_now(listing, query.at)) for listing in listings]
    return View(tuple(result_of(one, query.at, search.language) for one in matches))


def _matched(query: Query, listings: list[Listing]) -> tuple[Match, ...]:
    return match(replace(query, needs=(), skip=frozenset(), limit=len(listings)), listings, open_now).results


def _changing(search: Search, query: Query, found: Found, answered: Answered) -> tuple[str, ...]:
    """The first of `what_if` with which other services would be shown."""
    shown = [one.listing.id for one in found.results]
    for about in search.what_if:
        other = answered(_told(query, about))
        if shown and {one.listing.id for one in other.results} != set(shown):
            return (about,)
    return ()


def _told(query: Query, about: str) -> Query:
    if about == TONIGHT:
        return replace(query, urgency="now")
    return replace(query, circumstances=with_implied(query.circumstances | {about}))


def _because(found: Found) -> str:
    """What kept most places from fitting, when nothing fits."""
    if found.results or not found.excluded:
        return ""
    return Counter(one.because for one in found.excluded).most_common(1)[0][0]
