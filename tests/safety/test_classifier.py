"""The classifier is a layer of its own: small files, no code in them, and the screen lives without it."""

from pathlib import Path

import numpy as np

from navigator.needs import safety_classes
from navigator.safety.classifier import TABLE, WEIGHTS, Classifier
from navigator.safety.screen import Screen, default_screen
from navigator.safety.words import Words
from navigator.understanding.encode import WIDTH
from navigator.understanding.features import BUCKETS

NAMES = tuple(safety_classes())


def always(id: str) -> Classifier:
    """Sure of `id` whatever is said."""
    bias = np.array([9.0 if name == id else -9.0 for name in NAMES], np.float32)
    dense = np.zeros((WIDTH, len(NAMES)), np.float32)
    sparse = np.zeros((BUCKETS, len(NAMES)), np.float32)
    return Classifier(NAMES, dense, sparse, bias, dict.fromkeys(NAMES, 0.5), dict.fromkeys(NAMES, 0.9))


def test_what_the_tables_miss_the_classifier_may_see() -> None:
    vector = np.zeros(WIDTH, np.float32)
    found = Screen(always("suicide")).assess("the river looks warm tonight", vector=vector)
    assert found.layers == {"suicide": "classifier"}


def test_a_phrase_is_named_before_the_classifier() -> None:
    found = Screen(always("suicide")).assess("kms", vector=np.zeros(WIDTH, np.float32))
    assert found.layers["suicide"] == "phrase"


def test_nothing_said_is_nothing_seen() -> None:
    assert always("suicide").classes(Words.of("..."), np.zeros(WIDTH, np.float32)) == ()


def test_a_denial_needs_a_surer_classifier() -> None:
    unsure = always("suicide")
    unsure = Classifier(NAMES, unsure.dense, unsure.sparse, unsure.bias / 9.0, unsure.limits, unsure.strict)
    vector = np.zeros(WIDTH, np.float32)
    assert "suicide" in unsure.classes(Words.of("lights out for me soon"), vector)
    assert unsure.classes(Words.of("that was 10 years ago"), vector) == ()


def test_it_is_saved_and_loaded_as_plain_arrays(tmp_path: Path) -> None:
    always("medical").save(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {WEIGHTS, TABLE}
    loaded = Classifier.load(tmp_path)
    assert loaded is not None
    assert loaded.classes(Words.of("hello"), np.zeros(WIDTH, np.float32)) == ("medical",)


def test_without_a_trained_classifier_the_screen_still_works(tmp_path: Path) -> None:
    assert default_screen(tmp_path).assess("me tiene encerrada")
    assert default_screen(None).assess("me tiene encerrada")
    (tmp_path / TABLE).write_text("broken", encoding="utf-8")
    assert default_screen(tmp_path).assess("me tiene encerrada")
