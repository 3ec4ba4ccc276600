"""The small notation of the phrase tables, read once and compiled to what finds it.

kill (myself|my self)    alternatives; an empty one makes the word optional: `(really|) want to die`
@he ~ my neck            a set defined at the top of the table; `~` is up to four words in between
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from navigator.safety.words import plain, respelled

_BALANCED = re.compile(r"(?:[^()]|\([^()]*\))*")
GAP = 4
"""Words that may stand where a phrase says `~`."""

_PART = re.compile(r"\(([^()]*)\)|@(\w+)|(~)|([^()@~]+)")
_NEXT = r"(?: ,)? "
_FILLER = rf"(?:[a-z0-9]+{_NEXT}){{0,{GAP}}}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One place in a phrase: any of `options` (each one or more words); may be left out when `optional`."""

    options: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """`places` in order; None is a gap. `literal` without gaps and sets."""

    source: str
    places: tuple[Choice | None, ...]
    literal: bool

    def pattern(self) -> re.Pattern[str]:
        """Finds the phrase in `Words.line`."""
        return re.compile("(?<= )" + "".join(self._pieces()).removesuffix(_NEXT) + "(?= )")

    def _pieces(self) -> Iterator[str]:
        last = max(i for i, place in enumerate(self.places) if place is not None and not place.optional)
        for i, place in enumerate(self.places):
            if place is None:
                yield _FILLER
                continue
            either = "|".join(option.replace(" ", _NEXT) for option in place.options)
            if i > last:
                yield f"(?:(?: ,)? (?:{either}))?"
            elif place.optional:
                yield f"(?:(?:{either}){_NEXT})?"
            else:
                yield f"(?:{either})" + ("" if i == last else _NEXT)

    def anchors(self) -> frozenset[str]:
        """Words of which at least one stands in every message this phrase is in: the rarest place it has."""
        needed = [place for place in self.places if place is not None and not place.optional]
        best = max(needed, key=lambda place: (-len(place.options), min(map(len, place.options))))
        return frozenset(max(option.split(), key=len) for option in best.options)

    def spelled_out(self) -> Iterator[list[str | None]]:
        """Every way to write it, as words, None for a gap."""
        for way in product(*(_ways(place) for place in self.places)):
            yield [word for part in way for word in part]


def read(source: str, sets: Mapping[str, Sequence[str]]) -> Phrase:
    """Raises KeyError for a set that is not defined, ValueError for a phrase without a word that must be there."""
    if not _BALANCED.fullmatch(source):
        raise ValueError(f"parentheses in {source!r}")
    places: list[Choice | None] = []
    for either, named, gap, run in _PART.findall(source):
        if gap:
            places.append(None)
        elif named:
            places.append(_choice(sets[named]))
        elif run:
            places.extend(Choice((word,), False) for word in respelled(plain(run)).split())
        else:
            places.append(_choice([word for part in either.split("|") for word in _expanded(part, sets)]))
    if all(place is None or place.optional for place in places):
        raise ValueError(f"nothing in {source!r} must be there")
    return Phrase(source, tuple(places), literal=not re.search(r"[@~]", source))


def _expanded(option: str, sets: Mapping[str, Sequence[str]]) -> Sequence[str]:
    return sets[option[1:]] if option.startswith("@") else [option]


def _choice(options: Sequence[str]) -> Choice:
    spelled = dict.fromkeys(respelled(plain(option)) for option in options)
    return Choice(tuple(option for option in spelled if option), "" in spelled)


def _ways(place: Choice | None) -> list[list[str | None]]:
    if place is None:
        return [[None]]
    ways: list[list[str | None]] = [list(option.split()) for option in place.options]
    return [*ways, []] if place.optional else ways
