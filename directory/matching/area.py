"""How near a listing is. The search begins within `STEPS[0]` kilometres and widens a step at a time, never to a
place that turns the person away."""

import math
from dataclasses import dataclass

from directory.model import Listing, Near

EVERYWHERE = "everywhere"
STEPS = (5.0, 15.0, 40.0, 100.0)
"""Kilometres: on foot or one bus, across town, the next town, a day's trip."""
FAR = len(STEPS)
"""The step of a listing that is farther than all steps, or whose place is not known: the last resort."""
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Closeness:
    """`step` is the index into `STEPS` at which the listing comes into view (0: at once)."""

    step: int
    distance_km: float | None = None
    everywhere: bool = False


HERE = Closeness(0)


def closeness(listing: Listing, near: Near | None) -> Closeness:
    """Near by the places it serves, by the ZIP or town of its address, or by distance where both are on the map."""
    everywhere = EVERYWHERE in listing.serves
    if everywhere:
        return Closeness(0, None, True)
    if near is None:
        return HERE
    distance = _distance(listing, near)
    if _named(listing, near.places):
        return Closeness(0, distance)
    return Closeness(_step(distance), distance)


def _named(listing: Listing, places: frozenset[str]) -> bool:
    if not listing.serves.isdisjoint(places):
        return True
    return bool((listing.zip and listing.zip in places) or (listing.city and listing.city.lower() in places))


def _step(distance: float | None) -> int:
    if distance is None:
        return FAR
    return next((step for step, reach in enumerate(STEPS) if distance <= reach), FAR)


def _distance(listing: Listing, near: Near) -> float | None:
    """Kilometres along the great circle, or None when one of the two is not on the map."""
    latitude, longitude = listing.latitude, listing.longitude
    if latitude is None or longitude is None or near.latitude is None or near.longitude is None:
        return None
    a, b = math.radians(latitude), math.radians(near.latitude)
    half = math.radians(longitude - near.longitude) / 2
    chord = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))
