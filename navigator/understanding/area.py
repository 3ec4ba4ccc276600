"""Where a person says they are: a ZIP, a city, a neighbourhood. Nothing finer is kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from navigator.understanding.gazetteer import Gazetteer, Place
from navigator.understanding.heard import Area
from navigator.understanding.normalise import fold
from navigator.understanding.phrases import PhraseTable
from navigator.understanding.tables import load

__all__ = ["Gazetteer", "Located", "Place", "locate"]

_TOKEN = re.compile(r"\$|[a-z0-9]+(?:'[a-z]+)?|[.,;:!?]")
_LONGEST = 4  # words in a place name
_SMALL = 10_000  # people: a town of this size is meant only where nothing else can be
_LOOSE = frozenset(["de", "desde", "del", "a", "al", "to", "at"])  # go before anything, not only before a place
_BIG = 50_000  # people: a town of this size is named without "in"
_ZIP = re.compile(r"\d{5}")
_AMOUNT = frozenset(["dollars", "bucks", "dlls", "dolares", "pesos", "usd", "grand", "miles", "people", "followers"])
_WORDS_BEFORE_AMOUNT = frozenset(["$", "owe", "debo", "pay", "paid", "make", "made", "cost", "costs", "worth", "code"])


@dataclass(frozen=True, slots=True)
class Located:
    """`unclear`: a place was meant that cannot be found."""

    area: Area | None = None
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    area: Area | None


def locate(text: str, gazetteer: Gazetteer, *, asked: bool = False) -> Located:
    """The place a message names; the last one when it names several ("im in fresno going to oakland").

    `asked`: we just asked where they are, so that everyday words can be towns ("mobile") and anything else is unclear.
    """
    said = _TOKEN.findall(fold(text))
    spots = [*_zips(said, gazetteer), *_names(said, gazetteer, asked)]
    found = [spot for spot in spots if spot.area]
    if found:
        finest = max(found, key=lambda spot: (spot.area is not None and spot.area.kind != "state", spot.start))
        return Located(finest.area)
    return Located(None, bool(spots) or bool(_kinds_of_place().find(said)))


def _zips(said: Sequence[str], gazetteer: Gazetteer) -> list[_Spot]:
    spots = []
    for at, word in enumerate(said):
        before, after = said[at - 1] if at else "", said[at + 1] if at + 1 < len(said) else ""
        amount = before in _WORDS_BEFORE_AMOUNT or after in _AMOUNT
        part_of_number = (before.isdigit() and len(before) > 2) or (after.isdigit() and len(after) != 4)
        if _ZIP.fullmatch(word) and not amount and not part_of_number:
            spots.append(_Spot(at, at + 1, gazetteer.zip(word)))
    return spots


def _names(said: Sequence[str], gazetteer: Gazetteer, asked: bool) -> list[_Spot]:
    spots: list[_Spot] = []
    at = 0
    while at < len(said):
        sizes = range(_LONGEST, 0, -1) if said[at] in _starts() or gazetteer.begins(said[at]) else ()
        spot = next((spot for size in sizes if (spot := _name(said, at, size, gazetteer, asked))), None)
        if spot:
            spots.append(spot)
        at = spot.end if spot else at + 1
    return spots


def _name(said: Sequence[str], at: int, size: int, gazetteer: Gazetteer, asked: bool) -> _Spot | None:
    name = " ".join(said[at : at + size])
    if at + size > len(said) or not name.replace(" ", "").isalpha() or len(name) < 2:
        return None
    whole = size == len([word for word in said if word.isalnum()])
    state, end = _state_after(said, at + size)
    cue = at > 0 and said[at - 1] in _table()["before"]
    spelled, short_state = _short(name, cue or whole)
    towns = gazetteer.towns(spelled, state or short_state)
    if towns and not (state or short_state or whole or towns[0].known) and towns[0].people < _SMALL:
        cue = cue and said[at - 1] not in _LOOSE and _ends(said, at + size)
    if towns and _meant(name, towns[0].known, towns[0].people, cue, bool(state), whole and asked, bool(short_state)):
        one = gazetteer.one(spelled, state or short_state)
        return _Spot(at, end if state else at + size, one.area if one else None)
    if name in _table()["states"] and (cue or whole):
        return _Spot(at, at + size, Area(name.title(), "state", state=_table()["states"][name]))
    return None


def _ends(said: Sequence[str], at: int) -> bool:
    """Whether nothing that could belong to the name follows: "in foster" may be a town, "in foster care" is none."""
    return at >= len(said) or not said[at].isalpha() or said[at] in _everyday()


def _meant(name: str, known: bool, people: int, cue: bool, state: bool, answer: bool, short: bool) -> bool:
    """Whether a word that could be a place is one here."""
    if state or answer or short:
        return True
    if name in _everyday():
        return cue and (people >= 2 * _BIG or known)
    return known or cue or people >= _BIG


def _short(name: str, placed: bool) -> tuple[str, str]:
    long, state = _table()["short"].get(name, (name, ""))
    return (long, state) if placed or len(name) > 3 else (name, "")


def _state_after(said: Sequence[str], at: int) -> tuple[str, int]:
    """The state named right after a town, and where it ends."""
    start = at + 1 if at < len(said) and said[at] == "," else at
    for size in (2, 1):
        name = " ".join(said[start : start + size])
        if name in _table()["states"]:
            return _table()["states"][name], start + size
    if start < len(said) and said[start].upper() in _codes():
        return said[start].upper(), start + 1
    return "", at


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = load("talk", "place_names")
    return table


@cache
def _starts() -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for part in ("short", "states") for name in _table()[part])


@cache
def _codes() -> frozenset[str]:
    return frozenset(_table()["states"].values()) | {"DC"}


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_table()["words"]) | {
        word for listed in load("talk", "function_words").values() for word in listed
    }


@cache
def _kinds_of_place() -> PhraseTable:
    return PhraseTable({"unclear": load("talk", "unclear_places")["unclear"]}, None)
