"""From a question to services: what the directory has near the place, matched to the person."""

import re
from collections.abc import Iterable
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
TOWN_RADIUS_KM = 20.0
ZIP = re.compile(r"\d{5}")


class Candidates(Protocol):
    """What a search asks of the directory (`directory.store.repository.Directory`)."""

    def candidates(
        self, needs: tuple[str, ...] = (), near: Near | None = None, words: tuple[str, ...] = (), limit: int = 120
    ) -> list[Listing]: ...


def search(directory: Candidates, query: Query) -> Found:
    """The services for `query`; see :func:`directory.matching.match` for what is excluded and relaxed."""
    listings = directory.candidates(query.needs, query.near, query.words, CANDIDATES)
    return match(query, listings, open_now)


def gazetteer(places: Iterable[Place]) -> Gazetteer:
    """Every ZIP and town of the country, with the directory's own `places` (`Directory.places()`) before them."""
    return Gazetteer(
        Known(
            one.name, "zip" if one.kind == "zip" else "city", one.city, one.state, one.zip, one.latitude, one.longitude
        )
        for one in places
    )


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
        listed = known.zip(text)
        # A ZIP that listings serve but none stands in is known to the directory by name only.
        return listed if listed.latitude is not None else Gazetteer().zip(text)
    name, _, state = text.partition(",")
    town = known.one(name.strip(), state.strip().upper())
    return town.area if town else None
