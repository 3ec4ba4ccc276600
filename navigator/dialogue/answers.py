"""Yes, no, skip and numbers: what they mean depends on what was just asked or offered."""

from dataclasses import replace

from navigator.dialogue import services
from navigator.dialogue.listen import joined
from navigator.dialogue.progress import go_on, settle, show_results
from navigator.dialogue.questions import waiting
from navigator.dialogue.turn import Moment, Say, Turn

BY_ACT = {
    "details": services.details,
    "directions": services.directions,
    "what_to_say": services.what_to_say,
    "turned_away": services.turned_away,
    "wrong_listing": services.wrong_listing,
}


def only_no(moment: Moment) -> bool:
    """A no to what was just asked, and nothing else: the list stands as it is."""
    heard, kind = moment.heard, moment.state.asked.partition(":")[0]
    if heard.needs or heard.not_needs or heard.area or heard.circumstances or "circumstances" in moment.changed:
        return False
    if kind == "circumstance":
        return bool(heard.not_circumstances)
    return kind == "urgency" and heard.urgency == "soon"


def affirm(moment: Moment) -> Turn:
    state = moment.state
    kind, _, about = state.asked.partition(":")
    if kind == "circumstance":
        state = replace(settle(state, state.asked), circumstances=joined(state.circumstances, (about,)))
        return show_results(replace(moment, state=state))
    if kind == "urgency":
        return show_results(replace(moment, state=replace(settle(state, "urgency"), urgency="now")))
    if kind == "next_need":
        return take_need(moment, about)
    if kind == "need" and len(state.offered) == 1 and not state.services:
        return take_need(moment, state.offered[0].removeprefix("need:"))
    if kind in ("need", "area"):
        return go_on(moment)
    return nothing_open(moment)


def deny(moment: Moment) -> Turn:
    state = moment.state
    kind, _, about = state.asked.partition(":")
    if kind == "circumstance":
        state = replace(settle(state, state.asked), denied=joined(state.denied, (about,)))
        return _put_aside(replace(moment, state=state))
    if kind == "urgency":
        return _put_aside(replace(moment, state=replace(settle(state, "urgency"), urgency="soon")))
    if kind == "next_need":
        return _put_aside(replace(moment, state=settle(state, f"need:{about}")))
    if kind == "area":
        return go_on(replace(moment, state=settle(state, "area")))
    if kind == "need":
        return go_on(replace(moment, state=replace(state, offered=())))
    return nothing_open(moment)


def skip(moment: Moment) -> Turn:
    kind = moment.state.asked.partition(":")[0]
    if kind in ("circumstance", "urgency"):
        return _put_aside(replace(moment, state=settle(moment.state, moment.state.asked)))
    if kind == "which":
        return _put_aside(moment)
    return deny(moment)


def choose(moment: Moment) -> Turn:
    """A number picks from what is offered; while we wait for "which one", it answers that."""
    state = moment.state
    kind, _, about = state.asked.partition(":")
    number = next(iter(moment.heard.choices), 0)
    if not state.offered:
        return nothing_open(moment)
    if not 1 <= number <= len(state.offered):
        return Turn(state, (Say("choose_range", {"count": len(state.offered)}),))
    if kind == "which":
        return BY_ACT[about](moment)
    offered_kind, _, id = state.offered[number - 1].partition(":")
    return take_need(moment, id) if offered_kind == "need" else services.details(moment)


def take_need(moment: Moment, need: str) -> Turn:
    """The person picks this need now: it comes into focus once others were served."""
    state = moment.state
    offered = state.offered if state.services else ()
    focus = need if state.shown else ""
    state = replace(state, needs=joined(state.needs, (need,)), focus=focus, asked="", offered=offered)
    return go_on(replace(moment, state=state))


def nothing_open(moment: Moment) -> Turn:
    """Said when an answer answers nothing: what can be done now."""
    state = moment.state
    if state.services:
        return Turn(state, (Say("pick", {"count": len(state.services)}),))
    return go_on(moment)


def _put_aside(moment: Moment) -> Turn:
    """One question less; the next need, when one waits."""
    state = replace(moment.state, asked="")
    left = waiting(state)
    if left and state.shown:
        return Turn(replace(state, asked=f"next_need:{left[0]}"), (Say("next_need", {"needs": [left[0]]}),))
    if not state.services:
        return go_on(replace(moment, state=state))
    return Turn(state, (Say("noted", {"count": len(state.services)}),))
