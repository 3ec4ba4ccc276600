"""What the classifier tells apart, in one fixed order: the columns of its weights."""

from collections.abc import Iterable
from functools import cache

from navigator.needs import acts, circumstances, needs
from navigator.understanding.example import Example

URGENCY = ("now", "soon")


@cache
def topics() -> tuple[str, ...]:
    """Independent yes-or-no labels. `need:housing`, `circumstance:pet`, `urgency:now`, `for_other`."""
    return (
        *(f"need:{need}" for need in needs()),
        *(f"circumstance:{circumstance}" for circumstance in circumstances()),
        *(f"urgency:{urgency}" for urgency in URGENCY),
        "for_other",
    )


@cache
def act_names() -> tuple[str, ...]:
    """Exactly one of these holds for a message."""
    return tuple(acts())


def topics_of(example: Example) -> frozenset[str]:
    return frozenset(
        (
            *_prefixed("need", example.needs),
            *_prefixed("circumstance", example.circumstances),
            *_prefixed("urgency", [example.urgency] if example.urgency else []),
            *(["for_other"] if example.for_other else []),
        )
    )


def _prefixed(kind: str, ids: Iterable[str]) -> Iterable[str]:
    return (f"{kind}:{id}" for id in ids)
