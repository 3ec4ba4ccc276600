"""One-vs-rest logistic regression for the topics and a softmax for the act, fitted together by Adam."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from navigator.understanding.encode import WIDTH, Vector, encoder
from navigator.understanding.example import Example
from navigator.understanding.features import BUCKETS, matrix_parts
from navigator.understanding.labels import act_names, topics, topics_of
from navigator.understanding.normalise import normalise

_EPOCHS = 14
_BATCH = 256
_RATE = 0.02
_SHRINK = 3e-5  # weight decay a step
_SEED = 20


@dataclass(frozen=True)
class Weights:
    dense: Vector
    sparse: Vector
    bias: Vector


def fit(examples: Sequence[Example]) -> Weights:
    """Deterministic. Shapes as in `Model`."""
    texts = [normalise(example.text, example.language) for example in examples]
    vectors = encoder().encode_many(texts)
    data, columns, starts = matrix_parts(texts)
    grams = sparse.csr_matrix((data, columns, starts), shape=(len(texts), BUCKETS))
    return _adam(vectors, grams, targets(examples))


def targets(examples: Sequence[Example]) -> Vector:
    """Shape (examples, topics + acts), 0 or 1."""
    names = [*topics(), *(f"act:{act}" for act in act_names())]
    column = {name: at for at, name in enumerate(names)}
    wanted = np.zeros((len(examples), len(names)), np.float32)
    for row, example in enumerate(examples):
        for name in (*topics_of(example), f"act:{example.act}"):
            wanted[row, column[name]] = 1.0
    return wanted


def _adam(vectors: Vector, grams: sparse.csr_matrix, wanted: Vector) -> Weights:
    chance = np.random.default_rng(_SEED)
    weights = [np.zeros((size, wanted.shape[1]), np.float32) for size in (WIDTH, BUCKETS, 1)]
    moments = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]
    step = 0
    for epoch in range(_EPOCHS):
        order = chance.permutation(len(wanted))
        rate = _RATE * (1.0 - epoch / _EPOCHS)
        for at in range(0, len(order), _BATCH):
            rows = order[at : at + _BATCH]
            step += 1
            _update(weights, moments, _gradients(weights, vectors[rows], grams[rows], wanted[rows]), rate, step)
    return Weights(weights[0], weights[1], weights[2][0])


def _gradients(weights: list[Vector], vectors: Vector, grams: sparse.csr_matrix, wanted: Vector) -> list[Vector]:
    scores = vectors @ weights[0] + grams @ weights[1] + weights[2]
    error = (_probabilities(scores) - wanted) / len(wanted)
    return [vectors.T @ error, np.asarray(grams.T @ error), error.sum(axis=0, keepdims=True)]


def _probabilities(scores: Vector) -> Vector:
    split = len(topics())
    some = 1.0 / (1.0 + np.exp(-scores[:, :split]))
    powers = np.exp(scores[:, split:] - scores[:, split:].max(axis=1, keepdims=True))
    return np.hstack([some, powers / powers.sum(axis=1, keepdims=True)]).astype(np.float32)


def _update(
    weights: list[Vector],
    moments: list[tuple[Vector, Vector]],
    gradients: list[Vector],
    rate: float,
    step: int,
) -> None:
    for weight, (mean, square), gradient in zip(weights, moments, gradients, strict=True):
        mean *= 0.9
        mean += 0.1 * gradient
        square *= 0.99
        square += 0.01 * gradient * gradient
        corrected: NDArray[np.float32] = mean / (1.0 - 0.9**step)
        weight -= rate * corrected / (np.sqrt(square / (1.0 - 0.99**step)) + 1e-7)
        weight *= 1.0 - _SHRINK
