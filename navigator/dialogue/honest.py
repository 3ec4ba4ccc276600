"""Nothing found: says so, says why when the reason is known, and names the best line."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from navigator.dialogue.questions import focused, waiting
from navigator.dialogue.results import View
from navigator.dialogue.state import State
from navigator.dialogue.turn import Say, Search


@cache
def line_roles() -> Mapping[str, str]:
    """Role in the table of lines, by need."""
    text = files("navigator.dialogue").joinpath("lines.yml").read_text(encoding="utf-8")
    table: dict[str, str] = yaml.safe_load(text)
    return table


def nothing_found(state: State, search: Search, view: View) -> tuple[State, tuple[Say, ...]]:
    """The needs looked for are put aside, so that the next one comes up."""
    needs = search.needs or focused(state)
    values = {"needs": list(needs[:1]), "line": best_line(state, needs), "because": view.because}
    key = "none_more" if search.purpose in ("more", "next") else "none_because" if view.because else "none_found"
    state = replace(state, settled=tuple(dict.fromkeys((*state.settled, *(f"need:{id}" for id in needs)))))
    left = waiting(state)
    if left:
        state = replace(state, asked=f"next_need:{left[0]}")
        return state, (Say(key, values), Say("next_need", {"needs": [left[0]]}))
    return state, (Say(key, values),)


def best_line(state: State, needs: tuple[str, ...]) -> str:
    """A role: youth first for someone under 18, else by need, else trans peers for someone trans."""
    if "under_18" in state.circumstances:
        return "youth"
    by_need = next((line_roles()[id] for id in needs if id in line_roles()), "")
    return by_need or ("trans_peers" if "trans" in state.circumstances else line_roles()["else"])
