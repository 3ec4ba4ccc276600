"""WRONG 2: a listing is wrong. Noted without who; the next fit at once."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.outcomes import record_outcomes
from actions.turn import Events, take_turn


class ActionWrongListing(Action):
    def name(self) -> str:
        return "action_wrong_listing"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        turn, events = await take_turn(dispatcher, tracker)
        await record_outcomes(turn)
        return events
