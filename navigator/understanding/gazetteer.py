"""Places by name and ZIP: those of the service directory first, then every US ZIP and town, from two small files."""

import gzip
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from navigator.understanding.heard import Area, AreaKind
from navigator.understanding.places.build import key

_DOMINATES = 4  # times as many people as the next town of that name: then it is the one that is meant


@dataclass(frozen=True, slots=True)
class Place:
    """A place the service directory knows. Coordinates in degrees (WGS 84)."""

    name: str
    kind: AreaKind
    city: str = ""
    state: str = ""
    zip: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Town:
    area: Area
    people: int
    known: bool = False  # the directory has it


class Gazetteer:
    """`directory` are the places with services. Some 5 MB in memory; a lookup takes microseconds."""

    def __init__(self, directory: Iterable[Place] = ()) -> None:
        self._known: dict[str, list[Area]] = defaultdict(list)
        for place in directory:
            self._add(place)
        self._firsts = {name.split()[0] for name in self._known if name}
        self._states = Counter(area.state for areas in self._known.values() for area in areas if area.state)

    def zip(self, code: str) -> Area:
        """The area of a five-digit ZIP; without coordinates when nobody knows it."""
        listed = next((area for area in self._known.get(code, ()) if area.kind == "zip"), None)
        if listed:
            return listed
        line = next(_lines("zips").starting(f"{code}|"), None)
        if line is None:
            return Area(code, "zip", zip=code)
        _, city, state, latitude, longitude = line.split("|")
        return Area(code, "zip", city, state, code, float(latitude), float(longitude))

    def knows_zip(self, code: str) -> bool:
        return self.zip(code).latitude is not None or code in self._known

    def towns(self, name: str, state: str = "") -> list[Town]:
        """Every place of that name (in `state`, if given): the directory's, then those of its states, then by size."""
        sought = key(name)
        listed = [Town(area, 0, True) for area in self._known.get(sought, ()) if area.kind != "zip"]
        towns = [town for town in (*listed, *_gazetted(sought)) if not state or town.area.state == state]
        return sorted(towns, key=lambda town: (not town.known, -self._states[town.area.state], -town.people))

    def one(self, name: str, state: str = "") -> Town | None:
        """The place that is meant, None when there is none or several could be."""
        towns = self.towns(name, state)
        if not towns:
            return None
        first, others = towns[0], towns[1:]
        clear = (
            first.known
            or bool(state)
            or not others
            or (self._states[first.area.state] and not self._states[others[0].area.state])
            or first.people >= _DOMINATES * max(town.people for town in others)
        )
        return first if clear else None

    def begins(self, word: str) -> bool:
        """Whether any name begins with `word`: a quick no for nearly every word of a message."""
        first = key(word)
        return first in _first_words() or first in self._firsts

    def _add(self, place: Place) -> None:
        city = place.city or (place.name if place.kind == "city" else "")
        area = Area(place.name, place.kind, city, place.state, place.zip, place.latitude, place.longitude)
        self._known[place.name if place.kind == "zip" else key(place.name)].append(area)


def _gazetted(name: str) -> Iterator[Town]:
    for line in _lines("cities").starting(f"{name}|"):
        _, state, label, latitude, longitude, people = line.split("|")
        yield Town(Area(label, "city", label, state, "", float(latitude), float(longitude)), int(people))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(line.partition("|")[0].partition(" ")[0] for line in _lines("cities").starting(""))


class _Lines:
    """Sorted lines, searched by how they begin."""

    def __init__(self, text: str) -> None:
        self._all = text.splitlines()

    def starting(self, start: str) -> Iterator[str]:
        at = bisect_left(self._all, start)
        while at < len(self._all) and self._all[at].startswith(start):
            yield self._all[at]
            at += 1


@cache
def _lines(name: str) -> _Lines:
    packed = files("navigator.understanding").joinpath("places", f"{name}.csv.gz").read_bytes()
    return _Lines(gzip.decompress(packed).decode())
