"""Right, invented and missed; and how far chance alone could move the scores made of them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

_SURE = 1.96  # standard deviations: 95 in 100
_DRAWS = 200
_SEED = 3


@dataclass(frozen=True, slots=True)
class Counts:
    right: int = 0
    invented: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.invented + other.invented, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """1.0 when nothing was said."""
        return self.right / said if (said := self.right + self.invented) else 1.0

    @property
    def recall(self) -> float:
        """1.0 when there was nothing to say."""
        return self.right / true if (true := self.right + self.missed) else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.invented + self.missed
        return 2 * self.right / total if total else 1.0

    @classmethod
    def of(cls, said: frozenset[str], true: frozenset[str]) -> "Counts":
        return cls(len(said & true), len(said - true), len(true - said))


@dataclass(frozen=True, slots=True)
class Score:
    """A share with its 95% interval. `support`: how many true cases it rests on."""

    name: str
    value: float
    low: float
    high: float
    support: int
    precision: float = 0.0
    recall: float = 0.0


def f1_score(name: str, per_message: Sequence[Counts]) -> Score:
    """F1 over messages, interval by bootstrap. The same counts give the same interval."""
    telling = [counts for counts in per_message if counts != Counts()]
    total = _sum(telling)
    chance = random.Random(_SEED)
    drawn = sorted(_sum(chance.choices(telling, k=len(telling))).f1 for _ in range(_DRAWS)) if telling else [1.0]
    low, high = drawn[int(0.025 * (len(drawn) - 1))], drawn[int(0.975 * (len(drawn) - 1))]
    return Score(name, total.f1, low, high, total.right + total.missed, total.precision, total.recall)


def share(name: str, hits: int, of: int) -> Score:
    """`hits` out of `of`, with Wilson's interval, which holds for few cases and for shares near 0 and 1."""
    if not of:
        return Score(name, 0.0, 0.0, 1.0, 0)
    rate, spread = hits / of, _SURE**2 / of
    middle = (rate + spread / 2) / (1 + spread)
    reach = _SURE * sqrt(rate * (1 - rate) / of + spread / (4 * of)) / (1 + spread)
    return Score(name, rate, max(0.0, middle - reach), min(1.0, middle + reach), of)


def _sum(many: Sequence[Counts]) -> Counts:
    return Counts(
        sum(counts.right for counts in many),
        sum(counts.invented for counts in many),
        sum(counts.missed for counts in many),
    )
