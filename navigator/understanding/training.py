"""From labelled messages to a model: read, expand, fit, set thresholds. Under a minute on one core."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import yaml

from navigator.understanding.augment import augmented
from navigator.understanding.calibrate import thresholds
from navigator.understanding.example import Example
from navigator.understanding.families import family_examples
from navigator.understanding.fit import Features, fit, targets
from navigator.understanding.labels import act_names, topics
from navigator.understanding.model import Model
from navigator.understanding.normalise import normalise

__all__ = ["Example", "read_examples", "train"]


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
    learned = augmented(examples)
    weights = fit(Features.of(learned), targets(learned))
    return Model(
        topics=topics(),
        acts=act_names(),
        weights=weights,
        thresholds=thresholds(examples),
        vocabulary=_vocabulary(examples),
    )


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
