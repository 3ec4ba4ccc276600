"""Evaluation messages that training has already seen, word for word or nearly."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leak:
    """`likeness` 0-1 by whichever measure found it."""

    evaluation: str
    training: str
    likeness: float


Likeness = Callable[[str, list[str]], tuple[str, float] | None]


def leaks(evaluation: Iterable[str], training: Iterable[str], nearest: Likeness, limit: float) -> Iterator[Leak]:
    """`nearest` gives the most similar of many texts; what is at `limit` or above is a leak."""
    known = list(dict.fromkeys(training))
    for text in evaluation:
        found = nearest(text, known)
        if found and found[1] >= limit:
            yield Leak(text, *found)
