"""From a question to services: what the directory has near the place, matched to the person."""

import re
from collections.abc import Iterable
from typing import Protocol

from directory.hours import open_now
from directory.matching import match
from directory.model import Found, Listing, Near, Query

CANDIDATES = 120
"""For each need: enough for the person's exclusions to leave three, and few enough to stay fast."""
TOWN_RADIUS_KM = 20.0
ZIP = re.compile(r"\d{5}")


class Place(Protocol):
    """A row of `Directory.places()`."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def zip(self) -> str: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


class Candidates(Protocol):
    """What a search asks of the directory (`directory.store.repository.Directory`)."""

    def candidates(
        self, needs: tuple[str, ...] = (), near: Near | None = None, words: tuple[str, ...] = (), limit: int = 120
    ) -> list[Listing]: ...


def search(directory: Candidates, query: Query) -> Found:
    """The services for `query`; see :func:`directory.matching.match` for what is excluded and relaxed."""
    listings = directory.candidates(query.needs, query.near, query.words, CANDIDATES)
    return match(query, listings, open_now)


def near(places: Iterable[Place], text: str) -> Near | None:
    """Where `text` (a ZIP, a town, a neighbourhood) is, by the directory's own places; None when none is called so.

    A ZIP that the directory does not know is still a ZIP: what serves it, or everywhere, can be found.
    """
    wanted = " ".join(text.lower().split())
    found = [place for place in places if wanted in (place.name.lower(), place.zip)]
    if not found:
        return Near(frozenset({wanted})) if ZIP.fullmatch(wanted) else None
    names = {name for place in found for name in (place.name.lower(), place.zip, place.city.lower()) if name}
    on_map = next((place for place in found if place.latitude is not None and place.longitude is not None), None)
    if on_map is None:
        return Near(frozenset(names))
    radius = TOWN_RADIUS_KM if on_map.kind == "city" else Near().radius_km
    return Near(frozenset(names), on_map.latitude, on_map.longitude, radius)
