"""Numbers a linear model can weigh: the sentence vector, what the lexicon points at, hashed words and letter groups."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from navigator.understanding.encode import WIDTH, Vector
from navigator.understanding.labels import topics
from navigator.understanding.lexicon import Pointer

BUCKETS = 1 << 14
LOUDNESS = np.float32(4.0)  # the vector's length beside the 0-and-1 features: with 1 it was learned too slowly
_LETTERS = (3, 4, 5)

Buckets = NDArray[np.int32]


def dense_width() -> int:
    """Length of the dense part: the sentence vector, then two places a topic for the lexicon."""
    return WIDTH + 2 * len(topics())


def dense(vector: Vector, found: Sequence[Pointer]) -> Vector:
    """Shape (dense_width(),): what is read of the whole message."""
    row = np.zeros(dense_width(), np.float32)
    row[:WIDTH] = vector * LOUDNESS
    for pointer in found:
        row[WIDTH + 2 * _places()[pointer.label] + (pointer.kind == "things")] = 1.0
    return row


def buckets(text: str) -> Buckets:
    """The distinct hash buckets (0..BUCKETS-1) of a normalised text, sorted."""
    return np.unique(np.fromiter((crc32(gram.encode()) % BUCKETS for gram in _grams(text)), np.int32))


def weight(found: Buckets) -> float:
    """What one bucket counts for, so that a long message is not louder than a short one."""
    return 1.0 / float(np.sqrt(max(len(found), 1)))


def _grams(text: str) -> Iterator[str]:
    words = text.split()
    yield from (f"1 {word}" for word in words)
    yield from (f"2 {first} {second}" for first, second in pairwise(words))
    for word in words:
        yield from _letters(f"<{word}>")


def _letters(word: str) -> Iterator[str]:
    for length in _LETTERS:
        yield from (word[at : at + length] for at in range(len(word) - length + 1))


@cache
def _places() -> dict[str, int]:
    return {label: at for at, label in enumerate(topics())}


def matrix_parts(texts: Sequence[str]) -> tuple[NDArray[np.float32], Buckets, NDArray[np.int64]]:
    """CSR arrays (data, columns, row starts) of many texts."""
    rows = [buckets(text) for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    data = np.concatenate([np.full(len(row), weight(row), np.float32) for row in rows])
    return data, np.concatenate(rows).astype(np.int32), starts
