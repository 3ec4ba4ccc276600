"""How a message speaks of one label, with the label's own words hidden: "no X needed", "got X last week", "need X now".

Because the words are hidden, what is learned from "no lawyer needed" also holds for "no pantry needed".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from navigator.understanding.lexicon import Pointer

_OWN, _OTHER, _EDGE = "X", "Y", "#"
_ENDS = frozenset(
    ". ; ! ? , but pero just solo because porque so sino aunque though if si and y".split()  # noqa: SIM905
)
_SIDE = 3  # words to each side of the label's words that are read in order

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """`said`: the message with `X` for the label's words and `Y` for those of other labels. `spans`: of the X."""

    label: str
    said: tuple[str, ...]
    spans: tuple[Span, ...]
    own: tuple[str, ...]  # the hidden words, one entry a span
    denied: bool  # by the tables of `negate`

    def clues(self) -> list[str]:
        """What a linear model weighs; the same clue may come twice."""
        marks = [f"label {self.label}", f"times {min(len(self.spans), 3)}", *(["denied"] if self.denied else [])]
        if not self.spans:
            return [*marks, *self._throughout()]
        near = (clue for span, own in zip(self.spans, self.own, strict=True) for clue in self._near(span, own))
        around = (clue for span in self.spans for clue in self._around(span))
        return [*marks, *near, *around]

    def _throughout(self) -> Iterator[str]:
        for word in self.said:
            yield f"any {word}"
            yield f"any {self.label} {word}"
        yield from (f"any2 {first} {second}" for first, second in pairwise(self.said))

    def _near(self, span: Span, own: str) -> Iterator[str]:
        left = [self._word(span[0] - step) for step in range(1, _SIDE + 1)]
        right = [self._word(span[1] + step) for step in range(_SIDE)]
        for at in range(_SIDE):
            yield f"<{at} {left[at]}"
            yield f">{at} {right[at]}"
            yield f"<<{at} {left[: at + 1]}"
            yield f">>{at} {right[: at + 1]}"
        yield f"<> {left[0]} {right[0]}"
        yield f"own {own}"
        yield f"own {self.label} {own}"
        yield f"own< {left[0]} {own}"
        yield from (f"{self.label} {words}" for words in (left[:1], left[:2], [_OWN, right[0]]))

    def _around(self, span: Span) -> Iterator[str]:
        parts = clauses(self.said)
        here = next((at for at, part in enumerate(parts) if part[0] <= span[0] < part[1]), 0)
        for at, (start, end) in enumerate(parts):
            place = max(-2, min(2, at - here))
            words = self.said[start:end]
            yield from (f"in {place} {word}" for word in words)
            if abs(place) < 2:
                yield from (f"in2 {place} {first} {second}" for first, second in pairwise(words))
            if place == 0:
                yield from (f"in {self.label} {word}" for word in words)

    def _word(self, at: int) -> str:
        return self.said[at] if 0 <= at < len(self.said) else _EDGE


def claim(label: str, said: Sequence[str], found: Sequence[Pointer], denied: bool) -> Claim:
    """`found`: every pointer of the message, denied ones too."""
    spans = _merged([(pointer.start, pointer.end) for pointer in found if pointer.label == label])
    own = {at for start, end in spans for at in range(start, end)}
    other = {at for p in found if p.label.startswith(("need:", "circumstance:")) for at in range(p.start, p.end)}
    hidden = tuple(_OWN if at in own else _OTHER if at in other else word for at, word in enumerate(said))
    return Claim(label, hidden, tuple(spans), tuple(" ".join(said[start:end]) for start, end in spans), denied)


def clauses(said: Sequence[str]) -> list[Span]:
    """Where each clause starts and ends; a joining word belongs to the clause it opens."""
    starts = [0, *(at for at, word in enumerate(said) if word in _ENDS and at)]
    return list(pairwise([*starts, len(said)]))


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
