"""Simulated people: the same for the same seed, each with wordings for all they may have to say."""

import random
from string import Formatter

import pytest

from navigator.needs import LANGUAGES, circumstances, needs, safety_classes
from navigator.simulation.persona import personas
from navigator.simulation.services import Place
from navigator.simulation.texting import Style, texted
from navigator.simulation.wording import wording

HERE = (Place("00104", frozenset({"00104", "port ellis"})), Place("Harbor", frozenset({"harbor", "port ellis"})))


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    assert personas(40, 7, HERE) == personas(40, 7, HERE)
    assert personas(40, 7, HERE) != personas(40, 8, HERE)


def test_more_people_leave_the_first_ones_as_they_were() -> None:
    assert personas(50, 7, HERE)[:10] == personas(10, 7, HERE)


def test_people_of_one_language_only() -> None:
    assert {one.language for one in personas(30, 7, HERE, ["es"])} == {"es"}


def test_a_crowd_brings_every_habit_and_every_need() -> None:
    crowd = personas(500, 7, HERE)
    habits = {habit for one in crowd for habit in one.habits}
    assert {"typos", "txtspk", "spanglish", "refuses", "corrects", "silent", "crisis", "in pieces"} <= habits
    assert {id for one in crowd for id in one.needs} == set(needs())
    assert {id for one in crowd for id in one.circumstances} == set(circumstances())
    assert any(one.detour for one in crowd)


def test_nobody_lives_nowhere() -> None:
    with pytest.raises(ValueError, match="place"):
        personas(1, 7, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_for_every_need_and_circumstance(language: str) -> None:
    table = wording(language).table
    assert set(table["needs"]) == set(needs())
    assert set(table["circumstances"]) == set(circumstances())
    assert set(table["crisis"]) <= set(safety_classes())
    for row in table["needs"].values():
        assert all(row[name] for name in ("say", "short", "signs"))


def test_both_languages_have_the_same_tables() -> None:
    english, spanish = (wording(language).table for language in LANGUAGES)
    assert set(english) == set(spanish)
    for name in ("detours", "crisis", "questions"):
        assert set(english[name]) == set(spanish[name])
    for name in ("area", "also", "wrong", "turned_away"):
        fields = [{field for _, field, _, _ in Formatter().parse(text) if field} for text in english[name]]
        assert fields[0] == {field for _, field, _, _ in Formatter().parse(spanish[name][0]) if field}


def test_a_careless_thumb_keeps_digits_and_words_in_capitals() -> None:
    style = Style(lower=True, plain=True, run_on=True, short_forms=True, slips=100)
    for seed in range(30):
        written = texted("MORE please, near 00104. I can't wait!", style, wording("en").table, random.Random(seed))
        assert "MORE" in written
        assert "00104" in written
        assert "pls" in written
        assert written.isascii()
        assert "." not in written
