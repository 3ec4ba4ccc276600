"""The words that point at a label, found in a message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from navigator.needs import LANGUAGES
from navigator.understanding.phrases import PhraseTable
from navigator.understanding.tables import load

Kind = Literal["decide", "things"]
_PREFIX = {"needs": "need:", "circumstances": "circumstance:", "urgency": "urgency:", "person": ""}


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words `start` up to `end` point at the topic `label`."""

    label: str
    kind: Kind
    start: int
    end: int


def pointers(said: Sequence[str], language: str | None) -> list[Pointer]:
    """All pointers in normalised words; `language` None looks in both languages."""
    found: dict[Pointer, None] = {}
    for one in [language] if language else LANGUAGES:
        for hit in _table(one).find(said):
            label, _, kind = hit.key.rpartition(" ")
            found[Pointer(label, "decide" if kind == "decide" else "things", hit.start, hit.end)] = None
    return sorted(found, key=lambda pointer: (pointer.start, pointer.end, pointer.label))


def entries(language: str) -> Iterator[tuple[str, Kind, list[str]]]:
    """(topic label, kind, lines) of one language's table."""
    for group, labels in load("lexicon", language).items():
        for id, kinds in labels.items():
            for kind, lines in kinds.items():
                yield f"{_PREFIX[group]}{id}", kind, lines


@cache
def _table(language: str) -> PhraseTable:
    return PhraseTable({f"{label} {kind}": lines for label, kind, lines in entries(language)}, language)
