"""More to learn from than was written: messages with two or three needs, made by joining written ones."""

import random
from collections.abc import Sequence
from dataclasses import replace

from navigator.understanding.example import Example

_SEED = 7
_JOINS = {
    "en": (" and ", " n ", ". ", ", ", " also ", " ", " plus ", " & i need ", ". also "),
    "es": (" y ", ". ", ", ", " tambien ", " ", " y ademas ", " y aparte ", ". tambien "),
}
_SHARE = 0.5  # joined messages per written message that says something


def augmented(examples: Sequence[Example], seed: int = _SEED) -> list[Example]:
    """The examples, then the joined ones. The same input gives the same output."""
    return [*examples, *joined(examples, random.Random(seed))]


def joined(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    """Two (sometimes three) messages of one language in one; labels add up unless they contradict each other."""
    made: list[Example] = []
    for language in _JOINS:
        pool = [e for e in examples if e.language == language and e.act == "inform" and not e.for_other]
        pool = [e for e in pool if len(e.text) < 90]
        if len(pool) < 3:
            continue
        for _ in range(int(len(pool) * _SHARE)):
            parts = chance.sample(pool, 3 if chance.random() < 0.2 else 2)
            made.append(_join(parts, chance.choice(_JOINS[language])))
    return [example for example in made if not _contradicts(example)]


def _join(parts: Sequence[Example], join: str) -> Example:
    first = parts[0]
    return replace(
        first,
        text=join.join(part.text.rstrip(" .!?") for part in parts),
        needs=frozenset().union(*(part.needs for part in parts)),
        circumstances=frozenset().union(*(part.circumstances for part in parts)),
        not_needs=frozenset().union(*(part.not_needs for part in parts)),
        not_circumstances=frozenset().union(*(part.not_circumstances for part in parts)),
        urgency=next((part.urgency for part in parts if part.urgency), None),
        age=None,
        source="joined",
    )


def _contradicts(example: Example) -> bool:
    return bool(example.needs & example.not_needs or example.circumstances & example.not_circumstances)
