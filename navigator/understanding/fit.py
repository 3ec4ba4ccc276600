"""One-vs-rest for the topics and a softmax for the act over one small hidden layer, fitted together by Adam.

The hidden layer earns its place: held-out needs F1 rose by 0.02-0.03 in both languages over logistic regression alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from navigator.understanding.encode import Vector, encoder
from navigator.understanding.example import Example
from navigator.understanding.features import BUCKETS, dense, dense_width, matrix_parts
from navigator.understanding.labels import act_names, topics, topics_of
from navigator.understanding.model import Weights
from navigator.understanding.reading import Reading

_EPOCHS = 12
_BATCH = 256
_RATE = 0.004
_SHRINK = 1e-3  # weight decay a step, times the rate
_HIDDEN = 256
_DROPPED = 0.4  # of the hidden layer, in each step
_UNREAD = 0.5  # of the n-grams, in each step: so that it learns to trust the lexicon too
_SEED = 20


@dataclass(frozen=True)
class Features:
    """One row a message: `dense` (n, dense_width()), `grams` (n, BUCKETS) sparse."""

    dense: Vector
    grams: sparse.csr_matrix

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> "Features":
        texts = [reading.kept for reading in readings]
        vectors = encoder().encode_many(texts)
        rows = [dense(vector, reading.pointers) for vector, reading in zip(vectors, readings, strict=True)]
        grams = sparse.csr_matrix(matrix_parts(texts), shape=(len(texts), BUCKETS))
        return cls(np.stack(rows), grams)

    def rows(self, at: NDArray[np.int64]) -> "Features":
        return Features(self.dense[at], self.grams[at])


def targets(examples: Sequence[Example]) -> Vector:
    """Shape (examples, topics + acts), 0 or 1."""
    names = [*topics(), *(f"act:{act}" for act in act_names())]
    column = {name: at for at, name in enumerate(names)}
    wanted = np.zeros((len(examples), len(names)), np.float32)
    for row, example in enumerate(examples):
        for name in (*topics_of(example), f"act:{example.act}"):
            wanted[row, column[name]] = 1.0
    return wanted


def fit(features: Features, wanted: Vector) -> Weights:
    """Deterministic. `wanted` as `targets` gives it."""
    fitting = _Fitting(_fresh(wanted.shape[1]))
    for epoch in range(_EPOCHS):
        order = fitting.chance.permutation(len(wanted))
        rate = _RATE * (1.0 - epoch / _EPOCHS)
        for at in range(0, len(order), _BATCH):
            rows = order[at : at + _BATCH]
            fitting.step(features.rows(rows), wanted[rows], rate)
    return Weights(**fitting.weights)


def probabilities(weights: Weights, features: Features) -> Vector:
    """Shape (n, topics + acts)."""
    hidden = np.maximum(features.dense @ weights.inward + weights.inward_bias, 0.0)
    return _squash(
        hidden @ weights.outward + features.dense @ weights.direct + features.grams @ weights.grams + weights.bias
    )


def _fresh(labels: int) -> dict[str, Vector]:
    width = dense_width()
    chance = np.random.default_rng(_SEED)
    return {
        "inward": (chance.normal(size=(width, _HIDDEN)) / np.sqrt(width)).astype(np.float32),
        "inward_bias": np.zeros(_HIDDEN, np.float32),
        "outward": np.zeros((_HIDDEN, labels), np.float32),
        "direct": np.zeros((width, labels), np.float32),
        "grams": np.zeros((BUCKETS, labels), np.float32),
        "bias": np.full(labels, -2.0, np.float32),  # most labels are absent from most messages
    }


@dataclass
class _Fitting:
    weights: dict[str, Vector]
    chance: np.random.Generator = field(default_factory=lambda: np.random.default_rng(_SEED))
    taken: int = 0

    def __post_init__(self) -> None:
        self._mean = {name: np.zeros_like(weight) for name, weight in self.weights.items()}
        self._square = {name: np.zeros_like(weight) for name, weight in self.weights.items()}

    def step(self, features: Features, wanted: Vector, rate: float) -> None:
        self.taken += 1
        for name, gradient in self._gradients(features, wanted).items():
            self._move(name, gradient, rate)

    def _gradients(self, features: Features, wanted: Vector) -> dict[str, Vector]:
        w = self.weights
        grams = self._thinned(features.grams)
        inner = features.dense @ w["inward"] + w["inward_bias"]
        kept = ((self.chance.random(inner.shape) > _DROPPED) & (inner > 0)) / np.float32(1.0 - _DROPPED)
        kept = kept.astype(np.float32)
        hidden = inner * kept
        scores = hidden @ w["outward"] + features.dense @ w["direct"] + grams @ w["grams"] + w["bias"]
        error = (_squash(scores) - wanted) / np.float32(len(wanted))
        back = (error @ w["outward"].T) * kept
        return {
            "inward": features.dense.T @ back,
            "inward_bias": back.sum(axis=0),
            "outward": hidden.T @ error,
            "direct": features.dense.T @ error,
            "grams": np.asarray(grams.T @ error),
            "bias": error.sum(axis=0),
        }

    def _thinned(self, grams: sparse.csr_matrix) -> sparse.csr_matrix:
        read = (self.chance.random(len(grams.data)) > _UNREAD).astype(np.float32) / np.float32(1.0 - _UNREAD)
        return sparse.csr_matrix((grams.data * read, grams.indices, grams.indptr), shape=grams.shape)

    def _move(self, name: str, gradient: Vector, rate: float) -> None:
        weight, mean, square = self.weights[name], self._mean[name], self._square[name]
        mean *= 0.9
        mean += 0.1 * gradient
        square *= 0.99
        square += 0.01 * gradient * gradient
        size = np.sqrt(square / (1.0 - 0.99**self.taken)) + 1e-7
        weight *= 1.0 - _SHRINK * rate
        weight -= (rate / (1.0 - 0.9**self.taken) * mean / size).astype(np.float32)


def _squash(scores: Vector) -> Vector:
    split = len(topics())
    some = 1.0 / (1.0 + np.exp(-scores[:, :split]))
    powers = np.exp(scores[:, split:] - scores[:, split:].max(axis=1, keepdims=True))
    return np.hstack([some, powers / powers.sum(axis=1, keepdims=True)]).astype(np.float32)
