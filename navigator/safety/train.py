"""Trains the safety classifier from the project's own messages. `python -m navigator.safety.train FOLDER`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

from navigator.needs import safety_classes
from navigator.safety.classifier import Classifier
from navigator.safety.examples import ORDINARY, Example, ordinary, varied, written
from navigator.safety.quiet import softened
from navigator.safety.words import Words
from navigator.understanding.encode import WIDTH, encoder
from navigator.understanding.features import BUCKETS, matrix_parts
from navigator.understanding.normalise import normalise

_FOLDS = 3
_PENALTY = 1.0
_STEPS = 70
_FALSE_ALARMS = 0.005
"""Share of the hardest calm messages a class may fire on; sets its limit."""
_SHARES = (("ordinary", 0.001), ("hard", _FALSE_ALARMS))
_LOWEST, _HIGHEST = 0.6, 0.9
_SURE = 0.97
"""Limit for a message that denies, jokes or looks back."""

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Rows: messages. `wanted` and `counts` are (messages, classes); a 0 in `counts` leaves that cell out."""

    vectors: npt.NDArray[np.float32]
    grams: sparse.csr_matrix
    wanted: Array
    counts: Array


def train(folder: Path, talk: Path = Path("data/nlu")) -> Classifier:
    """Learns from what is not held out and from ordinary `talk` when that folder is there. Writes into `folder`.

    Sets the limits by cross-validation. About two minutes on one core.
    """
    examples = [example for example in [*written(), *ordinary(talk)] if not example.held_out]
    classifier = fit(varied(examples), limits(examples))
    classifier.save(folder)
    return classifier


def fit(examples: Sequence[Example], limits: dict[str, float]) -> Classifier:
    """The same examples give the same classifier."""
    sample = _sample(examples)
    names = tuple(safety_classes())
    start = np.zeros((WIDTH + BUCKETS + 1) * len(names))
    found = minimize(_loss, start, args=(sample,), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights = found.x.reshape(-1, len(names)).astype(np.float32)
    return Classifier(names, weights[:WIDTH], weights[WIDTH:-1], weights[-1], limits, dict.fromkeys(names, _SURE))


def limits(examples: Sequence[Example]) -> dict[str, float]:
    """By class the lowest probability at which calm messages the classifier has not seen hardly ever fire.

    Messages that deny, joke or look back are left out: for those `_SURE` holds.
    """
    none = dict.fromkeys(safety_classes(), 0.5)
    calm: dict[str, list[dict[str, float]]] = {group: [] for group, _ in _SHARES}
    for fold in range(_FOLDS):
        learned = [e for at, e in enumerate(examples) if at % _FOLDS != fold]
        classifier = fit(varied(learned), none)
        for example in (e for at, e in enumerate(examples) if at % _FOLDS == fold and not e.classes):
            words = Words.of(example.text)
            if not softened(words):
                calm["ordinary" if example.kind == ORDINARY else "hard"].append(classifier.chances(words))
    plain = [_quantiles(calm[group], share) for group, share in _SHARES if calm[group]]
    return {name: max(found[name] for found in plain) for name in none}


def _quantiles(calm: Sequence[dict[str, float]], share: float) -> dict[str, float]:
    found = {name: float(np.quantile([row[name] for row in calm], 1 - share)) for name in safety_classes()}
    return {name: min(max(limit, _LOWEST), _HIGHEST) for name, limit in found.items()}


def _sample(examples: Sequence[Example]) -> Sample:
    names = list(safety_classes())
    vectors = encoder().encode_many([normalise(e.text) for e in examples])
    data, columns, starts = matrix_parts([Words.of(e.text).line for e in examples])
    grams = sparse.csr_matrix((data, columns, starts), shape=(len(examples), BUCKETS))
    wanted = np.array([[name in e.classes for name in names] for e in examples], dtype=np.float64)
    unsure = np.array([[name in e.unsure for name in names] for e in examples], dtype=np.float64)
    return Sample(vectors, grams, wanted, (1.0 - unsure) * (1.0 + 2.0 * wanted))


def _loss(flat: Array, sample: Sample) -> tuple[float, Array]:
    """Weighted log loss with an L2 penalty, and its gradient."""
    weights = flat.reshape(-1, sample.wanted.shape[1])
    dense = weights[:WIDTH].astype(np.float32)
    scores = sample.vectors @ dense + sample.grams @ weights[WIDTH:-1] + weights[-1]
    loss = float((sample.counts * (np.logaddexp(0.0, scores) - sample.wanted * scores)).sum())
    error = sample.counts * (1.0 / (1.0 + np.exp(-scores)) - sample.wanted)
    gradient = np.vstack(
        [sample.vectors.T @ error.astype(np.float32), sample.grams.T @ error, error.sum(axis=0, keepdims=True)]
    )
    free = weights.copy()
    free[-1] = 0.0
    return loss + 0.5 * _PENALTY * float((free**2).sum()), (gradient + _PENALTY * free).ravel()


if __name__ == "__main__":
    train(Path(sys.argv[1]))
