"""Trains the safety classifier from the project's own messages. `python -m navigator.safety.train FOLDER`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
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

_PENALTY = 1.0
_STEPS = 70
_LOUDNESS = 3.0
"""Makes vectors and letters as long as the penalty allows rare words to count."""
_DANGER, _OTHER_DANGER = 4.0, 0.2
"""What a danger counts for, and what it counts for as an example of not being another danger: few show just one."""
_SHARES = (("ordinary", 0.002), ("hard", 0.004))
"""Share of unseen calm messages a class may fire on; sets its limit. Some talk held for ordinary is none."""
_LOWEST, _HIGHEST = 0.5, 0.8
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

    def first(self, rows: int) -> "Sample":
        return Sample(self.vectors[:rows], self.grams[:rows], self.wanted[:rows], self.counts[:rows])


def train(folder: Path, talk: Path = Path("data/nlu")) -> Classifier:
    """Learns from the written messages and from ordinary `talk` when that folder is there. Writes into `folder`.

    Sets the limits by messages held out, then learns from those too. Under a minute on one core.
    """
    examples = [*written(), *ordinary(talk)]
    held_out = [example for example in examples if example.held_out]
    learned = varied([example for example in examples if not example.held_out])
    sample = _sample([*learned, *varied(held_out)])
    found = limits(fit(sample.first(len(learned))), held_out)
    classifier = replace(fit(sample), limits=found)
    classifier.save(folder)
    return classifier


def fit(sample: Sample) -> Classifier:
    """The same sample gives the same classifier; it has no limits yet."""
    names = tuple(safety_classes())
    start = np.zeros((WIDTH + BUCKETS + 1) * len(names))
    found = minimize(_loss, start, args=(sample,), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights = found.x.reshape(-1, len(names)).astype(np.float32)
    dense, sparse = weights[:WIDTH] * np.float32(_LOUDNESS), weights[WIDTH:-1] * np.float32(_LOUDNESS)
    return Classifier(names, dense, sparse, weights[-1], {}, dict.fromkeys(names, _SURE))


def limits(classifier: Classifier, unseen: Sequence[Example]) -> dict[str, float]:
    """By class the lowest probability at which calm messages the classifier has not seen hardly ever fire.

    Messages that deny, joke or look back are left out: for those `_SURE` holds.
    """
    calm: dict[str, list[dict[str, float]]] = {group: [] for group, _ in _SHARES}
    told = [(example, Words.of(example.text)) for example in unseen if not example.classes]
    kept = [(example, words) for example, words in told if not softened(words)]
    vectors = encoder().encode_many([normalise(words.raw) for _, words in kept])
    for (example, words), vector in zip(kept, vectors, strict=True):
        calm["ordinary" if example.kind == ORDINARY else "hard"].append(classifier.chances(words, vector))
    plain = [_quantiles(calm[group], share) for group, share in _SHARES if calm[group]]
    return {name: max(found[name] for found in plain) for name in classifier.names}


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
    danger = wanted.any(axis=1, keepdims=True)
    counts = (1.0 - unsure) * np.where(wanted > 0, _DANGER, np.where(danger, _OTHER_DANGER, 1.0))
    return Sample(vectors * np.float32(_LOUDNESS), grams * _LOUDNESS, wanted, counts)


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
