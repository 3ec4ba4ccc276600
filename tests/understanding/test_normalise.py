import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.needs import LANGUAGES
from navigator.understanding.normalise import fold, normalise, text_speak, words
from navigator.understanding.spelling import Spelling


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("me n my 2kids need a place tonite", "me and my 2 kids need a place tonight"),
        ("PLZ heeeelp", "please help"),
        ("can’t go back", "cant go back"),
        ("on probation, my p.o. said", "on probation , my probation officer said"),
    ],
)
def test_text_speak_is_spelled_out(typed: str, meant: str) -> None:
    assert normalise(typed, "en") == meant


def test_spanish_text_speak() -> None:
    assert normalise("nesesito komida xfa pa mis niños", "es") == "necesito comida por favor para mis ninos"


def test_links_and_addresses_are_not_words() -> None:
    assert normalise("look https://example.org/a?b=1 ok") == "look ok"


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_forms_are_found_by_how_they_are_typed(language: str) -> None:
    for short, full in text_speak(language).items():
        assert " " not in short, short
        assert full == fold(full)


@given(st.text(max_size=400))
def test_words_are_plain(text: str) -> None:
    for word in words(text):
        assert word.isascii()
        assert word == word.lower()
        assert " " not in word


def test_one_slip_is_put_right_and_known_words_stay() -> None:
    spelling = Spelling({"methadone": 9, "tonight": 9, "housing": 4})
    assert spelling.corrected(["methadne", "tonigth", "shelter", "xyzzy"]) == [
        "methadone",
        "tonight",
        "shelter",
        "xyzzy",
    ]


def test_neighbours_decide_between_two_words_a_slip_away() -> None:
    spelling = Spelling({"food": 9, "good": 30, "need": 9}, {"need food": 4})
    assert spelling.corrected(["need", "fgood"]) == ["need", "food"]
    assert spelling.corrected(["fgood"]) == ["good"]
