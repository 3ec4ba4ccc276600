"""What a message takes back: "i dont have kids", "he never hits me", "i got my GED already"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from navigator.needs import LANGUAGES, needs
from navigator.understanding.lexicon import Pointer
from navigator.understanding.phrases import Hit, PhraseTable
from navigator.understanding.tables import load

_REACH = 3  # words between a cue and what it denies
_BREAKS = frozenset(
    [
        ".",
        ";",
        "!",
        "?",
        ",",
        "but",
        "pero",
        "just",
        "need",
        "necesito",
        "quiero",
        "want",
        "solo",
        "because",
        "porque",
        "so",
        "sino",
    ]
)
_JOINS = frozenset(["or", "nor", "and", "o", "ni", "y", ",", "a", "an", "any"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Denied:
    """`labels` were denied; words `start` up to `end` say so and are not read for anything else."""

    labels: frozenset[str]
    start: int
    end: int


def denials(said: Sequence[str], found: Sequence[Pointer], language: str | None) -> list[Denied]:
    """In order of appearance. A pointer that one cue reaches, and those joined to it by "or", "ni", are denied."""
    cues = [hit for one in ([language] if language else LANGUAGES) for hit in _table(one).find(said)]
    denied: list[Denied] = []
    for cue in cues:
        name, side = cue.key.split(" ")
        able = [pointer for pointer in found if pointer.label in _turns(name)]
        reached = _after(cue, able, said) if side == "before" else _before(cue, able, said)
        if reached:
            start = min([cue.start, *(pointer.start for pointer in reached)])
            end = max([cue.end, *(pointer.end for pointer in reached)])
            denied.append(Denied(frozenset(pointer.label for pointer in reached), start, end))
    return sorted(denied, key=lambda one: (one.start, one.end))


def _after(cue: Hit, able: Sequence[Pointer], said: Sequence[str]) -> list[Pointer]:
    reached: list[Pointer] = []
    end = cue.end
    for pointer in able:
        between = said[end : pointer.start]
        first = not reached and len(between) <= _REACH and not _BREAKS.intersection(between)
        joined = bool(reached) and (pointer.start < end or set(between) <= _JOINS)
        if pointer.end > cue.end and pointer.start >= cue.start and (first or joined):
            reached.append(pointer)
            end = max(end, pointer.end)
    return reached


def _before(cue: Hit, able: Sequence[Pointer], said: Sequence[str]) -> list[Pointer]:
    return [
        pointer
        for pointer in able
        if pointer.end <= cue.start
        and cue.start - pointer.end <= 1
        and not _BREAKS.intersection(said[pointer.end : cue.start])
    ]


@cache
def _turns(name: str) -> frozenset[str]:
    listed = load("negation", "en")[name]["turns"]
    every = [f"need:{need}" for need in needs()] if "needs" in listed else []
    return frozenset(
        [
            *every,
            *(f"need:{id}" for id in listed if id in needs()),
            *(f"circumstance:{id}" for id in listed if id not in needs()),
        ]
    )


@cache
def _table(language: str) -> PhraseTable:
    cues: Mapping[str, Mapping[str, list[str]]] = load("negation", language)
    lines = {f"{name} {side}": cue[side] for name, cue in cues.items() for side in ("before", "after") if side in cue}
    return PhraseTable(lines, language)
