"""What a person does with a list of services: look closer, ask the way, ask what to say, report, see more."""

from dataclasses import replace

from navigator.dialogue.listen import joined
from navigator.dialogue.progress import go_on
from navigator.dialogue.questions import focused
from navigator.dialogue.searching import END, SHOWN, look_up, search_for, search_peers
from navigator.dialogue.turn import Moment, Purpose, Say, Search, Turn
from navigator.needs import circumstances

# which outcome a report leaves behind
OUTCOMES = {"turned_away": "turned_away", "wrong_listing": "wrong"}


def details(moment: Moment) -> Turn:
    return _about_one(moment, "details")


def directions(moment: Moment) -> Turn:
    return _about_one(moment, "directions")


def what_to_say(moment: Moment) -> Turn:
    """For a place of the list; before there is one, for the need."""
    state = moment.state
    if state.needs and not state.services:
        return Turn(state, (Say("what_to_say", {"need": focused(state)[0], "result": {}}),))
    return _about_one(moment, "what_to_say")


def more(moment: Moment) -> Turn:
    state = moment.state
    if not state.needs:
        return go_on(moment)
    if state.queue:
        return _from_queue(moment, "more", state.queue)
    if not state.shown:
        return go_on(moment)
    skip = frozenset((*state.shown, *state.refused))
    return Turn(replace(state, asked=""), search=search_for(moment, "more", skip=skip))


def mentor(moment: Moment) -> Turn:
    """Nobody sits behind this number yet: the answer is who can be reached today, and when."""
    return Turn(moment.state, search=search_peers(moment))


def turned_away(moment: Moment) -> Turn:
    return _report(moment, "turned_away")


def wrong_listing(moment: Moment) -> Turn:
    return _report(moment, "wrong_listing")


def _report(moment: Moment, act: str) -> Turn:
    """Notes it without who, and looks for the next fit at once."""
    state, id = moment.state, picked(moment)
    if id is None:
        return _which(moment, act)
    state = replace(state, refused=joined(state.refused, (id,)), asked="", looking="")
    effects = (f"outcome:{OUTCOMES[act]}:{id}", *_reasons(moment, act, id))
    head = "sorry_no" if act == "turned_away" else "noted_wrong"
    if state.queue:
        left = tuple(other for other in (*state.services, *state.queue) if other != id)
        turn = _from_queue(replace(moment, state=state), "next", left, head)
        return replace(turn, effects=effects)
    return Turn(state, (), _next_best(replace(moment, state=state), head), effects)


def _reasons(moment: Moment, act: str, id: str) -> tuple[str, ...]:
    """Why a place said no, as the attribute of the listing it is about; nothing of what may not be kept."""
    if act != "turned_away":
        return ()
    said = [circumstances()[one] for one in moment.heard.circumstances if circumstances()[one].stored]
    reasons = dict.fromkeys(one.asks[0].attribute for one in said if one.asks)
    return tuple(f"outcome:turned_away/{reason}:{id}" for reason in reasons)


def _next_best(moment: Moment, head: str) -> Search:
    """The others of the list still stand: only what was refused is left out. Peers, when nothing else was asked for."""
    skip = frozenset(moment.state.refused)
    search = search_for(moment, "next", skip=skip, head=head)
    return search if moment.state.needs else replace(search_peers(moment), purpose="next", skip=skip, head=head)


def _from_queue(moment: Moment, purpose: Purpose, queue: tuple[str, ...], head: str = "") -> Turn:
    """What was found with something we may not keep. After its end no search goes on without it: that could harm."""
    ids = tuple(id for id in queue if id != END)
    if not ids:
        return Turn(moment.state, (Say("more_unstored"),))
    state = replace(moment.state, asked="", queue=(*ids[SHOWN:], END))
    return Turn(state, search=look_up(moment, purpose, ids[:SHOWN], head=head))


def _about_one(moment: Moment, purpose: Purpose) -> Turn:
    id = picked(moment)
    if id is None:
        return _which(moment, purpose)
    state = replace(moment.state, looking=id, asked="")
    return Turn(state, search=look_up(moment, purpose, (id,)))


def _which(moment: Moment, act: str) -> Turn:
    state = moment.state
    if not state.services:
        return go_on(moment)
    return Turn(replace(state, asked=f"which:{act}"), (Say("which", {"count": len(state.services)}),))


def picked(moment: Moment) -> str | None:
    """The service meant: by number, else the one last looked at, else the only one."""
    services = moment.state.services
    for number in moment.heard.choices:
        return services[number - 1] if 1 <= number <= len(services) else None
    if moment.state.looking:
        return moment.state.looking
    return services[0] if len(services) == 1 else None
