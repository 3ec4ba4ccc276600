"""Puts the steps together: who may come, how near, how good; then the best few, and what had to be loosened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from directory.matching import admission, ranking
from directory.matching.area import FAR, Closeness, closeness
from directory.matching.person import Person, read
from directory.model import Exclusion, Found, Listing, Match, Query

IsOpen = Callable[[Listing, datetime], bool | None]


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
    National lines fill in after local ones. When nothing local fits, the area widens step by step until something
    does (`relaxed`: "area"); when it is for now and all that is shown is shut, `relaxed` says "hours".
    """
    person = read(query)
    wanted = frozenset(query.needs)
    near: list[tuple[Listing, tuple[str, ...], Closeness]] = []
    away: list[tuple[str, Closeness, str]] = []
    for listing in listings:
        if wanted and listing.needs.isdisjoint(wanted) and not ranking.words_found(listing, query.words):
            continue
        covered = tuple(need for need in query.needs if need in listing.needs)
        close = closeness(listing, query.near)
        because = admission.refusal(listing, person, covered, query.at)
        if "immigration" in covered and not admission.covers_immigration(listing, person):
            covered = tuple(need for need in covered if need != "immigration")
        if because:
            away.append((listing.id, close, because))
        elif listing.id not in query.skip:
            near.append((listing, covered, close))
    step = _reach(near)
    fitting = [
        _weigh(query, person, listing, covered, close, is_open)
        for listing, covered, close in near
        if close.step <= step
    ]
    chosen = _choose(query, sorted(fitting, key=lambda one: one.order))
    results = tuple(_result(query, person, one) for one in chosen)
    excluded = tuple(Exclusion(id, because) for id, close, because in sorted(away) if close.step <= step)
    return Found(results, excluded, _relaxed(query, results, step), len(fitting) > len(results))


def _reach(near: list[tuple[Listing, tuple[str, ...], Closeness]]) -> int:
    """The first step at which something local fits; 0 when nothing local does anywhere but a national line does.

    Places beyond every step come into view only when there is nothing else at all.
    """
    local = [close.step for _, _, close in near if not close.everywhere]
    best = min(local, default=0)
    if best == FAR and len(local) < len(near):
        return 0
    return best


def _weigh(
    query: Query, person: Person, listing: Listing, covered: tuple[str, ...], close: Closeness, is_open: IsOpen
) -> _Fitting:
    open_now = is_open(listing, query.at)
    parts = ranking.parts(listing, query, person, covered, close, open_now)
    return _Fitting(listing, covered, close, open_now, parts, round(sum(parts.values()), 6))


def _choose(query: Query, ranked: list[_Fitting]) -> list[_Fitting]:
    """The best, such that every need that someone covers is covered while there is room; shown in ranking order."""
    chosen: list[_Fitting] = []
    left = list(ranked)
    uncovered = set(query.needs)
    while left and len(chosen) < query.limit:
        one = next((one for one in left if not uncovered.isdisjoint(one.covered)), left[0]) if chosen else left[0]
        chosen.append(one)
        left.remove(one)
        uncovered.difference_update(one.covered)
    return sorted(chosen, key=lambda one: one.order)


def _result(query: Query, person: Person, one: _Fitting) -> Match:
    listing = one.listing
    return Match(
        listing,
        one.score,
        fits=admission.fits(listing, person),
        ask=admission.to_ask(listing, person),
        says=admission.to_say(listing, person),
        needs=one.covered,
        open_now=one.open_now,
        distance_km=None if one.close.distance_km is None else round(one.close.distance_km, 1),
        stale=ranking.is_stale(listing, query.at),
        parts={id: round(given, 3) for id, given in one.parts.items()},
    )


def _relaxed(query: Query, results: tuple[Match, ...], step: int) -> tuple[str, ...]:
    relaxed = []
    if step > 0:
        relaxed.append("area")
    if query.urgency == "now" and results and all(one.open_now is False for one in results):
        relaxed.append("hours")
    return tuple(relaxed)
