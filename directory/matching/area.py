"""How near a listing is. The search begins within `Near.radius_km` and widens a step at a time, never to a place that
turns the person away."""

import math
from dataclasses import dataclass

from directory.model import Listing, Near

EVERYWHERE = "everywhere"
STEPS = (15.0, 40.0, 100.0)
"""Kilometres: across town, the next town, a day's trip."""
FAR = len(STEPS) + 1
"""The step of a listing that is farther than all steps, or whose place is not known: the last resort."""
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Closeness:
    """`step`: 0 is here, 1 comes into view within `STEPS[0]`, and so on to `FAR`."""

    step: int
    distance_km: float | None = None
    everywhere: bool = False


HERE = Closeness(0)


def closeness(listing: Listing, near: Near | None) -> Closeness:
    """Near by the places it says it serves, by its ZIP, or by distance; by the town of its address when it is not on
    the map. A listing that serves other places only is still near when it stands near: such lists are seldom whole.
    """
    everywhere = EVERYWHERE in listing.serves
    if everywhere:
        return Closeness(0, None, True)
    if near is None or not (near.places or near.latitude is not None):
        return HERE
    distance = _distance(listing, near)
    if not listing.serves.isdisjoint(near.places) or (listing.zip and listing.zip[:5] in near.places):
        return Closeness(0, distance)
    if distance is None:
        return Closeness(0 if listing.city and listing.city.lower() in near.places else FAR)
    return Closeness(_step(distance, near.radius_km), distance)


def _step(distance: float, radius_km: float) -> int:
    if distance <= radius_km:
        return 0
    return next((step for step, reach in enumerate(STEPS, 1) if distance <= reach), FAR)


def _distance(listing: Listing, near: Near) -> float | None:
    """Kilometres along the great circle, or None when one of the two is not on the map."""
    latitude, longitude = listing.latitude, listing.longitude
    if latitude is None or longitude is None or near.latitude is None or near.longitude is None:
        return None
    a, b = math.radians(latitude), math.radians(near.latitude)
    half = math.radians(longitude - near.longitude) / 2
    chord = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))
