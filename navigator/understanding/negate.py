"""What a message takes back: "i dont have kids", "he never hits me", "i got my GED already"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from navigator.needs import LANGUAGES, needs
from navigator.understanding.lexicon import Pointer
from navigator.understanding.phrases import Hit, PhraseTable
from navigator.understanding.tables import load

_REACH = {"before": 3, "right_before": 0}  # words between a cue and what it denies
# may end a cue and begin a pointer
_SHARED = frozenset(["a", "an", "the", "my", "me", "nos", "un", "una", "el", "la", "mi"])
_BREAKS = frozenset(
    ". ; ! ? , but pero no just need necesito quiero want solo because porque so sino".split()  # noqa: SIM905
)
_JOINS = frozenset(["or", "nor", "and", "o", "ni", "y", "a", "an", "any"])  # fmt: skip


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
        kinds = _kinds(name)
        able = [pointer for pointer in found if pointer.label in _turns(name) and pointer.kind in kinds]
        if side == "plain":
            denied.append(Denied(_turns(name), cue.start, cue.end))
            continue
        reached = _before(cue, able, said) if side == "after" else _after(cue, able, said, _REACH[side])
        if reached:
            start = min([cue.start, *(pointer.start for pointer in reached)])
            end = max([cue.end, *(pointer.end for pointer in reached)])
            denied.append(Denied(frozenset(pointer.label for pointer in reached), start, end))
    return sorted(denied, key=lambda one: (one.start, one.end))


def _after(cue: Hit, able: Sequence[Pointer], said: Sequence[str], reach: int) -> list[Pointer]:
    reached: list[Pointer] = []
    end = cue.end
    for pointer in able:
        between = said[end : pointer.start]
        first = not reached and len(between) <= reach and not _BREAKS.intersection(between)
        joined = bool(reached) and (pointer.start < end or set(between) <= _JOINS)
        follows = pointer.start >= cue.end or (pointer.start == cue.end - 1 and said[pointer.start] in _SHARED)
        if follows and (first or joined):
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


def _kinds(name: str) -> tuple[str, ...]:
    """A cue of `things` denies the things themselves, not what only hints at lacking them ("tengo hambre")."""
    return tuple(load("negation", "en")[name].get("kinds", ("decide", "things")))


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
    sides = ("before", "right_before", "after", "plain")
    lines = {f"{name} {side}": cue[side] for name, cue in cues.items() for side in sides if side in cue}
    return PhraseTable(lines, language)
