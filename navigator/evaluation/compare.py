"""Two models on the same messages: what got worse by more than chance explains."""

from dataclasses import dataclass

from navigator.evaluation.report import Report


@dataclass(frozen=True, slots=True)
class Drop:
    """`name` fell from `before` to `after`, below `low`, the lower end of what chance explains."""

    name: str
    before: float
    after: float
    low: float


_LESS_IS_BETTER = ("denied, yet asserted", "no need, yet given one")


def compare(before: Report, after: Report) -> tuple[Drop, ...]:
    """Every score of `before` that `after` does not hold, worst first. A score that `after` lacks counts as 0."""
    now = {score.name: score.value for score in (*after.overall, *after.labels)}
    drops = []
    for score in (*before.overall, *before.labels):
        less = score.name.endswith(_LESS_IS_BETTER)
        value = now.get(score.name, 1.0 if less else 0.0)
        limit = score.high if less else score.low
        if score.support and (value > limit if less else value < limit):
            drops.append(Drop(score.name, score.value, value, limit))
    return tuple(sorted(drops, key=lambda drop: -abs(drop.before - drop.after)))
