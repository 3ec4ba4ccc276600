"""Which question is worth asking: only one whose answer changes what is shown, and never too many."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from navigator.dialogue.state import State
from navigator.needs import needs

TONIGHT = "tonight"  # the one question that is about when, not about the person
BEFORE_RESULTS = 3  # questions at most before the first phone number


@cache
def table() -> Mapping[str, Any]:
    text = files("navigator.dialogue").joinpath("questions.yml").read_text(encoding="utf-8")
    given: dict[str, Any] = yaml.safe_load(text)
    return given


def in_order(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """By stage: safe now, then bed and body, papers and law, people, work. The person's order breaks ties."""
    return tuple(sorted(wanted, key=lambda id: needs()[id].stage))


def focused(state: State) -> tuple[str, ...]:
    """The needs to search for: the one in focus alone, else all in order."""
    return (state.focus,) if state.focus else in_order(state.needs)


def waiting(state: State) -> tuple[str, ...]:
    """Needs that no result has covered yet and nobody has put aside."""
    return tuple(id for id in in_order(state.needs) if f"need:{id}" not in state.settled)


def assumed(state: State) -> frozenset[str]:
    """Circumstances that a search for these needs takes for given, to do no harm."""
    return frozenset(id for need in state.needs for id in table()["assumed"].get(need, ()))


def may_ask(state: State) -> bool:
    """Once a phone number was given, a question costs no one their place."""
    return state.questions < BEFORE_RESULTS or bool(state.shown)


def what_if(state: State, maybe: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What is worth asking when the answer would change the results: circumstances half heard first."""
    asked = [entry for entry in state.settled if entry.startswith("asked:")]
    if len(asked) >= table()["most"]:
        return ()
    depends = [id for id, row in table()["questions"].items() if set(row["after"]) & set(focused(state))]
    askable = table()["questions"]
    candidates = dict.fromkeys((*(id for id in maybe if id in askable), *depends))
    return tuple(id for id in candidates if not _known(state, id))


def _known(state: State, circumstance: str) -> bool:
    if circumstance == TONIGHT:
        return state.urgency is not None or "urgency" in state.settled
    told = circumstance in state.circumstances or circumstance in state.denied
    return told or f"circumstance:{circumstance}" in state.settled


def is_neutral(wanted: tuple[str, ...]) -> bool:
    return set(wanted) <= set(table()["neutral"])
