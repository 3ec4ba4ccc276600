"""No evaluation message, nor one nearly like it, is in training. Messages are compared here and never printed."""

from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from navigator.evaluation.leaks import leaks
from navigator.understanding.encode import encoder
from navigator.understanding.normalise import normalise
from navigator.understanding.training import read_examples

ROOT = Path(__file__).resolve().parents[2]
SETS = sorted((ROOT / "navigator" / "evaluation" / "sets").glob("understanding.*.jsonl"))
_SAME_LETTERS = 0.92
_SAME_MEANING = 0.97
_TELLING = 4  # words: "need food" can be said in one way only


def by_letters(text: str, known: list[str]) -> tuple[str, float] | None:
    found = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=100 * _SAME_LETTERS)
    return (found[0], found[1] / 100) if found else None


def test_a_near_copy_is_found() -> None:
    assert list(leaks(["i need a bed tonite"], ["i need a bed tonight", "food"], by_letters, 0.8))
    assert not list(leaks(["where is the clinic"], ["i need a bed tonight"], by_letters, 0.8))


def _spoken(texts: list[str]) -> list[str]:
    return [spoken for text in texts if len((spoken := normalise(text)).split()) >= _TELLING]


@pytest.mark.skipif(not SETS, reason="no evaluation sets")
def test_nothing_was_learned_from_the_test() -> None:
    from navigator.evaluation import read_items

    evaluation = _spoken([item.text for item in read_items(SETS)])
    training = sorted(set(_spoken([example.text for example in read_examples(ROOT / "data" / "nlu")])))
    copied = sum(1 for _ in leaks(evaluation, training, by_letters, _SAME_LETTERS))
    assert copied == 0, f"{copied} evaluation messages are spelled like training messages"
    likeness = encoder().encode_many(evaluation) @ encoder().encode_many(training).T
    same = int((np.max(likeness, axis=1) >= _SAME_MEANING).sum())
    assert same == 0, f"{same} evaluation messages mean what a training message says"
