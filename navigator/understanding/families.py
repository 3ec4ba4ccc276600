"""Generated families: templates with slots in a readable file, expanded when training."""

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any

from navigator.needs import LANGUAGES
from navigator.understanding.example import Example
from navigator.understanding.tables import load

_SLOT = re.compile(r"\{(\w+)\}")
_SEED = 11


def family_examples() -> list[Example]:
    """Every family of every language, expanded. The same files give the same messages."""
    return [example for language in LANGUAGES for example in _of(language)]


def _of(language: str) -> list[Example]:
    table = load("families", language) or {}
    slots = table.get("slots", {})
    return [
        example
        for name, family in table.get("families", {}).items()
        for example in expand(name, family, slots, language)
    ]


def expand(name: str, family: Mapping[str, Any], slots: Mapping[str, Sequence[str]], language: str) -> list[Example]:
    """`family` has `say` (templates), labels as in the Rasa files, and `times`: messages a template (default 4)."""
    chance = random.Random(f"{_SEED} {language} {name}")
    labels = {**family, "language": language, "for_other": family.get("for_other") == "true"}
    made = {
        filled(template, slots, chance): None for template in family["say"] for _ in range(int(family.get("times", 4)))
    }
    return [Example.of(text, family.get("act", "inform"), labels, source=f"family {name}") for text in made]


def filled(template: str, slots: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """`template` with each `{slot}` replaced by one of its fillers, which may hold slots themselves."""
    while _SLOT.search(template):
        template = _SLOT.sub(lambda match: chance.choice(slots[match[1]]), template)
    return " ".join(template.split())
