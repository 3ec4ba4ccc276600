"""Generated families: templates with slots in a readable file, expanded when training."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from navigator.needs import LANGUAGES
from navigator.understanding.example import Example
from navigator.understanding.lexicon import entries
from navigator.understanding.tables import load

_SLOT = re.compile(r"\{(\w+)\}")
_SEED = 11
_LABELS = {"needs": "need:", "circumstances": "circumstance:"}

Slots = Mapping[str, Sequence[str]]


def family_examples() -> list[Example]:
    """Every family of every language, expanded. The same files give the same messages."""
    return [example for language in LANGUAGES for example in _of(language)]


def _of(language: str) -> Iterator[Example]:
    table = load("families", language)
    for name, family in table["families"].items():
        for slots, labels in _rounds(family, table["slots"], language):
            yield from expand(name, family, slots, {**labels, "language": language})


def _rounds(family: Mapping[str, Any], slots: Slots, language: str) -> Iterator[tuple[Slots, dict[str, Any]]]:
    """A family for `each` need is said once with the things of every need, else once."""
    field = family.get("each")
    if field is None:
        yield slots, {}
        return
    for label, kind, lines in entries(language):
        id = label.removeprefix(_LABELS[field])
        if kind == "things" and id != label:
            key = {"not": f"not_{field}", "nothing": ""}.get(family.get("as", ""), field)
            yield {**slots, "thing": [line for line in lines if "(" not in line]}, {key: [id]} if key else {}


def expand(name: str, family: Mapping[str, Any], slots: Slots, labels: Mapping[str, Any]) -> list[Example]:
    """`family` has `say` (templates), labels as in the Rasa files, and `times`: messages a template (default 4)."""
    chance = random.Random(f"{_SEED} {name} {sorted(labels.items())}")
    said = {**family, **labels, "for_other": family.get("for_other") == "true"}
    made = dict.fromkeys(
        filled(template, slots, chance) for template in family["say"] for _ in range(int(family.get("times", 4)))
    )
    return [Example.of(text, family.get("act", "inform"), said, source=f"family {name}") for text in made]


def filled(template: str, slots: Slots, chance: random.Random) -> str:
    """`template` with each `{slot}` replaced by one of its fillers, which may hold slots themselves."""
    while _SLOT.search(template):
        template = _SLOT.sub(lambda match: chance.choice(slots[match[1]]), template)
    return " ".join(template.split())
