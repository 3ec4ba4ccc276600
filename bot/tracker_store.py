"""Rasa's tracker store, ours: keeps the current slots and nothing else, sealed.

A conversation is stored as its slots, not as its events: no words, no names, a few hundred bytes whatever its length.
A short tracker is rebuilt from them. What cannot be opened (lost key, damage) is a new conversation, not an error.
"""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from navigator.clock import Clock, SystemClock
from navigator.privacy.store import Conversations

Slots = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Vault:
    """Reads and writes a conversation's slots by pseudonym. Blocking: call it from a thread."""

    conversations: Conversations
    clock: Clock
    retention: timedelta

    def read(self, id: str) -> Slots | None:
        kept = self.conversations.load(id, self.clock.now())
        try:
            slots: Slots | None = json.loads(kept) if kept is not None else None
        except ValueError:
            return None
        return slots

    def write(self, id: str, slots: Slots) -> None:
        now = self.clock.now()
        self.conversations.save(id, json.dumps(slots, separators=(",", ":")).encode(), now + self.retention, now)

    def erase(self, id: str) -> None:
        self.conversations.erase(id)


def slots_of(tracker: DialogueStateTracker) -> Slots:
    """The slots worth keeping: those that differ from the domain's initial value."""
    return {
        name: slot.value
        for name, slot in tracker.slots.items()
        if slot.value != slot.initial_value and not name.startswith("session_started") and name != "requested_slot"
    }


class SealedTrackerStore(TrackerStore):
    """Between `hold` and its end, one turn's slots live here and nothing is read or written; else the vault serves."""

    def __init__(
        self, domain: Domain | None = None, host: str | None = None, vault: Vault | None = None, **kwargs: Any
    ) -> None:
        super().__init__(domain, **{key: kwargs[key] for key in ("event_broker",) if key in kwargs})
        self._vault = vault
        self._held: dict[str, Slots] = {}

    @contextmanager
    def hold(self, sender_id: str, slots: Slots | None) -> Iterator[None]:
        """Serve this conversation from memory for one turn; `held` gives its slots at the end."""
        self._held[sender_id] = dict(slots or {})
        try:
            yield
        finally:
            del self._held[sender_id]

    def held(self, sender_id: str) -> Slots:
        return self._held[sender_id]

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        slots = self._held.get(sender_id)
        if slots is None:
            slots = await asyncio.to_thread(self._open_vault().read, sender_id)
        return self._rebuilt(sender_id, slots) if slots else None

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        return self._rebuilt(sender_id, {})

    async def save(self, tracker: DialogueStateTracker) -> None:
        slots = slots_of(tracker)
        if tracker.sender_id in self._held:
            self._held[tracker.sender_id] = slots
        else:
            await asyncio.to_thread(self._open_vault().write, tracker.sender_id, slots)

    async def delete(self, sender_id: str) -> None:
        await asyncio.to_thread(self._open_vault().erase, sender_id)

    async def keys(self) -> list[str]:
        """None: who has written is nobody's business."""
        return []

    def _rebuilt(self, sender_id: str, slots: Slots) -> DialogueStateTracker:
        tracker = self.init_tracker(sender_id)
        events = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
        events += [SlotSet(name, value) for name, value in slots.items() if name in tracker.slots]
        tracker.update_with_events([*events, ActionExecuted(ACTION_LISTEN_NAME)], self.domain)
        return tracker

    def _open_vault(self) -> Vault:
        # `navigator rasa shell` builds this class from endpoints.yml, which knows no open stores.
        if self._vault is None:
            from bot.app import shell_vault

            self._vault = shell_vault(SystemClock())
        return self._vault
