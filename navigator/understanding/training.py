"""From labelled messages to a model: read, expand, fit, set thresholds. Under a minute on one core."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from navigator.understanding.augment import JOINED, MISTYPED, augmented
from navigator.understanding.calibrate import thresholds
from navigator.understanding.encode import Vector
from navigator.understanding.example import Example
from navigator.understanding.families import family_examples
from navigator.understanding.fit import Features, fit, probabilities, targets
from navigator.understanding.gate import gated, quiet_acts
from navigator.understanding.labels import act_names, topics
from navigator.understanding.model import Model
from navigator.understanding.normalise import normalise
from navigator.understanding.reading import Reading, read
from navigator.understanding.spelling import Spelling
from navigator.understanding.verify import Claims, fit_second, judged_again, unjudged

__all__ = ["Example", "read_examples", "train"]

_FOLDS = 2
_NOT_JUDGED = frozenset([JOINED, MISTYPED])  # learned from; thresholds are set on messages that people wrote
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
    vocabulary, pairs = _words(examples)
    readings, wanted = _readings(learned, Spelling(vocabulary, pairs)), targets(learned)
    features = Features.of(readings)
    quiet = quiet_acts(act_names(), wanted)
    weights = fit(features, wanted)
    if len(examples) < _FEWEST:
        return Model(topics(), act_names(), weights, unjudged(), quiet, vocabulary=vocabulary, pairs=pairs)
    first, silent = _gated(_held_out(features, wanted, fold), quiet)
    claims, true = Claims.of(readings, first, silent), wanted[:, : len(topics())]
    written = np.array([_written(example) for example in learned])
    again = _held_out_again(claims, learned, true, first, fold)
    return Model(
        topics=topics(),
        acts=act_names(),
        weights=weights,
        second=fit_second(claims, learned, true),
        quiet=quiet,
        thresholds=thresholds(topics(), again[written], true[written]),
        vocabulary=vocabulary,
        pairs=pairs,
    )


def _readings(learned: Sequence[Example], spelling: Spelling) -> list[Reading]:
    """Mistyped messages are put right as they will be when people send them, so that what stays wrong is learned."""
    return [
        read(example.text, example.language, spelling if example.source == MISTYPED else None) for example in learned
    ]


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


def _gated(judged: Vector, quiet: Sequence[str]) -> tuple[Vector, Vector]:
    """Topic probabilities, and the chance of an act that names no needs."""
    count = len(topics())
    silent: Vector = judged[:, [count + act_names().index(act) for act in quiet]].sum(axis=1)
    return gated(judged[:, :count], silent), silent


def _held_out_again(
    claims: Claims, learned: Sequence[Example], true: Vector, first: Vector, fold: NDArray[np.int64]
) -> Vector:
    """`first` after a second look that was fitted on the other folds."""
    judged = first
    for held in range(_FOLDS):
        weights = fit_second(claims.within(fold != held), learned, true)
        judged = judged_again(weights, claims.within(fold == held), judged)
    return judged


def _written(example: Example) -> bool:
    return example.source not in _NOT_JUDGED and not example.source.startswith("family")


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


def _words(examples: Sequence[Example]) -> tuple[dict[str, int], dict[str, int]]:
    """How often each word came, and each two words side by side that came more than once."""
    said = [normalise(example.text, example.language).split() for example in examples]
    counts = Counter(word for message in said for word in message if word.isalpha())
    pairs = Counter(f"{first} {second}" for message in said for first, second in pairwise(message))
    return dict(counts.most_common()), {pair: times for pair, times in pairs.most_common() if times > 1}
