"""The tables are walked: every phrase is found where it is written, every rule can be read."""

from pathlib import Path

import pytest
import yaml

from navigator.needs import LANGUAGES, safety_classes
from navigator.safety.examples import written
from navigator.safety.notation import read
from navigator.safety.phrases import entries, find, load
from navigator.safety.quiet import token_patterns
from navigator.safety.words import Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_has_phrases(language: str) -> None:
    assert {entry.id for entry in entries(language)} == set(safety_classes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_written_out_is_found(language: str) -> None:
    lost = []
    for entry in entries(language):
        sample = " ".join(word for word in next(entry.phrase.spelled_out()) if word)
        if not any(hit.id == entry.id for hit in find(Words.of(sample))):
            lost.append((entry.phrase.source, sample))
    assert lost == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quiet_rule_can_be_read(language: str) -> None:
    table = load(f"quiet/{language}.yml")
    for row in table["rules"].values():
        assert row["where"] in {"before", "over", "clause"}
        assert set(row.get("classes", ())) <= set(safety_classes())
        for source in row["phrases"]:
            assert all(token_patterns(read(source, table["sets"])))


def test_a_phrase_with_broken_brackets_is_refused() -> None:
    with pytest.raises(ValueError, match="parentheses"):
        read("kill (me|him", {})


def test_a_phrase_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="must be there"):
        read("(really|) ~", {})


@pytest.mark.parametrize(("language", "danger", "calm"), [("en", 120, 800), ("es", 80, 500)])
def test_there_is_enough_to_learn_from(language: str, danger: int, calm: int) -> None:
    examples = [example for example in written() if example.language == language]
    for id in safety_classes():
        assert sum(id in example.classes for example in examples) >= danger
    assert sum(not example.classes for example in examples) >= calm


def test_what_is_measured_on_is_never_learned_from() -> None:
    learned = {example.text for example in written()}
    unseen = [text for group in load_unseen().values() for texts in group.values() for text in texts]
    assert not learned.intersection(unseen)


def load_unseen() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = yaml.safe_load(Path(__file__).with_name("unseen.yml").read_text("utf-8"))
    return table
