"""From probabilities to what we act on: sure, worth asking about, or dropped."""

from collections.abc import Mapping, Sequence

from navigator.understanding.example import Example
from navigator.understanding.model import Thresholds

DEFAULT = Thresholds()


def thresholds(examples: Sequence[Example]) -> dict[str, Thresholds]:
    """Per label, from examples held out of a fit."""
    return {}


def decide(probabilities: Mapping[str, float], limits: Mapping[str, Thresholds]) -> tuple[list[str], list[str]]:
    """(sure, maybe), most probable first."""
    ranked = sorted(probabilities, key=lambda label: -probabilities[label])
    sure = [label for label in ranked if probabilities[label] >= limits.get(label, DEFAULT).sure]
    maybe = [
        label for label in ranked if label not in sure and probabilities[label] >= limits.get(label, DEFAULT).maybe
    ]
    return sure, maybe
