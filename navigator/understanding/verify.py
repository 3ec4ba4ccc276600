"""A second look at each label that a message may assert: said of the person, now, and not taken back?

Fitted on what the first model says of messages it was not fitted on, so that it learns where that one is mistaken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from navigator.understanding.claims import Claim, claim
from navigator.understanding.encode import Vector
from navigator.understanding.example import Example
from navigator.understanding.labels import topics
from navigator.understanding.reading import Reading

CLUES = 1 << 16
WIDTH = CLUES + 3  # then: the first model's log odds, the chance of an act that names no needs, always 1
_LIKELY = 0.12  # less likely labels that no word points at are not looked at again
_LOUDNESS = 3.0
_JUDGED = ("need:", "circumstance:")
_DENIED_COUNTS = 10.0  # times: a need asserted against a person's word costs more than one asked about again
_GENERATED_COUNTS = 0.5
_SMALLEST = 1e-4


@dataclass(frozen=True)
class Claims:
    """`rows` (n, WIDTH): one for each label of each message that is looked at again; `where`: (message, topic)."""

    rows: sparse.csr_matrix
    where: NDArray[np.int64]

    @classmethod
    def of(cls, readings: Sequence[Reading], first: Vector, quiet: Vector) -> "Claims":
        """`first` (n, topics): gated probabilities of the first model; `quiet` (n,)."""
        where, found = [], []
        for row, reading in enumerate(readings):
            for one, column in candidates(reading, first[row]):
                where.append((row, column))
                found.append(clue_buckets(one))
        sizes = [len(each) for each in found]
        data = np.repeat([_loudness(size) for size in sizes], sizes).astype(np.float32)
        columns = np.concatenate([np.zeros(0, np.int32), *found])
        clues = sparse.csr_matrix((data, columns, np.cumsum([0, *sizes])), shape=(len(found), CLUES))
        at = np.array(where, np.int64).reshape(-1, 2)
        odds = _log_odds(first[at[:, 0], at[:, 1]])
        dense = np.stack([odds, quiet[at[:, 0]], np.ones_like(odds)], axis=1)
        return cls(sparse.hstack([clues, sparse.csr_matrix(dense)]).tocsr(), at)

    def within(self, messages: NDArray[np.bool_]) -> "Claims":
        """Only those of the messages marked True."""
        kept = messages[self.where[:, 0]]
        return Claims(self.rows[kept], self.where[kept])


def candidates(reading: Reading, first: Vector) -> list[tuple[Claim, int]]:
    """The claims worth a second look, each with its column in `topics()`."""
    named = {pointer.label for pointer in reading.found}
    return [
        (claim(label, reading.said, reading.found, label in reading.denied), column)
        for column, label in enumerate(topics())
        if label.startswith(_JUDGED) and (first[column] >= _LIKELY or label in named)
    ]


def clue_buckets(one: Claim) -> NDArray[np.int32]:
    return np.array(sorted({crc32(clue.encode()) % CLUES for clue in one.clues()}), np.int32)


def fit_second(claims: Claims, examples: Sequence[Example], wanted: Vector) -> Vector:
    """Shape (WIDTH,). `wanted` (examples, topics). The same claims give the same weights."""
    true = wanted[claims.where[:, 0], claims.where[:, 1]] > 0
    if true.all() or not true.any():
        return unjudged()
    counts = np.array([_counts(examples[row], topics()[column]) for row, column in claims.where])
    model = LogisticRegression(solver="liblinear", tol=1e-2, fit_intercept=False, random_state=0)
    weights: Vector = model.fit(claims.rows, true, sample_weight=counts).coef_[0].astype(np.float32)
    return weights


def unjudged() -> Vector:
    """Weights that leave the first model's probabilities as they are."""
    weights = np.zeros(WIDTH, np.float32)
    weights[CLUES] = 1.0
    return weights


def judged_again(weights: Vector, claims: Claims, first: Vector) -> Vector:
    """`first` with the second look's probability where there was one."""
    second = first.copy()
    second[claims.where[:, 0], claims.where[:, 1]] = _chance(claims.rows @ weights)
    return second


def judge_again(weights: Vector, reading: Reading, first: Mapping[str, float], quiet: float) -> dict[str, float]:
    """`judged_again` for one message, without building matrices."""
    row = np.array([first[label] for label in topics()])
    second = dict(first)
    for one, column in candidates(reading, row):
        found = clue_buckets(one)
        score = float(weights[found].sum(dtype=np.float32)) * _loudness(len(found))
        score += float(weights[CLUES:] @ np.array([_log_odds(row[column]), quiet, 1.0]))
        second[one.label] = float(_chance(np.asarray(score, np.float32)))
    return second


def _counts(example: Example, label: str) -> float:
    kind, _, id = label.partition(":")
    denied = id in (example.not_needs if kind == "need" else example.not_circumstances)
    return (_DENIED_COUNTS if denied else 1.0) * (_GENERATED_COUNTS if example.source.startswith("family") else 1.0)


def _loudness(clues: int) -> float:
    return _LOUDNESS / float(np.sqrt(max(clues, 1)))


def _log_odds(probability: Vector) -> Vector:
    kept = np.clip(probability, _SMALLEST, 1.0 - _SMALLEST)
    odds: Vector = np.log(kept / (1.0 - kept))
    return odds


def _chance(score: Vector) -> Vector:
    chance: Vector = 1.0 / (1.0 + np.exp(-score))
    return chance
