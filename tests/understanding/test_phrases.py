import pytest

from navigator.needs import LANGUAGES, circumstances, needs
from navigator.understanding.families import family_examples
from navigator.understanding.labels import topics
from navigator.understanding.lexicon import entries, pointers
from navigator.understanding.phrases import PhraseTable, parse
from navigator.understanding.tables import load


def found(line: str, said: str) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in PhraseTable({"x": [line]}, "en").find(said.split())]


def test_alternatives_endings_options_and_gaps() -> None:
    assert found("(food|meal) bank(s)", "any meal banks here") == [(1, 3)]
    assert found("help* with rent", "with rent") == [] or found("help* with rent", "with rent") == [(0, 2)]
    assert found("help ... rent", "help me with my rent") == [(0, 5)]
    assert found("help ... rent", "help me with all of my rent") == []
    assert found("expung(e|ed)", "get it expunged") == [(2, 3)]
    assert found("(leave|hide from (him|my ex))", "i hide from my ex") == [(1, 5)]


def test_a_gap_does_not_cross_the_end_of_a_sentence() -> None:
    assert found("help ... rent", "help . my rent") == []


@pytest.mark.parametrize("line", ["...", "", "word*"])
def test_a_line_must_begin_with_words(line: str) -> None:
    with pytest.raises(ValueError, match="begin with"):
        parse(line, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_need_and_circumstance_has_words(language: str) -> None:
    labels = {label for label, _, _ in entries(language)}
    assert labels <= set(topics())
    assert {f"need:{need}" for need in needs()} <= labels
    assert {f"circumstance:{one}" for one in circumstances()} <= labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_thing_is_found_as_what_it_names(language: str) -> None:
    for label, kind, lines in entries(language):
        if kind == "things":
            for line in (line for line in lines if "(" not in line):
                said = [
                    word
                    for step in parse(line, language)
                    for run in ([[*step.single]] if step.single else step.longer)
                    for word in run
                ]
                assert label in {pointer.label for pointer in pointers(said, language)}, line


@pytest.mark.parametrize("language", LANGUAGES)
def test_negation_turns_known_labels_only(language: str) -> None:
    for cue in load("negation", language).values():
        assert set(cue["turns"]) <= {"needs", *needs(), *circumstances()}


def test_both_languages_negate_the_same_things() -> None:
    english, spanish = load("negation", "en"), load("negation", "es")
    assert {name: cue["turns"] for name, cue in english.items()} == {
        name: cue["turns"] for name, cue in spanish.items()
    }


def test_families_expand_the_same_every_time_and_leave_no_slot() -> None:
    once = family_examples()
    assert once == family_examples()
    assert len(once) > 500
    assert not [example.text for example in once if "{" in example.text]
