"""Stop in carrier words and plain ones; what only sounds like it goes on."""

from pathlib import Path

import pytest
import yaml

from navigator.needs import acts
from navigator.sms.optout import carrier_word, carrier_words, plain, wants_stop

PHRASES = yaml.safe_load(Path(__file__).with_name("optout.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", PHRASES["stop"])
def test_stop_is_heard(text: str) -> None:
    assert wants_stop(text)


@pytest.mark.parametrize("text", PHRASES["goes_on"])
def test_wanting_something_else_to_stop_is_not_stop(text: str) -> None:
    assert not wants_stop(text)


@pytest.mark.parametrize("word", ["yes", "YES!"])
def test_yes_is_start_only_for_someone_opted_out(word: str) -> None:
    assert carrier_word(word) is None
    assert carrier_word(word, opted_out=True) == "start"


@pytest.mark.parametrize(
    ("word", "kind"), [("START", "start"), ("unstop", "start"), ("help", "help"), ("AYUDA", "help")]
)
def test_start_and_help(word: str, kind: str) -> None:
    assert carrier_word(word) == kind


def test_no_menu_word_is_a_carrier_word() -> None:
    reserved = frozenset().union(*carrier_words().values())
    menu = {plain(word) for act in acts().values() for words in act.words.values() for word in words}
    assert not menu & reserved
