"""The person's short list of next things: made from their needs, ticked by them, never shortened by us."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from navigator.dialogue.questions import in_order
from navigator.dialogue.state import State, Step
from navigator.dialogue.turn import Moment, Say, Turn

MOST = 6  # a list that fits two text messages


@cache
def step_table() -> Mapping[str, tuple[str, ...]]:
    text = files("navigator.dialogue").joinpath("steps.yml").read_text(encoding="utf-8")
    return {need: tuple(ids) for need, ids in yaml.safe_load(text).items()}


def with_steps(state: State) -> State:
    """Open steps follow the needs; ticked ones stay, so that what was done is not lost."""
    wanted = [id for need in in_order(state.needs) for id in step_table()[need]]
    done = [step for step in state.steps if step.done]
    ticked = {step.id for step in done}
    fresh = [Step(id) for id in wanted if id not in ticked]
    return replace(state, steps=tuple(_fitting(done, fresh)))


def _fitting(done: list[Step], fresh: list[Step]) -> list[Step]:
    kept = done[-(MOST - 1) :]
    return kept + fresh[: MOST - len(kept)]


def show_steps(moment: Moment) -> Turn:
    state = with_steps(moment.state)
    if not state.steps:
        return Turn(state, (Say("steps_none"),))
    return Turn(state, (_listed("steps", state),))


def tick(moment: Moment) -> Turn:
    """DONE 2 ticks the second step; without a number, shows the list."""
    state = with_steps(moment.state)
    numbers = [number for number in moment.heard.choices if 1 <= number <= len(state.steps)]
    if not numbers:
        return show_steps(moment)
    steps = tuple(Step(step.id, step.done or number in numbers) for number, step in enumerate(state.steps, 1))
    state = replace(state, steps=steps)
    return Turn(state, (_listed("steps_done" if all(step.done for step in steps) else "steps", state),))


def _listed(key: str, state: State) -> Say:
    return Say(key, {"steps": [{"id": step.id, "done": step.done} for step in state.steps]})
