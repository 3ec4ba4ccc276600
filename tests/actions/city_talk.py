"""Talks with the real actions over the sample city in memory: what Rasa does, without Rasa and without a database."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import wiring
from actions.action_erase import ActionErase
from actions.action_mentor import ActionMentor
from actions.action_next import ActionNext
from actions.action_steps import ActionSteps
from actions.action_turned_away import ActionTurnedAway
from actions.action_wrong_listing import ActionWrongListing
from bot.messages import Channel, render
from directory.model import Listing, Near
from navigator.clock import FrozenClock
from navigator.ids import SeededIds
from navigator.settings import Settings
from navigator.understanding.entities import to_entities
from navigator.understanding.heard import Area, Heard
from tests.directory.sample_city import city

LANTERN_HILL = Area("Lantern Hill", "neighborhood", "Port Ellis", "XX", "00104", 36.022, -126.990)
EASTSIDE = Area("Eastside", "neighborhood", "Port Ellis", "XX", "00103", 36.006, -126.973)
NOWHERE = Area("Nowhere", "city", "Nowhere", "XX", "", 60.0, -150.0)
FRIDAY_NIGHT = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
ACTIONS: dict[str, Action] = {
    "mentor": ActionMentor(),
    "erase": ActionErase(),
    "steps": ActionSteps(),
    "done": ActionSteps(),
    "turned_away": ActionTurnedAway(),
    "wrong_listing": ActionWrongListing(),
}


class CityDirectory:
    """The sample city; keeps the outcomes it is told."""

    def __init__(self) -> None:
        self.listings = {one.id: one for one in city(FRIDAY_NIGHT.date())}
        self.outcomes: list[tuple[str, str, str]] = []

    def candidates(
        self, needs: tuple[str, ...] = (), near: Near | None = None, words: tuple[str, ...] = (), limit: int = 120
    ) -> list[Listing]:
        active = [one for one in self.listings.values() if one.status == "active"]
        return [one for one in active if not needs or one.needs & set(needs)]

    def get(self, id: str) -> Listing | None:
        return self.listings.get(id)

    def record_outcome(self, id: str, kind: str, week: str) -> None:
        self.outcomes.append((id, kind, week))


@dataclass
class CityTalk:
    channel: Channel = "sms"
    directory: CityDirectory = field(default_factory=CityDirectory)
    clock: FrozenClock = field(default_factory=lambda: FrozenClock(FRIDAY_NIGHT))
    slots: dict[str, Any] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        settings = Settings(timezone="America/Los_Angeles")
        wiring.configure(directory=self.directory, clock=self.clock, ids=SeededIds(), settings=settings)

    def say(self, act: str = "inform", **heard: Any) -> str:
        """The replies, a line between."""
        latest = {
            "intent": {"name": act, "confidence": 1.0},
            "entities": to_entities(Heard(act=act, **heard)),
            "text": "",
        }
        tracker = Tracker("someone", dict(self.slots), latest, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        events = asyncio.run(ACTIONS.get(act, ActionNext()).run(dispatcher, tracker, {}))
        self.slots.update({event["name"]: event["value"] for event in events if event["event"] == "slot"})
        self.messages = dispatcher.messages
        return "\n\n".join(self.texts)

    @property
    def texts(self) -> list[str]:
        return [
            render(message["response"].removeprefix("utter_"), message["values"], "en", self.channel)
            for message in self.messages
            if message["response"]
        ]

    @property
    def services(self) -> list[str]:
        return [id for message in self.messages for id in (message.get("values") or {}).get("services", ())]

    def wait(self, **by: float) -> None:
        self.clock.forward(timedelta(**by))
