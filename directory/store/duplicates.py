"""Services that may be the same one twice, often from two sources. They are shown, never merged."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from directory.model import Listing
from directory.store.dialect import fold

ALIKE = 90  # percent: names of one service written by two people
LARGEST = 40  # a switchboard's number or a big ZIP says little; larger groups are not compared


class Pair(NamedTuple):
    """`alike` is how much the names share, in percent; `because` names what else they share."""

    first: str
    second: str
    alike: int
    because: str


def duplicates(listings: Iterable[Listing]) -> list[Pair]:
    """Pairs of ids, most alike first. Places of one service are no duplicates: they share its name by right."""
    groups: dict[tuple[str, str], list[Listing]] = defaultdict(list)
    for one in listings:
        for key in _keys(one):
            groups[key].append(one)
    found: dict[tuple[str, str], Pair] = {}
    for (because, _), group in groups.items():
        if len(group) <= LARGEST:
            for pair in _pairs(group, because):
                found.setdefault((pair.first, pair.second), pair)
    return sorted(found.values(), key=lambda pair: (-pair.alike, pair.first, pair.second))


def _keys(one: Listing) -> Iterator[tuple[str, str]]:
    for number in (one.phone, one.text_line):
        digits = re.sub(r"\D", "", number.partition("ext")[0])[-10:]
        if len(digits) >= 7:
            yield "phone", digits
    if one.address and one.zip:
        yield "address", fold(f"{one.address.split(' ')[0]} {one.zip[:5]}")
    if one.website:
        yield "website", re.sub(r"^https?://(?:www\.)?|/+$", "", one.website.casefold())


def _pairs(group: list[Listing], because: str) -> Iterator[Pair]:
    for one, other in combinations(sorted(group, key=lambda listing: listing.id), 2):
        alike = round(fuzz.token_sort_ratio(fold(one.name), fold(other.name)))
        if alike >= ALIKE and one.id != other.id:
            yield Pair(one.id, other.id, alike, because)
