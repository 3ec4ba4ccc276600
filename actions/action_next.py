"""The next thing to say: what most messages lead to."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Events, take_turn


class ActionNext(Action):
    def name(self) -> str:
        return "action_next"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        _, events = await take_turn(dispatcher, tracker)
        return events
