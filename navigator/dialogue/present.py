"""Completes a turn with what the directory answered."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from navigator.dialogue.honest import nothing_found
from navigator.dialogue.listen import joined
from navigator.dialogue.questions import TONIGHT, focused, waiting
from navigator.dialogue.results import Result, View
from navigator.dialogue.searching import END, SHOWN
from navigator.dialogue.state import State
from navigator.dialogue.turn import Purpose, Say, Search, Turn

TOO_FAR_KM = 160.0  # beyond a day there and back, a place is no answer


def present(turn: Turn, view: View) -> Turn:
    """`turn` with its say complete and `search` gone."""
    if turn.search is None:
        return turn
    state, say = PRESENTERS[turn.search.purpose](turn.state, turn.search, view)
    return replace(turn, state=state, say=(*turn.say, *say), search=None)


Shown = tuple[State, tuple[Say, ...]]


def _list(state: State, search: Search, view: View) -> Shown:
    view = replace(view, results=tuple(result for result in view.results if _within_reach(result, view)))
    if not view.results:
        return nothing_found(state, search, view)
    listed, rest = view.results[:SHOWN], view.results[SHOWN:]
    covered = tuple(f"need:{id}" for result in listed for id in result.needs if id in state.needs)
    # More than are shown are only fetched for what may not be kept.
    unkept = search.limit > SHOWN
    queue = (*(result.id for result in rest), END) if unkept else state.queue
    state = replace(_offering(state, listed), settled=joined(state.settled, covered), queue=queue)
    state, question = _question(state, search, view)
    values = (
        _values(listed)
        | question
        | {"more": bool(rest or view.more or len(state.queue) > 1), "needs": list(focused(state))}
    )
    if search.head:
        values["head"] = search.head
    if view.relaxed:
        values["relaxed"] = list(view.relaxed)
    return state, (Say("results", values), *((Say("not_kept"),) if unkept else ()))


def _within_reach(result: Result, view: View) -> bool:
    """Where the search had to go far, only what is known to be near enough, or to serve everyone."""
    if result.distance_km is None:
        return result.everywhere or "area" not in view.relaxed
    return result.distance_km <= TOO_FAR_KM


def _question(state: State, search: Search, view: View) -> tuple[State, dict[str, Any]]:
    """At most one: what would change these results, else the next need."""
    if view.changed:
        about = view.changed[0]
        asked = "urgency" if about == TONIGHT else f"circumstance:{about}"
        state = replace(state, asked=asked, settled=joined(state.settled, (f"asked:{about}",)))
        return state, {"question": _worded(state, about)}
    left = waiting(state) or tuple(id for id in search.also if id not in state.needs)
    if left:
        return replace(state, asked=f"next_need:{left[0]}"), {"question": "q_next_need", "question_needs": [left[0]]}
    return state, {}


def _again(state: State, search: Search, view: View) -> Shown:
    if not view.results:
        return nothing_found(state, search, view)
    values = _values(view.results) | _still_asked(state) | {"more": True, "needs": []}
    return _offering(state, view.results), (Say("results", values),)


def _still_asked(state: State) -> dict[str, Any]:
    """The question that is open, once more under the list."""
    kind, _, about = state.asked.partition(":")
    if kind == "next_need":
        return {"question": "q_next_need", "question_needs": [about]}
    about = TONIGHT if kind == "urgency" else about
    return {"question": _worded(state, about)} if kind in ("urgency", "circumstance") else {}


def _worded(state: State, about: str) -> str:
    return f"{'q_other' if state.for_other else 'q'}_{about}"


def _mentor(state: State, search: Search, view: View) -> Shown:
    if not view.results:
        return state, (Say("mentor_none", {"line": "peers"}),)
    return _offering(state, view.results), (Say("mentor", _values(view.results)),)


def _one(key: str) -> Callable[[State, Search, View], Shown]:
    def shown(state: State, search: Search, view: View) -> Shown:
        if not view.results:
            return replace(state, looking=""), (Say("gone"),)
        result = view.results[0]
        number = state.services.index(result.id) + 1 if result.id in state.services else 1
        need = next((id for id in (state.focus, *state.needs) if id in result.needs), next(iter(result.needs), ""))
        values = {"result": result.to_value(), "number": number, "need": need, "services": [result.id]}
        return replace(state, looking=result.id), (Say(key, values),)

    return shown


PRESENTERS: Mapping[Purpose, Callable[[State, Search, View], Shown]] = {
    "results": _list,
    "more": _list,
    "next": _list,
    "again": _again,
    "mentor": _mentor,
    "details": _one("details"),
    "directions": _one("directions"),
    "what_to_say": _one("what_to_say"),
}


def _offering(state: State, listed: tuple[Result, ...]) -> State:
    ids = tuple(result.id for result in listed)
    offered = tuple(f"service:{id}" for id in ids)
    before = state.offered if state.services and state.offered != offered else state.previous
    looking = ids[0] if len(ids) == 1 else ""
    return replace(state, offered=offered, previous=before, shown=joined(state.shown, ids), looking=looking)


def _values(listed: tuple[Result, ...]) -> dict[str, Any]:
    return {"results": [result.to_value() for result in listed], "services": [result.id for result in listed]}
