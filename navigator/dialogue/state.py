"""What is remembered of a conversation: a few hundred bytes, no text of the person, nothing the vocabulary forbids."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from navigator.needs import Urgency, circumstances
from navigator.understanding.entities import area_from_dict, area_to_dict
from navigator.understanding.heard import Area


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the person's list. `id` is a step of `steps.yml`."""

    id: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """One field, one Rasa slot of the same name.

    `needs`: in the person's order. `denied`: circumstances they said no to. `asked`: the question that is open, as
    "area" or "circumstance:pet". `settled`: questions answered or skipped, never asked again. `offered`: what 1, 2, 3
    mean now, as "service:ID" or "need:food"; `previous`: what they meant on the list before. `shown`: ids already
    suggested; `refused`: those that said no or were wrong. `queue`: ids that fitted something we may not store, for
    MORE, and its end. `looking`: the service last looked at. `questions`: asked before the first phone number.
    `last_seen`: ISO time, UTC. `before`: the slots of a talk that is out of sight until the person asks for it.
    """

    needs: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    area: Area | None = None
    language: str = "en"
    urgency: Urgency | None = None
    age: int | None = None
    for_other: bool = False
    asked: str = ""
    settled: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    queue: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    looking: str = ""
    focus: str = ""
    steps: tuple[Step, ...] = ()
    questions: int = 0
    turns: int = 0
    last_seen: str = ""
    before: Mapping[str, Any] | None = None

    @property
    def services(self) -> tuple[str, ...]:
        """Ids of the services that numbers mean now."""
        return services_in(self.offered)

    @property
    def has_content(self) -> bool:
        """Whether anything would be given away by showing it."""
        return bool(self.needs or self.circumstances or self.area or self.shown or self.steps)

    def to_slots(self) -> dict[str, Any]:
        """Every slot with a JSON value; empty is None, so that an unset slot and an empty one are the same."""
        return {name: _packed(name, getattr(self, name)) for name in SLOTS}

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> "State":
        """Slots that are absent or None take their defaults; unknown ones are ignored."""
        given = {name: _unpacked(name, slots[name]) for name in SLOTS if slots.get(name) is not None}
        return cls(**given)


SLOTS = tuple(field.name for field in fields(State))
_TUPLES = frozenset(field.name for field in fields(State) if isinstance(field.default, tuple) and field.name != "steps")


def _packed(name: str, value: Any) -> Any:
    if not value:
        return None
    if name == "area":
        return area_to_dict(value)
    if name == "steps":
        return [f"{step.id}+" if step.done else step.id for step in value]
    if name in ("circumstances", "denied"):
        return [id for id in value if circumstances()[id].stored] or None
    if name in _TUPLES:
        return list(value)
    return dict(value) if name == "before" else value


def _unpacked(name: str, value: Any) -> Any:
    if name == "area":
        return area_from_dict(value)
    if name == "steps":
        return tuple(Step(entry.removesuffix("+"), entry.endswith("+")) for entry in value)
    return tuple(value) if name in _TUPLES else value


def services_in(offered: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(entry.removeprefix("service:") for entry in offered if entry.startswith("service:"))
