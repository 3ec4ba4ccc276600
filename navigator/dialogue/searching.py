"""Makes the searches a talk asks for."""

from dataclasses import replace

from navigator.dialogue.questions import assumed, focused, what_if
from navigator.dialogue.turn import Moment, Purpose, Search
from navigator.needs import with_implied

SHOWN = 3
END = "end"  # closes a queue of ids
AHEAD = 9  # how many are fetched at once when what they fit may not be stored


def search_for(moment: Moment, purpose: Purpose, *, skip: frozenset[str] = frozenset(), head: str = "") -> Search:
    """Everything known, and what was said only now."""
    state = moment.state
    return Search(
        purpose,
        needs=focused(state),
        circumstances=with_implied(frozenset(state.circumstances) | moment.unstored | assumed(state)),
        area=state.area,
        urgency=state.urgency,
        language=state.language,
        age=moment.heard.age if moment.heard.age is not None else state.age,
        words=moment.heard.words,
        skip=skip,
        limit=AHEAD if moment.unstored else SHOWN,
        what_if=what_if(state, moment.heard.maybe_circumstances) if purpose == "results" else (),
        also=moment.heard.maybe_needs,
        head=head,
    )


def search_peers(moment: Moment) -> Search:
    """Places with people who have lived it: two are enough."""
    found = search_for(moment, "mentor")
    return replace(found, needs=("peer_support",), words=(), limit=2, what_if=())


def look_up(moment: Moment, purpose: Purpose, ids: tuple[str, ...], *, head: str = "") -> Search:
    """These services and no others, with what is known of the person for the reasons."""
    return replace(search_for(moment, purpose, head=head), ids=ids, words=(), limit=len(ids), what_if=())
