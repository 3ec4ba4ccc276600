"""For what no table foresees: one logistic regression a class over the sentence vector and the letters of a message."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from navigator.safety.quiet import softened
from navigator.safety.words import Words
from navigator.understanding.encode import encoder
from navigator.understanding.features import buckets, weight
from navigator.understanding.normalise import normalise

Floats = npt.NDArray[np.float32]
WEIGHTS, TABLE, VERSION = "safety.npz", "safety.json", 2


@dataclass(frozen=True)
class Classifier:
    """`dense` is (512, classes), `sparse` (BUCKETS, classes), `bias` (classes,).

    `limits` are probabilities by class; `strict` ones hold for a message that denies, jokes or looks back.
    """

    names: tuple[str, ...]
    dense: Floats
    sparse: Floats
    bias: Floats
    limits: Mapping[str, float]
    strict: Mapping[str, float]

    def classes(self, words: Words, vector: Floats | None = None) -> tuple[str, ...]:
        """The classes at or above their limit. Encodes the message itself when no vector of it is at hand."""
        chances = self.chances(words, vector)
        likely = [name for name in self.names if chances[name] >= self.limits[name]]
        if likely and softened(words):
            likely = [name for name in likely if chances[name] >= self.strict[name]]
        return tuple(likely)

    def chances(self, words: Words, vector: Floats | None = None) -> dict[str, float]:
        """A probability for every class; 0 for a message without a word."""
        if not any(token.isalnum() for token in words.tokens):
            return dict.fromkeys(self.names, 0.0)
        if vector is None:
            vector = encoder().encode(normalise(words.raw))
        found = buckets(words.line)
        scores = vector @ self.dense + self.sparse[found].sum(axis=0) * np.float32(weight(found)) + self.bias
        chances = 1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))
        return dict(zip(self.names, chances.tolist(), strict=True))

    def save(self, folder: Path) -> None:
        """Writes two small files into `folder`, which is made when missing."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(folder / WEIGHTS, dense=self.dense, sparse=self.sparse.astype(np.float16), bias=self.bias)
        table = {"version": VERSION, "names": self.names, "limits": dict(self.limits), "strict": dict(self.strict)}
        (folder / TABLE).write_text(json.dumps(table, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Classifier | None":
        """The classifier trained into `folder`, None when there is none that this version can read."""
        try:
            table = json.loads((folder / TABLE).read_text(encoding="utf-8"))
            if table["version"] != VERSION:
                return None
            with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
                dense, sparse, bias = arrays["dense"], arrays["sparse"].astype(np.float32), arrays["bias"]
        except (OSError, ValueError, KeyError):
            return None
        return cls(tuple(table["names"]), dense, sparse, bias, table["limits"], table["strict"])
