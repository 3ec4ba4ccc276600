"""The way to results: ask for what is missing, one small thing a turn, then search."""

from dataclasses import replace

from navigator.dialogue.listen import joined
from navigator.dialogue.questions import is_neutral, may_ask
from navigator.dialogue.searching import search_for, search_peers
from navigator.dialogue.state import State
from navigator.dialogue.turn import Moment, Say, Turn

CHOICES = 3


def go_on(moment: Moment, lead: tuple[Say, ...] = ()) -> Turn:
    """The next question, or the search. `lead` is said first."""
    state = moment.state
    if not state.needs:
        return ask_need(moment, lead)
    if _place_is_open(moment) and may_ask(state):
        return ask_area(moment, lead)
    return show_results(moment, lead)


def _place_is_open(moment: Moment) -> bool:
    """No place is known yet, or one was named that nobody knows and nothing else was said."""
    state, heard = moment.state, moment.heard
    if heard.area_unclear and heard.area is None:
        return state.area is None or not (heard.needs or heard.circumstances)
    return state.area is None and "area" not in state.settled


def show_results(moment: Moment, lead: tuple[Say, ...] = ()) -> Turn:
    state = moment.state
    if moment.first:
        lead = (Say("opening"), *lead)
    skip = frozenset(state.refused)
    return Turn(replace(state, asked="", queue=()), lead, search_for(moment, "results", skip=skip))


def ask_need(moment: Moment, lead: tuple[Say, ...] = ()) -> Turn:
    """Choices when something was half heard; people to talk to when three questions led nowhere."""
    state, maybe = moment.state, moment.heard.maybe_needs[:CHOICES]
    if maybe and not may_ask(state):  # enough was asked: the best guess is tried
        return go_on(replace(moment, state=replace(state, needs=maybe[:1])), lead)
    if maybe:
        offered = tuple(f"need:{id}" for id in maybe)
        say = Say("confirm_need" if len(maybe) > 1 else "confirm_need_one", {"needs": list(maybe)})
        return _asks(replace(state, offered=offered), "need", (*lead, *_opening(moment), say))
    if moment.first:
        return _asks(state, "need", (*lead, Say("welcome")))
    if not may_ask(state) and not state.shown:
        return Turn(replace(state, asked="need"), (*lead, Say("stuck")), search_peers(moment))
    return _asks(state, "need", (*lead, Say("ask_need_again" if state.asked == "need" else "ask_need")))


def ask_area(moment: Moment, lead: tuple[Say, ...] = ()) -> Turn:
    state, heard = moment.state, moment.heard
    if moment.unstored:
        return _asks(state, "area", (*lead, *_opening(moment), Say("ask_area_unstored")))
    if moment.first:
        needs = list(state.needs) if is_neutral(state.needs) else []
        return _asks(
            state, "area", (*lead, Say("ask_area_first_needs" if needs else "ask_area_first", {"needs": needs}))
        )
    if heard.area_unclear or state.asked == "area":
        return _asks(state, "area", (*lead, Say("ask_area_again" if heard.area_unclear else "remind_area")))
    key = "ask_area_other" if state.for_other else "ask_area"
    return _asks(state, "area", (*lead, Say(key, {"needs": list(state.needs)})))


def settle(state: State, *questions: str) -> State:
    """These are answered or put aside: never asked again."""
    return replace(state, asked="", settled=joined(state.settled, questions))


def _opening(moment: Moment) -> tuple[Say, ...]:
    return (Say("opening"),) if moment.first else ()


def _asks(state: State, question: str, say: tuple[Say, ...]) -> Turn:
    return Turn(replace(state, asked=question, questions=state.questions + 1), say)
