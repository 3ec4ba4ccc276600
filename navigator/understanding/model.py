"""What training leaves behind: weights, thresholds and the words it saw. Plain arrays and JSON, nothing executable."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from navigator.errors import ModelMissing
from navigator.understanding.encode import Vector
from navigator.understanding.features import Buckets, weight

VERSION = 5
_WEIGHTS = "weights.npz"
_TABLE = "model.json"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A label is sure from `sure` on, worth asking about from `maybe` on. Probabilities."""

    sure: float = 0.5
    maybe: float = 0.3


@dataclass(frozen=True)
class Weights:
    """Dense features (d) reach the labels (n) directly and through a hidden layer (h); hash buckets (b) directly.

    `inward` (d, h), `inward_bias` (h,), `outward` (h, n), `direct` (d, n), `grams` (b, n), `bias` (n,).
    """

    inward: Vector
    inward_bias: Vector
    outward: Vector
    direct: Vector
    grams: Vector
    bias: Vector


@dataclass(frozen=True)
class Model:
    """Columns of the weights: `topics`, each by itself, then `acts`, of which one holds. `quiet` acts name no needs."""

    topics: tuple[str, ...]
    acts: tuple[str, ...]
    weights: Weights
    second: Vector  # of the second look: see `verify`
    quiet: tuple[str, ...] = ()
    thresholds: Mapping[str, Thresholds] = field(default_factory=dict)
    vocabulary: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, int] = field(default_factory=dict)

    def judge(self, features: Vector, found: Buckets) -> tuple[dict[str, float], dict[str, float], float]:
        """Probabilities of topics and of acts for one message, and the chance that its act is a quiet one."""
        scores = self._scores(features, found)
        some = 1.0 / (1.0 + np.exp(-scores[: len(self.topics)]))
        powers = np.exp(scores[len(self.topics) :] - scores[len(self.topics) :].max())
        acts = dict(zip(self.acts, (powers / powers.sum()).tolist(), strict=True))
        heard = max(0.0, 1.0 - sum(acts[act] for act in self.quiet))
        return dict(zip(self.topics, (some * heard).tolist(), strict=True)), acts, 1.0 - heard

    def _scores(self, features: Vector, found: Buckets) -> Vector:
        w = self.weights
        hidden = np.maximum(features @ w.inward + w.inward_bias, 0.0)
        grams = w.grams[found].sum(axis=0, dtype=np.float32) * np.float32(weight(found))
        scores: Vector = hidden @ w.outward + features @ w.direct + grams + w.bias
        return scores

    def save(self, folder: Path) -> None:
        """Writes two files into `folder`, which is made when missing."""
        folder.mkdir(parents=True, exist_ok=True)
        halves = {name: array.astype(np.float16) for name, array in asdict(self.weights).items()}
        np.savez_compressed(folder / _WEIGHTS, second=self.second.astype(np.float16), **halves)
        table = {
            "version": VERSION,
            "topics": self.topics,
            "acts": self.acts,
            "quiet": self.quiet,
            "thresholds": {label: [limit.sure, limit.maybe] for label, limit in self.thresholds.items()},
            "vocabulary": dict(self.vocabulary),
            "pairs": dict(self.pairs),
        }
        (folder / _TABLE).write_text(json.dumps(table), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Model":
        """ModelMissing when the folder holds no model, or one of another version."""
        try:
            table = json.loads((folder / _TABLE).read_text(encoding="utf-8"))
            if table["version"] != VERSION:
                raise ModelMissing(f"The understanding model in {folder} is of another version. Run: navigator train")
            with np.load(folder / _WEIGHTS, allow_pickle=False) as arrays:
                second = arrays["second"].astype(np.float32)
                weights = Weights(**{name: _at_rest(name, arrays[name]) for name in arrays.files if name != "second"})
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise ModelMissing(f"No understanding model in {folder}. Run: navigator train") from problem
        return cls(
            topics=tuple(table["topics"]),
            acts=tuple(table["acts"]),
            weights=weights,
            second=second,
            quiet=tuple(table["quiet"]),
            thresholds={label: Thresholds(*limits) for label, limits in table["thresholds"].items()},
            vocabulary=table["vocabulary"],
            pairs=table["pairs"],
        )


def _at_rest(name: str, array: Vector) -> Vector:
    """The buckets stay in half precision, of which a message reads few rows; the rest is multiplied whole."""
    return array if name == "grams" else array.astype(np.float32)
