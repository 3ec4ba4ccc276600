"""From probabilities to what we act on: sure, worth asking about, or dropped."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from navigator.understanding.encode import Vector
from navigator.understanding.model import Thresholds

DEFAULT = Thresholds()
_STEPS = np.arange(0.2, 0.81, 0.05)
_ENOUGH = 20  # examples of a label, below which it takes the threshold of all
_RECALL_COUNTS = 0.8  # times as much as precision: a need nobody named must not be added, a missed one is asked about
_ASKING = 0.45  # a label is worth asking about from this share of its threshold on


def thresholds(labels: Sequence[str], probabilities: Vector, wanted: Vector) -> dict[str, Thresholds]:
    """Per label the threshold with the best F measure, pulled half way to the best for all labels of its kind.

    `probabilities` and `wanted` (n, labels) come from messages that were held out of the fit.
    """
    kinds = {label.partition(":")[0] for label in labels}
    shared = {kind: _best(*_columns(labels, kind, probabilities, wanted)) for kind in kinds}
    found = {}
    for at, label in enumerate(labels):
        common = shared[label.partition(":")[0]]
        own = _best(probabilities[:, at], wanted[:, at]) if wanted[:, at].sum() >= _ENOUGH else common
        sure = round((own + common) / 2, 3)
        found[label] = Thresholds(sure, round(sure * _ASKING, 3))
    return found


def decide(probabilities: Mapping[str, float], limits: Mapping[str, Thresholds]) -> tuple[list[str], list[str]]:
    """(sure, maybe), most probable first."""
    ranked = sorted(probabilities, key=lambda label: -probabilities[label])
    sure = [label for label in ranked if probabilities[label] >= limits.get(label, DEFAULT).sure]
    maybe = [
        label for label in ranked if label not in sure and probabilities[label] >= limits.get(label, DEFAULT).maybe
    ]
    return sure, maybe


def _columns(labels: Sequence[str], kind: str, probabilities: Vector, wanted: Vector) -> tuple[Vector, Vector]:
    chosen = [at for at, label in enumerate(labels) if label.partition(":")[0] == kind]
    return probabilities[:, chosen], wanted[:, chosen]


def _best(probabilities: Vector, wanted: Vector) -> float:
    scores: NDArray[np.float64] = np.array([_f(probabilities >= step, wanted > 0) for step in _STEPS])
    return float(_STEPS[int(scores.argmax())])


def _f(said: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    square = _RECALL_COUNTS**2
    return (1 + square) * float((said & true).sum()) / max(float(said.sum() + square * true.sum()), 1.0)
