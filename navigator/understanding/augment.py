"""More to learn from than was written: messages joined into ones with two or three needs, and messages mistyped."""

import random
import string
from collections.abc import Sequence
from dataclasses import replace

from navigator.understanding.example import Example

JOINED, MISTYPED = "joined", "mistyped"  # sources of what is made here
_SEED = 7
_JOINS = {
    "en": (" and ", " n ", ". ", ", ", " also ", " ", " plus ", " & i need ", ". also "),
    "es": (" y ", ". ", ", ", " tambien ", " ", " y ademas ", " y aparte ", ". tambien "),
}
_AGAIN = 0.25  # of the messages are learned from a second time, mistyped
_SLIPPING = (1 / 3, 1.0)  # share of the words of one mistyped message
_SHARE = 0.5  # joined messages per written message that says something


def augmented(examples: Sequence[Example], seed: int = _SEED) -> list[Example]:
    """The examples, then the joined and the mistyped ones. The same input gives the same output."""
    chance = random.Random(seed)
    return [*examples, *joined(examples, chance), *mistyped(examples, chance)]


def mistyped(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    """A share of the messages again, a third or all of the words with one wrong, missing, doubled or swapped letter."""
    chosen = [example for example in examples if chance.random() < _AGAIN]
    return [replace(example, text=_mistyped(example.text, chance), source=MISTYPED) for example in chosen]


def _mistyped(text: str, chance: random.Random) -> str:
    share = chance.choice(_SLIPPING)
    return " ".join(_slip(word, chance) if chance.random() < share else word for word in text.split())


def _slip(word: str, chance: random.Random) -> str:
    if len(word) < 3:
        return word
    at = chance.randrange(len(word) - 1)
    head, first, second, tail = word[:at], word[at], word[at + 1], word[at + 2 :]
    wrong = chance.choice(string.ascii_lowercase)
    slips = (second, second + first, first * 2 + second, wrong + second)
    return head + chance.choice(slips) + tail


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
        source=JOINED,
    )


def _contradicts(example: Example) -> bool:
    return bool(example.needs & example.not_needs or example.circumstances & example.not_circumstances)
