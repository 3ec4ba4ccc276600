"""What training leaves behind: weights, thresholds and the words it saw. Plain arrays and JSON, nothing executable."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from navigator.errors import ModelMissing
from navigator.understanding.encode import Vector
from navigator.understanding.features import Buckets, weight

VERSION = 1
_WEIGHTS = "weights.npz"
_TABLE = "model.json"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A label is sure from `sure` on, worth asking about from `maybe` on. Probabilities."""

    sure: float = 0.5
    maybe: float = 0.3


@dataclass(frozen=True)
class Model:
    """One column a label (`topics` one-vs-rest, then `acts` softmax); rows: vector, then hash buckets.

    `dense` is (512, labels), `sparse` (BUCKETS, labels), `bias` (labels,).
    """

    topics: tuple[str, ...]
    acts: tuple[str, ...]
    dense: Vector
    sparse: Vector
    bias: Vector
    thresholds: Mapping[str, Thresholds] = field(default_factory=dict)
    vocabulary: Mapping[str, int] = field(default_factory=dict)

    def topic_probabilities(self, vector: Vector, found: Buckets) -> dict[str, float]:
        scores = self._scores(vector, found)[: len(self.topics)]
        return dict(zip(self.topics, (1.0 / (1.0 + np.exp(-scores))).tolist(), strict=True))

    def act_probabilities(self, vector: Vector, found: Buckets) -> dict[str, float]:
        scores = self._scores(vector, found)[len(self.topics) :]
        powers = np.exp(scores - scores.max())
        return dict(zip(self.acts, (powers / powers.sum()).tolist(), strict=True))

    def _scores(self, vector: Vector, found: Buckets) -> Vector:
        scores: Vector = vector @ self.dense + self.bias + self.sparse[found].sum(axis=0) * np.float32(weight(found))
        return scores

    def save(self, folder: Path) -> None:
        """Writes two files into `folder`, which is made when missing."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(folder / _WEIGHTS, dense=self.dense, sparse=self.sparse.astype(np.float16), bias=self.bias)
        table = {
            "version": VERSION,
            "topics": self.topics,
            "acts": self.acts,
            "thresholds": {label: [limit.sure, limit.maybe] for label, limit in self.thresholds.items()},
            "vocabulary": dict(self.vocabulary),
        }
        (folder / _TABLE).write_text(json.dumps(table, indent=0), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Model":
        """ModelMissing when the folder holds no model, or one of another version."""
        try:
            table = json.loads((folder / _TABLE).read_text(encoding="utf-8"))
            with np.load(folder / _WEIGHTS, allow_pickle=False) as arrays:
                dense, sparse, bias = arrays["dense"], arrays["sparse"].astype(np.float32), arrays["bias"]
        except (OSError, ValueError, KeyError) as problem:
            raise ModelMissing(f"No understanding model in {folder}. Train one: navigator train") from problem
        if table.get("version") != VERSION:
            raise ModelMissing(f"The understanding model in {folder} is of another version. Train: navigator train")
        return cls(
            topics=tuple(table["topics"]),
            acts=tuple(table["acts"]),
            dense=dense,
            sparse=sparse,
            bias=bias,
            thresholds={label: Thresholds(*limits) for label, limits in table["thresholds"].items()},
            vocabulary=table["vocabulary"],
        )
