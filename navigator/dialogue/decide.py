"""What was just understood, over what is remembered, gives the next thing to say: pure, the heart of the talk."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from navigator.dialogue import acts, answers, services, steps
from navigator.dialogue.listen import about_the_place, elsewhere, listen, unstored, what_changed
from navigator.dialogue.progress import go_on
from navigator.dialogue.questions import in_order
from navigator.dialogue.returning import NEED_BEFORE, come_back, greet_again, out_of_sight
from navigator.dialogue.state import State
from navigator.dialogue.turn import Facts, Moment, Say, Turn
from navigator.understanding.heard import Heard

HANDLERS: Mapping[str, Callable[[Moment], Turn]] = {
    "inform": answers.nothing_open,
    "correct": answers.nothing_open,
    "greet": acts.greet,
    "affirm": answers.affirm,
    "deny": answers.deny,
    "choose": answers.choose,
    "skip": answers.skip,
    "more": services.more,
    "details": services.details,
    "directions": services.directions,
    "what_to_say": services.what_to_say,
    "turned_away": services.turned_away,
    "wrong_listing": services.wrong_listing,
    "menu": acts.interlude("menu"),
    "go_back": acts.back,
    "new": acts.new,
    "mentor": services.mentor,
    "save": acts.save,
    "erase": acts.erase,
    "steps": steps.show_steps,
    "done": steps.tick,
    "check_in": acts.interlude("check_in_not_yet"),
    "change_language": acts.change_language,
    "bye": acts.bye,
    "thank": acts.thank,
    "returning": acts.returning,
    "ask_who": acts.interlude("ask_who"),
    "ask_real": acts.interlude("ask_real"),
    "ask_privacy": acts.with_hours("ask_privacy"),
    "ask_police": acts.interlude("ask_police"),
    "ask_why": acts.ask_why,
    "ask_how": acts.interlude("menu"),
    "insult": acts.interlude("insult"),
    "out_of_scope": acts.interlude("out_of_scope"),
}
# What a message also says counts for more than how it is said: "fuck you i need a bed" asks for a bed.
CONTENT_FIRST = frozenset(
    [
        *("inform", "correct", "greet", "affirm", "deny", "skip", "choose", "thank", "insult", "out_of_scope"),
        *("change_language", "returning", "bye", "ask_how"),
    ]
)
# A question about us that also says what they need: first our answer, then theirs.
ANSWERED_FIRST = frozenset(["ask_who", "ask_real", "ask_privacy", "ask_police"])
UNCONFIGURED = Facts()
LEADS = {"returning": "welcome_lead"}


def decide(state: State, heard: Heard, now: datetime, facts: Facts = UNCONFIGURED) -> Turn:
    """The next turn. `now` aware. With `turn.search`, hand the directory's answer to `present`."""
    seen = come_back(state, now)
    heard = about_the_place(seen, heard)
    told = _refocused(seen, listen(seen, heard), heard)
    moment = Moment(told, heard, now, facts, what_changed(seen, told), unstored(heard), first=state.turns == 0)
    turn = _route(moment)
    if "erase" in turn.effects:
        return turn
    at = now.astimezone(UTC).replace(second=0, microsecond=0).isoformat()
    return replace(turn, state=replace(turn.state, turns=state.turns + 1, last_seen=at))


def _route(moment: Moment) -> Turn:
    act = moment.heard.act
    if answers.only_no(moment):
        return answers.deny(moment)
    if act in CONTENT_FIRST and _has_content(moment):
        lead = (Say(LEADS[act]),) if act in LEADS else ()
        return go_on(moment, lead)
    if act in ANSWERED_FIRST and _has_content(moment):
        return go_on(moment, HANDLERS[act](moment).say[:1])
    if act in NEED_BEFORE and out_of_sight(moment):
        return greet_again(moment)
    return HANDLERS.get(act, answers.nothing_open)(moment)


def _has_content(moment: Moment) -> bool:
    heard = moment.heard
    if heard.area_unclear and moment.state.needs:
        return True
    if heard.maybe_needs and not moment.state.needs:
        return True
    told = heard.needs or heard.area or heard.circumstances or heard.not_needs or heard.not_circumstances
    return bool(told or heard.urgency or heard.age is not None) or bool(moment.changed - {"language"})


def _refocused(before: State, after: State, heard: Heard) -> State:
    """Elsewhere, everything is looked for anew. A need said after results, new or again, is what is looked for now."""
    if elsewhere(before.area, after.area):
        settled = tuple(entry for entry in after.settled if not entry.startswith("need:"))
        return replace(after, shown=(), offered=(), previous=(), queue=(), focus="", looking="", settled=settled)
    said = tuple(id for id in heard.needs if id in after.needs)
    wanted = tuple(id for id in after.needs if id not in before.needs) or said
    if wanted and before.shown and after.focus not in said:
        return replace(after, focus=in_order(wanted)[0])
    return after
