"""Acts that say nothing about needs ("weather?", "are you real") quieten the needs heard in the same message."""

from collections.abc import Sequence

import numpy as np

from navigator.understanding.encode import Vector
from navigator.understanding.labels import topics

_RARELY = 0.05  # share of an act's messages that name a need


def quiet_acts(acts: Sequence[str], wanted: Vector) -> tuple[str, ...]:
    """The acts whose messages in training (`wanted`: topics, then `acts`) hardly ever name a need."""
    count = len(topics())
    names_need = wanted[:, _needs()].any(axis=1)
    shares = {act: names_need[wanted[:, count + at] > 0] for at, act in enumerate(acts)}
    return tuple(act for act, share in shares.items() if len(share) and share.mean() < _RARELY)


def gated(topic_probabilities: Vector, quiet: Vector) -> Vector:
    """Each topic's probability times the chance that the act is none of the quiet ones. Shapes (n, topics), (n,)."""
    heard: Vector = topic_probabilities * np.clip(1.0 - quiet, 0.0, 1.0)[:, None]
    return heard


def _needs() -> list[int]:
    return [at for at, label in enumerate(topics()) if label.startswith("need:")]
