"""ERASE: forget everything. The effect tells the inbox, which deletes what is stored."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Events, take_turn


class ActionErase(Action):
    def name(self) -> str:
        return "action_erase"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        turn, events = await take_turn(dispatcher, tracker)
        dispatcher.utter_message(json_message={"effects": list(turn.effects)})
        return events
