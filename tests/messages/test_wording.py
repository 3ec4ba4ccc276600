"""Every message, in both languages, with the longest real values: short, plain, GSM-7 and without the wrong words."""

import re
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml

from bot.messages import keys, render
from bot.messages.catalogue import budget, texts
from bot.messages.reading import SPANISH_EASY, ease, grade
from bot.messages.words import scripts, step_texts, words
from navigator.dialogue.questions import is_neutral
from navigator.needs import LANGUAGES, needs
from navigator.sms import is_gsm7, segments
from navigator.sms.optout import carrier_words
from tests.messages.longest import values_for

RULES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text(encoding="utf-8"))
# First replies and what anyone may read: neutral.
FIRST = (
    "welcome",
    "opening",
    "ask_area_first",
    "ask_area_first_needs",
    "welcome_back",
    "ask_who",
    "voice",
    "stopped",
)
FIRST += ("started", "help", "noted_back", "remind_area", "ask_area_unstored", "not_kept", "ask_area_again")
EVERY = [(key, language) for language in LANGUAGES for key in sorted(keys("en", "sms"))]


def written(language: str) -> list[str]:
    """All that people wrote for people in this language: messages, words, scripts and steps."""
    table = words(language)
    named = [*table["needs"].values(), *(word for row in table["attributes"].values() for word in row)]
    return [
        *texts(language, "web").values(),
        *texts(language, "sms").values(),
        *named,
        *(text for script in scripts(language).values() for text in script.values()),
        *step_texts(language).values(),
    ]


@pytest.mark.parametrize(("key", "language"), EVERY)
def test_a_text_message_fits_its_budget(key: str, language: str) -> None:
    text = render(key, values_for(key, language), language, "sms")
    assert is_gsm7(text)
    assert segments(text) <= budget(key), f"{len(text)}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_to_avoid_are_avoided(language: str) -> None:
    for text in written(language):
        assert not re.search("|".join(RULES["never"][language]), text.lower()), text


def test_nothing_commands_but_the_law() -> None:
    saying = {
        key for channel in ("sms", "web") for key, text in texts("en", channel).items() if re.search(r"\bmust\b", text)
    }  # type: ignore[arg-type]
    assert saying <= set(RULES["must"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_replies_give_nothing_away(language: str) -> None:
    for key in FIRST:
        values = dict(values_for(key, language)) | {"needs": [id for id in needs() if is_neutral((id,))][:3]}
        text = render(key, values, language, "sms").lower()
        assert not re.search("|".join(RULES["sensitive"][language]), text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_needs_named_in_a_first_reply_give_nothing_away(language: str) -> None:
    for id in needs():
        if is_neutral((id,)):
            assert not re.search("|".join(RULES["sensitive"][language]), words(language)["needs"][id]), id


def test_english_reads_at_fifth_grade_or_lower_and_never_above_sixth() -> None:
    grades = {key: grade(render(key, values_for(key, "en"), "en", "web")) for key in texts("en", "web")}
    assert mean(grades.values()) <= 5
    assert {key: round(found, 1) for key, found in grades.items() if found > 6} == {}


def test_spanish_is_quite_easy_on_average_and_never_hard() -> None:
    eases = {key: ease(render(key, values_for(key, "es"), "es", "web")) for key in texts("es", "web")}
    assert mean(eases.values()) >= SPANISH_EASY + 5
    assert {key: round(found) for key, found in eases.items() if found < SPANISH_EASY} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_asks_for_a_word_the_carrier_keeps_except_to_explain_it(language: str) -> None:
    """A word before a colon or "text" that is reserved would be swallowed on its way to us."""
    explained = {"stop", "start", "help", "info", "alto", "ayuda", "yes"}
    for text in texts(language, "sms").values():
        offered = {word.lower() for word in re.findall(r"\b[A-ZÑ]{3,}\b", text)}
        assert not offered & (carrier_words()["stop"] | carrier_words()["help"] | carrier_words()["start"]) - explained


def test_spanish_without_accents_keeps_its_meaning() -> None:
    """ "Llegó" without its accent is "I arrive": texts use no verb forms that end in an accented vowel."""
    harmless = {"está", "aquí", "sí"}
    for text in written("es"):
        ending = set(re.findall(r"\w+[áíó]\b", text.lower()))
        assert not ending - harmless, text


def test_no_exclamation_marks_and_no_emoji() -> None:
    for language in LANGUAGES:
        for text in written(language):
            assert "!" not in text
            assert all(ord(character) < 0x2000 for character in text), text


def test_the_formulas_know_easy_from_hard() -> None:
    assert grade("The dog ran. It was fun.") < 2 < grade("Eligibility determination necessitates documentation.")
    assert ease("El perro come pan. Es feliz.") > 85
    assert ease("La determinación de elegibilidad requiere documentación institucional.") < 40
