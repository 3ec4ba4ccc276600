"""From a question to services: what the directory has near the place, matched to the person."""

import re
from collections.abc import Iterable
from functools import partial
from typing import Protocol

from directory.hours import open_now
from directory.matching import match
from directory.model import Found, Listing, Near, Query
from directory.store.repository import Place
from navigator.understanding.gazetteer import Gazetteer
from navigator.understanding.gazetteer import Place as Known
from navigator.understanding.heard import Area

CANDIDATES = 120
"""For each need: enough for the person's exclusions to leave three, and few enough to stay fast."""
MANY = 16 * CANDIDATES
"""Looked through when so many turn the person away that too few are left."""
TOWN_RADIUS_KM = 20.0
ZIP = re.compile(r"\d{5}")


class Candidates(Protocol):
    """What a search asks of the directory (`directory.store.repository.Directory`)."""

    def candidates(
        self, needs: tuple[str, ...] = (), near: Near | None = None, words: tuple[str, ...] = (), limit: int = 120
    ) -> list[Listing]: ...


def search(directory: Candidates, query: Query) -> Found:
    """The services for `query`; see :func:`directory.matching.match` for what is excluded and relaxed."""
    return looked_through(directory, query, query.words)[0]


def looked_through(directory: Candidates, query: Query, words: tuple[str, ...] = ()) -> tuple[Found, list[Listing]]:
    """The answer, and the listings it was chosen from; `words` bring in listings that cover no need.

    When fewer than `query.limit` are left, once more among :data:`MANY`.
    """
    listings = directory.candidates(query.needs, query.near, words, CANDIDATES)
    found = match(query, listings, open_now)
    if len(found.results) >= query.limit or len(listings) < CANDIDATES:
        return found, listings
    listings = directory.candidates(query.needs, query.near, words, MANY)
    return match(query, listings, open_now), listings


def gazetteer(places: Iterable[Place]) -> Gazetteer:
    """Every ZIP and town of the country, with the directory's own `places` (`Directory.places()`) before them."""
    national = Gazetteer()
    return Gazetteer(map(partial(_known, national), places))


def _known(national: Gazetteer, one: Place) -> Known:
    """A ZIP lies where the country's table has it: the listings that serve it may stand anywhere in town."""
    latitude, longitude = one.latitude, one.longitude
    table = national.zip(one.zip) if one.kind == "zip" else None
    if table and table.latitude is not None:
        latitude, longitude = table.latitude, table.longitude
    return Known(one.name, one.kind, one.city, one.state, one.zip, latitude, longitude)


def near(places: Iterable[Place], text: str) -> Near | None:
    """Where `text` ("94601", "Oakland", "Oakland, CA", a neighbourhood) is; None when no place is called so, or
    several could be meant. `places` are the directory's own."""
    area = _area(gazetteer(places), " ".join(text.split()))
    return near_of(area) if area else None


def near_of(area: Area) -> Near:
    """The circle around an area, and its names. A town is wider than a ZIP or a neighbourhood."""
    names = frozenset(name.lower() for name in (area.label, area.zip, area.city) if name)
    radius = TOWN_RADIUS_KM if area.kind == "city" else Near().radius_km
    return Near(names, area.latitude, area.longitude, radius)


def _area(known: Gazetteer, text: str) -> Area | None:
    if ZIP.fullmatch(text):
        return known.zip(text)
    name, _, state = text.partition(",")
    town = known.one(name.strip(), state.strip().upper())
    return town.area if town else None
