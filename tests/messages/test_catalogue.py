"""The catalogues keep their promises: every key in both languages, used, filled, and nothing missing."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from bot.messages import CHANNELS, MessageError, keys, render
from bot.messages.catalogue import budget, entries, read, texts
from bot.messages.words import scripts, step_texts, words
from navigator.dialogue.honest import line_roles
from navigator.dialogue.questions import table
from navigator.dialogue.steps import step_table
from navigator.needs import LANGUAGES, attributes, needs
from navigator.safety.lines import line_for

ROOT = Path(__file__).resolve().parents[2]
SPEAKERS = [
    *(ROOT / "navigator" / "dialogue").glob("*.py"),
    *(ROOT / "navigator" / "handoff").glob("*.py"),
    *(ROOT / "bot").glob("*.py"),
    *(ROOT / "bot" / "channels").glob("*.py"),
    *(ROOT / "bot" / "messages").glob("*.py"),
    *(ROOT / "bot" / "commands").glob("*.py"),
]


def constants() -> set[str]:
    """Every string in the code that speaks."""
    found = set()
    for path in SPEAKERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    asked = {f"{prefix}_{id}" for id in table()["questions"] for prefix in ("q", "q_other")}
    relaxed = {f"relaxed_{what}" for what in ("area", "hours")}  # what matching may loosen
    return found | asked | relaxed


def said() -> set[str]:
    """Keys that the talk says outright."""
    found = set()
    for path in SPEAKERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Say" and node.args:
                found |= {leaf.value for leaf in ast.walk(node.args[0]) if isinstance(leaf, ast.Constant)}
    return {key for key in found if isinstance(key, str) and key not in ("need", "area", "turned_away")}


@pytest.mark.parametrize("channel", CHANNELS)
def test_both_languages_have_the_same_keys(channel: str) -> None:
    assert keys("en", channel) == keys("es", channel)  # type: ignore[arg-type]


@pytest.mark.parametrize("channel", CHANNELS)
def test_both_languages_ask_for_the_same_values(channel: str) -> None:
    for key, text in texts("en", channel).items():  # type: ignore[arg-type]
        other = texts("es", channel)[key]  # type: ignore[arg-type]
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", other)), key


def test_every_key_that_is_said_exists() -> None:
    assert said() <= keys("en", "sms")


def test_every_key_is_used() -> None:
    assert not keys("en", "sms") - constants()


def test_every_budget_is_for_a_message() -> None:
    assert all(key in keys("en", "sms") and budget(key) in (1, 2) for key in read("budgets"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_vocabulary_has_a_wording(language: str) -> None:
    assert set(words(language)["needs"]) == set(needs())
    assert set(words(language)["attributes"]) == set(attributes())
    assert all(len(row) == 3 for row in words(language)["attributes"].values())
    assert set(scripts(language)) == set(needs())
    assert set(step_texts(language)) == {id for ids in step_table().values() for id in ids}
    assert set(step_table()) == set(needs())


def test_both_languages_name_the_same_things() -> None:
    one, other = words("en"), words("es")
    for part in ("labels", "facts", "genders", "roles", "days", "language_names"):
        assert set(one[part]) == set(other[part]), part


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_that_is_named_is_in_the_reviewed_table(language: str) -> None:
    for role in {*line_roles().values(), "youth", "trans_peers", "emergency"}:
        assert role in words(language)["roles"]
        assert line_for(role, "us")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_what_bears_on_safety_says_who_read_it_and_when(language: str, channel: str) -> None:
    for key in ("ask_privacy", "ask_police", "help", "mentor_none"):
        entry = entries(language, channel)[key]  # type: ignore[arg-type]
        assert entry["reviewed_by"], key
        assert entry["date"], key


def test_no_number_stands_in_a_message() -> None:
    """Lines come from the one reviewed table."""
    for path in (ROOT / "bot" / "messages").glob("*.yml"):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert not re.search(r"\d{3}\D?\d{3}\D?\d{4}|\b(?:911|988|211|741741)\b", str(table)), path.name


def test_a_missing_key_and_a_missing_value_are_named() -> None:
    with pytest.raises(MessageError, match="nonsense"):
        render("nonsense", {}, "en", "sms")
    with pytest.raises(MessageError, match="count"):
        render("which", {}, "en", "sms")


def test_the_language_of_the_turn_wins_over_the_one_before() -> None:
    assert render("noted", {"language": "es", "count": 1}, "en", "sms").startswith("Bien.")


def test_nobody_is_asked_to_text_a_page() -> None:
    spoken = {key: text for key, text in texts("en", "web").items() if key not in ("started", "stopped", "voice")}
    assert {key: text for key, text in spoken.items() if re.search(r"\b[Tt]ext\b(?! line)", text)} == {}
    assert not [key for key, text in texts("es", "web").items() if "un solo texto" in text]
