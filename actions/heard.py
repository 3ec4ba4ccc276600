"""What was understood, read from Rasa's tracker."""

from collections.abc import Mapping
from typing import Any

from navigator.understanding.entities import from_entities
from navigator.understanding.heard import Heard


def heard_in(latest_message: Mapping[str, Any]) -> Heard:
    """`latest_message` as rasa-sdk has it: `intent` and `entities`; the text in it is empty by design."""
    return from_entities(latest_message.get("intent") or {}, latest_message.get("entities") or ())
