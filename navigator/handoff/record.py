"""How a relay is written down: as JSON, to be sealed. The keys of its lines stand in their own table."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from navigator.handoff.relay import Relay

_TIMES = ("since", "person_at", "mentor_at")
_ELSEWHERE = ("id", "held", "seen")


@dataclass(frozen=True, slots=True)
class Person:
    """How a person is reached. `address`: a number, or a web session's id; it stands only inside the seal."""

    channel: Literal["sms", "web"]
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class Held:
    """A relay as it stands in the store. `note`: the mentor's own, private."""

    relay: Relay
    person: Person
    conversation: str
    version: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """`number` grows along the talk."""

    number: int
    side: Literal["person", "mentor"]
    text: str


def packed(relay: Relay, person: Person, note: str) -> bytes:
    told: dict[str, Any] = {key: value for key, value in asdict(relay).items() if key not in _ELSEWHERE}
    for key in _TIMES:
        told[key] = told[key].isoformat() if told[key] else None
    told["call_back"] = [at.isoformat() for at in relay.call_back] if relay.call_back else None
    return json.dumps({"relay": told, "person": asdict(person), "note": note}, separators=(",", ":")).encode()


def unpacked(id: str, conversation: str, version: int, opened: bytes, seen: Sequence[str], held: Sequence[str]) -> Held:
    """The reverse, with the keys of all lines so far and of those no mentor has got yet."""
    told = json.loads(opened)
    relay = told["relay"]
    for key in _TIMES:
        relay[key] = datetime.fromisoformat(relay[key]) if relay[key] else None
    window = relay["call_back"]
    relay["call_back"] = (datetime.fromisoformat(window[0]), datetime.fromisoformat(window[1])) if window else None
    relay["shared"] = tuple(relay["shared"])
    made = Relay(id, **relay, held=tuple(held), seen=frozenset(seen))
    return Held(made, Person(**told["person"]), conversation, version, told["note"])
