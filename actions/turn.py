"""One turn, the same for every action: slots and message in, what to say and new slots out."""

import asyncio
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.heard import heard_in
from actions.search import look
from actions.wiring import Wiring, wired
from navigator.dialogue import Facts, Say, State, Turn, decide, present

Events = list[dict[str, Any]]


async def take_turn(dispatcher: CollectingDispatcher, tracker: Tracker) -> tuple[Turn, Events]:
    """Decides, searches where needed, says it; returns the turn and the slots to set."""
    wiring = wired()
    state = State.from_slots(tracker.slots)
    facts = Facts(retention_hours=wiring.settings.retention)
    turn = decide(state, heard_in(tracker.latest_message), wiring.clock.now(), facts)
    if turn.search is not None:
        turn = present(turn, await asyncio.to_thread(look, turn.search, wiring))
    for say in turn.say:
        utter(dispatcher, say, turn.state, wiring)
    # One action a turn: without this Rasa would ask its policies again only to hear that it is to listen.
    return turn, [*slot_events(tracker, turn.state), FollowupAction("action_listen")]


def utter(dispatcher: CollectingDispatcher, say: Say, state: State, wiring: Wiring) -> None:
    """The catalogue puts it into words; the slots still hold the language of the turn before, so it goes along."""
    values = {**say.values, "language": state.language, "country": wiring.settings.country}
    dispatcher.utter_message(response=f"utter_{say.key}", values=values)


def slot_events(tracker: Tracker, state: State) -> Events:
    """Only what changed."""
    slots = state.to_slots()
    return [SlotSet(name, value) for name, value in slots.items() if tracker.slots.get(name) != value]
