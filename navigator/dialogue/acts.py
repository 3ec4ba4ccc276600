"""What the remaining acts are answered with. Interludes leave the open question open and say it again."""

from collections.abc import Callable
from dataclasses import replace

from navigator.dialogue.listen import without
from navigator.dialogue.progress import go_on
from navigator.dialogue.questions import waiting
from navigator.dialogue.returning import restore
from navigator.dialogue.searching import look_up
from navigator.dialogue.state import State, services_in
from navigator.dialogue.turn import Moment, Say, Turn


def interlude(key: str, **values: object) -> Callable[[Moment], Turn]:
    """Answers with one message and asks again what was open."""

    def answer(moment: Moment) -> Turn:
        return Turn(moment.state, (Say(key, values), *reminder(moment.state)))

    return answer


def with_hours(key: str) -> Callable[[Moment], Turn]:
    """An interlude that names how long things are kept here."""
    return lambda moment: interlude(key, hours=moment.facts.retention_hours)(moment)


def save(moment: Moment) -> Turn:
    """Where codes can be made, one takes the place of this message; where not, what is kept and how long is true."""
    kept = moment.state.needs or (moment.state.before or {}).get("needs")
    return with_hours("save")(moment) if kept else interlude("save_nothing")(moment)


def ask_why(moment: Moment) -> Turn:
    kind, _, about = moment.state.asked.partition(":")
    if kind == "area":
        return Turn(moment.state, (Say("ask_why_area"),))
    if kind == "circumstance":
        return Turn(moment.state, (Say("ask_why_circumstance", {"circumstance": about}),))
    return Turn(moment.state, (Say("ask_why"), *reminder(moment.state)))


def reminder(state: State) -> tuple[Say, ...]:
    """The open question once more, short."""
    keys = {"area": "remind_area", "need": "ask_need"}
    return (Say(keys[state.asked]),) if state.asked in keys else ()


def greet(moment: Moment) -> Turn:
    state = moment.state
    if state.services:
        return Turn(state, (Say("greet_again", {"count": len(state.services)}),))
    return go_on(moment)


def back(moment: Moment) -> Turn:
    """From one place to its list, from a list to the one before; after a long silence, what was there before it."""
    just_back = moment.state.before is not None
    state = restore(moment.state)
    moment = replace(moment, state=state)
    in_a_place = bool(state.looking) and len(state.services) > 1
    before, now = (without(ids, state.refused) for ids in (services_in(state.previous), state.services))
    if before and not in_a_place and not just_back:
        return Turn(replace(state, asked=""), search=look_up(moment, "again", before))
    if now:
        return Turn(replace(state, looking="", asked=""), search=look_up(moment, "again", now))
    return go_on(moment)


def new(moment: Moment) -> Turn:
    fresh = State(language=moment.state.language, asked="need", questions=1, turns=moment.state.turns)
    return Turn(fresh, (Say("new"),))


def erase(moment: Moment) -> Turn:
    return Turn(State(language=moment.state.language), (Say("erased"),), effects=("erase",))


def change_language(moment: Moment) -> Turn:
    """The last thing again, in the other language."""
    heard, state = moment.heard, moment.state
    language = heard.language or ("es" if state.language == "en" else "en")
    moment = replace(moment, state=replace(state, language=language, asked=state.asked if state.services else ""))
    if state.services:
        return Turn(moment.state, search=look_up(moment, "again", state.services))
    if state.needs:
        return go_on(moment)
    return Turn(replace(moment.state, asked="need"), (Say("welcome"),))


def returning(moment: Moment) -> Turn:
    """Welcome, no advice, no why."""
    key = "welcome_again" if moment.state.needs else "welcome_again_new"
    return Turn(moment.state, (Say(key),))


def bye(moment: Moment) -> Turn:
    """Leaves nothing open that would sound like holding on."""
    return Turn(moment.state, (Say("bye"),))


def thank(moment: Moment) -> Turn:
    state = moment.state
    left = waiting(state)
    if state.shown and left:
        return Turn(replace(state, asked=f"next_need:{left[0]}"), (Say("thank_next", {"needs": [left[0]]}),))
    return Turn(state, (Say("thank"), *reminder(state)))
