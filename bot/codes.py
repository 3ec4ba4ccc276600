"""SAVE, and the code that brings it back: what a person asked to keep, opened by four words and by nothing else.

Blocking: the inbox calls it from a thread.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.limits import Limits
from bot.tracker_store import Slots
from navigator.clock import Clock
from navigator.codes.code import Lock, code_in, language_of, lock_of, new_code
from navigator.codes.store import Saved
from navigator.ids import Ids

# Needs, area and steps, and what keeps a place from being wrong for this person. Never what was shown or asked.
KEPT = ("needs", "circumstances", "denied", "area", "age", "for_other", "refused", "steps")
MADE = "_codes"  # in the stored slots: the rows this conversation has to do with, so that ERASE reaches them
MOST = 5  # codes one conversation can have made or used
_EVERYBODY = "all"

Trouble = Literal["code_unknown", "code_wait"]


@dataclass(frozen=True, slots=True)
class Restored:
    """`slots` are those to go on with; without them `trouble` says why."""

    slots: Slots | None = None
    trouble: Trouble = "code_unknown"


@dataclass(slots=True)
class Codes:
    """`pepper`: NAVIGATOR_PSEUDONYM_KEY. Wrong tries are counted for each conversation and for all together."""

    saved: Saved
    clock: Clock
    ids: Ids
    pepper: str
    tries: Limits = field(init=False)
    all_tries: Limits = field(init=False)

    def __post_init__(self) -> None:
        self.tries = Limits(self.clock, burst=5, per_minute=1)
        self.all_tries = Limits(self.clock, burst=60, per_minute=20)

    def save(self, slots: Slots, language: str) -> tuple[str, Slots] | None:
        """A new code, and the slots with a note of its row. None when there is nothing to keep."""
        content = _content(slots)
        if not content:
            return None
        code = new_code(language, self.ids)
        lock = self._lock(code)
        self.saved.put(lock, json.dumps(content, separators=(",", ":")).encode(), self.clock.now())
        gone = (slots.get(MADE) or [])[: -(MOST - 1)]
        if gone:
            self.saved.erase(*gone)
        return code, slots | noted(slots, lock.id)

    def restore(self, name: str, code: str, slots: Slots) -> Restored:
        """What the code opens, out of sight until the talk takes it up (`navigator.dialogue.returning`)."""
        if self.tries.ask(name) != "go" or self.all_tries.ask(_EVERYBODY) != "go":
            return Restored(trouble="code_wait")
        lock = self._lock(code)
        kept = self.saved.get(lock, self.clock.now())
        if kept is None:
            return Restored()
        before: Mapping[str, Any] = json.loads(kept)
        fresh = {"language": language_of(code)} | {name: slots[name] for name in ("language", "turns") if name in slots}
        return Restored(fresh | {"before": dict(before)} | noted(slots, lock.id))

    def forget(self, slots: Slots | None) -> None:
        """ERASE: the codes this conversation made or used open nothing any more."""
        made = (slots or {}).get(MADE) or []
        if made:
            self.saved.erase(*made)

    def _lock(self, code: str) -> Lock:
        return lock_of(code, self.pepper)


def noted(slots: Slots, *ids: str) -> Slots:
    """The note of rows, carried on from turn to turn; empty when there are none."""
    rows = list(dict.fromkeys((*(slots.get(MADE) or ()), *ids)))[-MOST:]
    return {MADE: rows} if rows else {}


def _content(slots: Slots) -> Slots:
    """What was put out of sight by a silence is kept as well."""
    known = dict(slots.get("before") or {}) | {name: value for name, value in slots.items() if value}
    found = {name: known[name] for name in KEPT if known.get(name)}
    return found if found.get("needs") else {}


__all__ = ["Codes", "Restored", "code_in", "noted"]
