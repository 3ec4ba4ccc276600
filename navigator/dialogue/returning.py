"""Coming back after a while: a greeting without content; what was said before stays out of sight until asked for."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from navigator.dialogue.listen import joined
from navigator.dialogue.services import OUTCOMES
from navigator.dialogue.state import State
from navigator.dialogue.turn import Moment, Say, Turn

IDLE = timedelta(hours=2)

# Acts that only make sense with what was shown before: while that is out of sight they get the greeting.
NEED_BEFORE = frozenset(
    [
        *("greet", "affirm", "deny", "choose", "skip", "more", "details", "directions", "what_to_say", "turned_away"),
        *("wrong_listing", "thank", "returning", "steps", "done", "inform", "correct", "out_of_scope"),
    ]
)
# What comes back. What was asked, and the counters, do not.
KEPT = (
    *("needs", "circumstances", "denied", "area", "urgency", "age", "for_other"),
    *("settled", "offered", "shown", "refused", "focus", "steps"),
)


def come_back(state: State, now: datetime) -> State:
    """After two idle hours everything goes out of sight."""
    if not state.last_seen or now - datetime.fromisoformat(state.last_seen) < IDLE or not state.has_content:
        return state
    kept = restore(state).to_slots()
    before = {name: kept[name] for name in KEPT if kept[name] is not None}
    return State(language=state.language, turns=state.turns, before=before)


def restore(state: State) -> State:
    """What was out of sight, together with what was said since."""
    if state.before is None:
        return state
    old = State.from_slots(state.before)
    both: dict[str, Any] = {
        name: joined(getattr(old, name), getattr(state, name)) for name in ("needs", "settled", "shown", "refused")
    }
    latest: dict[str, Any] = {
        name: getattr(state, name) or getattr(old, name)
        for name in ("area", "urgency", "age", "for_other", "offered", "focus", "steps")
    }
    # What was said last holds: a record denied today is not brought back by what was said yesterday.
    yes = joined(tuple(id for id in old.circumstances if id not in state.denied), state.circumstances)
    no = joined(tuple(id for id in old.denied if id not in state.circumstances), state.denied)
    return replace(state, before=None, circumstances=yes, denied=no, **both, **latest)


def out_of_sight(moment: Moment) -> bool:
    return moment.state.before is not None and not moment.state.has_content


def greet_again(moment: Moment) -> Turn:
    """NO 2 the day after is noted without showing what 2 was."""
    state, act = moment.state, moment.heard.act
    services = State.from_slots(state.before or {}).services
    numbers = [number for number in moment.heard.choices if 1 <= number <= len(services)]
    if act in OUTCOMES and numbers:
        id = services[numbers[0] - 1]
        before = dict(state.before or {})
        before["refused"] = list(joined(tuple(before.get("refused", ())), (id,)))
        return Turn(replace(state, before=before), (Say("noted_back"),), effects=(f"outcome:{OUTCOMES[act]}:{id}",))
    return Turn(replace(state, asked="need"), (Say("welcome_back"),))
