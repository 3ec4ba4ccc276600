"""Puts the steps together: who may come, how near, how good; then the best few, and what had to be loosened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from directory.matching import admission, facts, ranking
from directory.matching.area import FAR, Closeness, closeness
from directory.matching.person import Person, read
from directory.model import Exclusion, Found, Listing, Match, Query

IsOpen = Callable[[Listing, datetime], bool | None]
ANY = ("",)
"""Stands for the need of a listing that was found by free words only."""


class _Seen(NamedTuple):
    """A listing that bears on the query; `because` is "" when it does not turn the person away."""

    listing: Listing
    covered: tuple[str, ...]
    close: Closeness
    because: str


@dataclass(frozen=True, slots=True)
class _Fitting:
    """One listing that does not turn the person away. `order` sorts: places known to serve them before those that may
    not, local before national, best first, then by id."""

    listing: Listing
    covered: tuple[str, ...]
    close: Closeness
    open_now: bool | None
    parts: dict[str, float]
    score: float

    @property
    def order(self) -> tuple[bool, bool, float, str]:
        return ("ranks_last" in self.parts, self.close.everywhere, -self.score, self.listing.id)


def match(query: Query, listings: Iterable[Listing], is_open: IsOpen) -> Found:
    """The best `query.limit` services for the person. `listings` in any order; `is_open` gives None for unknown.

    Excluded are the services that cover a need within the area searched but turn this person away, with the cause.
    National lines fill in after local ones. When nothing local fits a need, the area widens for that need step by step
    until something does (`relaxed`: "area"); when it is for now and all that is shown is shut, `relaxed` says "hours".
    """
    person = read(query)
    seen = _bearing_on(query, person, listings)
    may_come = [one for one in seen if not one.because and one.listing.id not in query.skip]
    reach = _reach(may_come)
    fitting = [_weigh(query, person, one, is_open) for one in may_come if _in_view(one, reach)]
    chosen = _choose(query, sorted(fitting, key=lambda one: one.order))
    turned_away = [Exclusion(one.listing.id, one.because) for one in seen if one.because and _in_view(one, reach)]
    return Found(
        tuple(_result(query, person, one) for one in chosen),
        tuple(sorted(turned_away, key=lambda one: one.id)),
        _relaxed(query, chosen),
        len(fitting) > len(chosen),
    )


def _bearing_on(query: Query, person: Person, listings: Iterable[Listing]) -> list[_Seen]:
    """The listings that cover a need or have one of the free words; all, when no need is named."""
    in_order = tuple(dict.fromkeys(query.needs))
    wanted = frozenset(in_order)
    seen = []
    for listing in listings:
        if wanted and listing.needs.isdisjoint(wanted) and not ranking.words_found(listing, query.words):
            continue
        covered = tuple(need for need in in_order if need in listing.needs)
        because = admission.refusal(listing, person, covered, query.at)
        if "immigration" in covered and not admission.covers_immigration(listing, person):
            covered = tuple(need for need in covered if need != "immigration" or because)
        seen.append(_Seen(listing, covered, closeness(listing, query.near), because))
    return seen


def _reach(may_come: list[_Seen]) -> dict[str, int]:
    """For each need, the first step at which a local place covers it.

    Places beyond every step count only when not even a national line covers the need.
    """
    reach: dict[str, int] = {}
    national: set[str] = set()
    for one in may_come:
        if one.close.everywhere:
            national.update(one.covered or ANY)
            continue
        for need in one.covered or ANY:
            reach[need] = min(reach.get(need, FAR), one.close.step)
    return {need: 0 if step == FAR and need in national else step for need, step in reach.items()}


def _in_view(one: _Seen, reach: dict[str, int]) -> bool:
    return any(one.close.step <= reach.get(need, 0) for need in one.covered or ANY)


def _weigh(query: Query, person: Person, one: _Seen, is_open: IsOpen) -> _Fitting:
    open_now = is_open(one.listing, query.at)
    parts = ranking.parts(one.listing, query, person, one.covered, one.close, open_now)
    return _Fitting(one.listing, one.covered, one.close, open_now, parts, round(sum(parts.values()), 6))


def _choose(query: Query, ranked: list[_Fitting]) -> list[_Fitting]:
    """The best, such that every need that someone covers is covered while there is room; shown in ranking order."""
    chosen: list[_Fitting] = []
    left = list(ranked)
    uncovered = set(query.needs)
    while left and len(chosen) < query.limit:
        first = left[0]
        one = next((one for one in left if not uncovered.isdisjoint(one.covered)), first) if chosen else first
        chosen.append(one)
        left.remove(one)
        uncovered.difference_update(one.covered)
    return sorted(chosen, key=lambda one: one.order)


def _result(query: Query, person: Person, one: _Fitting) -> Match:
    listing = one.listing
    return Match(
        listing,
        one.score,
        fits=facts.fits(listing, person),
        ask=facts.to_ask(listing, person),
        says=facts.to_say(listing, person),
        needs=one.covered,
        open_now=one.open_now,
        distance_km=None if one.close.distance_km is None else round(one.close.distance_km, 1),
        stale=ranking.is_stale(listing, query.at),
        parts={id: round(given, 3) for id, given in one.parts.items()},
    )


def _relaxed(query: Query, chosen: list[_Fitting]) -> tuple[str, ...]:
    relaxed = []
    if any(one.close.step > 0 for one in chosen):
        relaxed.append("area")
    if query.urgency == "now" and chosen and all(one.open_now is False for one in chosen):
        relaxed.append("hours")
    return tuple(relaxed)
