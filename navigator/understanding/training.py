"""From labelled messages to a model: read, expand, fit, set thresholds. Under a minute on one core."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from navigator.understanding.augment import augmented
from navigator.understanding.calibrate import thresholds
from navigator.understanding.encode import Vector
from navigator.understanding.example import Example
from navigator.understanding.families import family_examples
from navigator.understanding.fit import Features, fit, probabilities, targets
from navigator.understanding.gate import gated, quiet_acts
from navigator.understanding.labels import act_names, topics
from navigator.understanding.model import Model, Thresholds
from navigator.understanding.normalise import normalise

__all__ = ["Example", "read_examples", "train"]

_FOLDS = 2
_NOT_JUDGED = frozenset(["joined", "mistyped"])  # learned from; thresholds are set on messages that people wrote
_FEWEST = 300  # examples, below which held-out thresholds would be chance


def read_examples(folder: Path) -> list[Example]:
    """Every message of the Rasa NLU files under `folder` (`data/nlu`), then the generated families.

    Lookups, synonyms and other keys of such files are passed over.
    """
    written = [example for path in sorted(folder.rglob("*.yml")) for example in _read_file(path)]
    return [*written, *family_examples()]


def train(examples: Sequence[Example]) -> Model:
    """The same examples give the same model. ValueError when there are none."""
    if not examples:
        raise ValueError("nothing to learn from")
    fold, learned = _folds(examples)
    features, wanted = Features.of(learned), targets(learned)
    quiet = quiet_acts(act_names(), wanted)
    judge = np.array(
        [example.source not in _NOT_JUDGED and not example.source.startswith("family") for example in learned]
    )
    held_out = _held_out(features, wanted, fold)[judge] if len(examples) >= _FEWEST else None
    return Model(
        topics=topics(),
        acts=act_names(),
        quiet=quiet,
        weights=fit(features, wanted),
        thresholds={} if held_out is None else _thresholds(held_out, wanted[judge], quiet),
        vocabulary=_vocabulary(examples),
    )


def _folds(examples: Sequence[Example]) -> tuple[NDArray[np.int64], list[Example]]:
    """Messages are joined within a fold only: no part of a held-out message is seen in a joined one."""
    parts = [augmented(examples[at::_FOLDS], seed=at) for at in range(_FOLDS)]
    fold = np.concatenate([np.full(len(part), at) for at, part in enumerate(parts)])
    return fold, [example for part in parts for example in part]


def _held_out(features: Features, wanted: Vector, fold: NDArray[np.int64]) -> Vector:
    """Probabilities of every message from a fit that did not see it."""
    judged = np.zeros_like(wanted)
    for held in range(_FOLDS):
        seen, out = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        judged[out] = probabilities(fit(features.rows(seen), wanted[seen]), features.rows(out))
    return judged


def _thresholds(judged: Vector, wanted: Vector, quiet: Sequence[str]) -> dict[str, Thresholds]:
    count = len(topics())
    silent = judged[:, [count + act_names().index(act) for act in quiet]].sum(axis=1)
    return thresholds(topics(), gated(judged[:, :count], silent), wanted[:, :count])


def _read_file(path: Path) -> list[Example]:
    table = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return [
        Example.of(text, entry["intent"], entry.get("metadata"), source=path.stem)
        for entry in table.get("nlu", [])
        if "intent" in entry
        for text in _lines(entry.get("examples", ""))
    ]


def _lines(block: str) -> list[str]:
    return [line.strip()[2:].strip() for line in block.splitlines() if line.strip().startswith("- ")]


def _vocabulary(examples: Sequence[Example]) -> dict[str, int]:
    counts = Counter(word for e in examples for word in normalise(e.text, e.language).split() if word.isalpha())
    return dict(counts.most_common())
