"""What a person in danger is told: short, plain, in both languages, with the lines of the one table."""

import re
from itertools import combinations

import pytest

from bot.messages.reading import grade
from navigator.needs import LANGUAGES, safety_classes
from navigator.safety.answers import TWO_SEGMENTS, answer, fallback_text, help_text, reviewed_texts, roles_in
from navigator.safety.lines import line_for
from navigator.safety.phrases import load
from navigator.safety.screen import Assessment, assessment
from navigator.sms.gsm7 import is_gsm7

CLASSES = tuple(safety_classes())
PAIRS = [(id,) for id in CLASSES] + list(combinations(CLASSES, 2)) + list(combinations(CLASSES, 3)) + [CLASSES]
HIGHEST_GRADE = 6.0


def fired(*ids: str) -> Assessment:
    return assessment(dict.fromkeys(ids, "phrase"))


def told(*ids: str, language: str = "en", channel: str = "sms", repeat: bool = False, minor: bool = False) -> str:
    parts = answer(fired(*ids), country="us", language=language, channel=channel, repeat=repeat, minor=minor)
    return "\n".join(parts)


def number(role: str) -> str:
    line = line_for(role, "us")
    assert line is not None
    return line.number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("repeat", [False, True])
@pytest.mark.parametrize("minor", [False, True])
def test_every_answer_and_combination_fits_two_segments(language: str, repeat: bool, minor: bool) -> None:
    for ids in PAIRS:
        said = told(*ids, language=language, repeat=repeat, minor=minor)
        assert is_gsm7(said)
        assert 0 < len(said) <= TWO_SEGMENTS, (ids, said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_danger_is_answered_in_full_and_more_shortly_the_second_time(language: str) -> None:
    for id in CLASSES:
        assert len(told(id, language=language, repeat=True)) < len(told(id, language=language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_single_answer_is_left_out_to_fit(language: str) -> None:
    for id in CLASSES:
        assert len(told(id, language=language)) == len(told(id, language=language, channel="web"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_two_dangers_neither_is_left_out(language: str) -> None:
    for first, second in combinations(CLASSES, 2):
        said = told(first, second, language=language, channel="web")
        sms = told(first, second, language=language)
        assert len(sms) == len(said), (first, second, len(said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_shouts_or_tells_people_what_to_do(language: str) -> None:
    banned = re.compile(
        r"!|\bshould\b|\bmust\b|deber[ií]as|tienes que|\bv[ií]ctima|\bvictim|\brescue|\bconfidential", re.I
    )
    for text in reviewed_texts(language):
        assert not banned.search(text), text


def test_english_answers_are_plain_enough() -> None:
    for ids in CLASSES:
        said = told(ids, channel="web")
        assert grade(said) <= HIGHEST_GRADE, (ids, said)


def test_answers_carry_no_number_of_their_own() -> None:
    for language in LANGUAGES:
        for text in reviewed_texts(language):
            assert not re.search(r"\d{4,}|\d{3}-\d|\b911\b|\b988\b", text), text
            assert all(line_for(role, "us") for role in roles_in(text))


def test_overdose_names_naloxone_and_that_drugs_need_not_be_named() -> None:
    said = told("overdose")
    assert number("emergency") in said
    assert "if you can, text if you can't" in said
    assert "naloxone" in said.lower()
    assert "don't have to say drugs" in said
    assert f"Awake after pills? Poison Control: {number('poison')}" in said


def test_suicide_gives_the_crisis_line_and_a_person() -> None:
    assert number("suicide") in told("suicide")
    assert "MENTOR" in told("suicide")
    assert "MENTORA" in told("suicide", language="es")


def test_not_free_names_advocates_and_peers_before_the_national_line_and_says_what_it_may_report() -> None:
    said = told("not_free")
    assert said.index(number("advocates")) < said.index(number("peers")) < said.index(number("trafficking"))
    assert "may tell police" in said


def test_someone_under_18_hears_the_runaway_line_first_and_goes_on() -> None:
    said = told("under_18")
    assert number("youth") in said
    assert "I report nothing" in said
    assert "keep looking" in said


def test_someone_known_to_be_under_18_hears_the_youth_line_too() -> None:
    assert number("youth") in told("suicide", minor=True)


def test_an_assault_is_answered_with_plain_facts_and_a_choice() -> None:
    said = told("sexual_assault")
    assert number("sexual_assault") in said
    assert "72 hours" in said
    assert "5 days" in said
    assert "You choose" in said


def test_a_watched_phone_is_told_what_stays_on_it() -> None:
    said = told("monitored")
    assert "stay on this phone" in said
    assert "ERASE" in said


def test_spanish_has_its_accents_on_the_web_and_none_in_a_text() -> None:
    assert "día" in told("suicide", language="es", channel="web")
    assert "día" not in told("suicide", language="es")


def test_when_something_breaks_the_lines_are_still_given() -> None:
    for language in (*LANGUAGES, None, "fr"):
        said = fallback_text(language, "us")
        assert number("emergency") in said
        assert number("suicide") in said
        assert is_gsm7(said)
        assert len(said) <= 160
    assert "minute" in fallback_text("en", "us")
    assert len(help_text("es", "us")) <= TWO_SEGMENTS


def test_a_country_without_lines_is_told_so_without_a_wrong_number() -> None:
    for id in CLASSES:
        said = "".join(answer(fired(id), country="zz", language="en", channel="sms", repeat=False))
        assert said
        assert not re.search(r"\d{3}-\d|\b911\b|\b988\b", said)
    assert "emergency" in fallback_text("en", "zz")


def test_calm_gets_no_answer() -> None:
    assert answer(Assessment(), country="us", language="en", channel="sms", repeat=False) == []


@pytest.mark.parametrize(("language", "words"), [("en", "your age"), ("es", "tu edad")])
def test_who_asks_for_a_friend_of_16_is_not_told_about_their_own_age(language: str, words: str) -> None:
    assert words not in str(load(f"answers.{language}.yml")["classes"]["under_18"])
