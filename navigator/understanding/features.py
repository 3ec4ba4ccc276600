"""Numbers a linear model can weigh: the sentence vector beside hashed words and letter groups."""

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 14
_LETTERS = (3, 4, 5)

Buckets = NDArray[np.int32]


def buckets(text: str) -> Buckets:
    """The distinct hash buckets (0..BUCKETS-1) of a normalised text, sorted."""
    return np.unique(np.fromiter((crc32(gram.encode()) % BUCKETS for gram in _grams(text)), np.int32))


def weight(found: Buckets) -> float:
    """What one bucket counts for, so that a long message is not louder than a short one."""
    return 1.0 / float(np.sqrt(max(len(found), 1)))


def _grams(text: str) -> Iterator[str]:
    words = text.split()
    yield from (f"1 {word}" for word in words)
    yield from (f"2 {first} {second}" for first, second in zip(words, words[1:], strict=False))
    for word in words:
        yield from _letters(f"<{word}>")


def _letters(word: str) -> Iterator[str]:
    for length in _LETTERS:
        yield from (word[at : at + length] for at in range(len(word) - length + 1))


def matrix_parts(texts: Sequence[str]) -> tuple[NDArray[np.float32], Buckets, NDArray[np.int64]]:
    """CSR arrays (data, columns, row starts) of many texts."""
    rows = [buckets(text) for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    data = np.concatenate([np.full(len(row), weight(row), np.float32) for row in rows])
    return data, np.concatenate(rows).astype(np.int32), starts
