"""MENTOR: who has been there and can be reached today."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Events, take_turn


class ActionMentor(Action):
    def name(self) -> str:
        return "action_mentor"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        _, events = await take_turn(dispatcher, tracker)
        return events
