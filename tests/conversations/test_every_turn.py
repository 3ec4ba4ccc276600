"""Walked through the real inbox: at every turn of a talk, in both languages, the words that always work still work."""

from itertools import count

import pytest

from tests.conversations.people import HERE, People

TALKS = {
    "en": ("hi", "need a bed and food", HERE, "yes", "1", "how do i get there", "BACK", "MORE", "NO 1", "STEPS"),
    "es": ("hola", "necesito una cama", HERE, "si", "1", "como llego", "ATRAS", "MAS", "NO 1", "PASOS"),
}
ALWAYS = {"MENU": "menu", "ERASE": "erased", "MENTOR": "mentor", "ESPANOL": "", "ENGLISH": ""}
LANGUAGE = {"ESPANOL": "es", "ENGLISH": "en"}


@pytest.mark.parametrize("word", ALWAYS)
@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
def test_a_word_works_at_every_turn(person: People, talk: tuple[str, ...], word: str) -> None:
    numbers = count(100)
    for turn in range(len(talk) + 1):
        someone = person(f"+1510555{next(numbers):04}").texts(*talk[:turn], word).hears_something_to_do()
        if word in LANGUAGE:
            assert someone.last.slots["language"] == LANGUAGE[word], talk[:turn]
        else:
            keys = [said.key for said in someone.last.said]
            assert any(key.startswith(ALWAYS[word]) for key in keys), (talk[:turn], keys)


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
def test_danger_is_seen_at_every_turn_and_the_talk_goes_on(person: People, talk: tuple[str, ...]) -> None:
    numbers = count(300)
    for turn in range(len(talk) + 1):
        someone = person(f"+1510555{next(numbers):04}").texts(*talk[:turn], "hes outside with a gun")
        someone.gets_lines("violence_now").hears("911")
        someone.texts("need food", HERE).hears("555")
