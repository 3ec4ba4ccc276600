"""Walked, not sampled: after every act in every situation, the words that always work still work."""

from collections.abc import Callable

import pytest

from navigator.needs import acts
from tests.dialogue.talk import FREMONT, PORT_ELLIS, Talk


def fresh(talk: Talk) -> None:
    """Nothing was said."""


def asked_for_a_place(talk: Talk) -> None:
    talk.say(needs=("housing", "food"))


def asked_to_confirm(talk: Talk) -> None:
    talk.say(maybe_needs=("housing", "safety"))


def with_a_list(talk: Talk) -> None:
    talk.say(needs=("housing", "work"), area=PORT_ELLIS)


def looking_at_one(talk: Talk) -> None:
    with_a_list(talk)
    talk.say("choose", choices=(1,))


def asked_which(talk: Talk) -> None:
    with_a_list(talk)
    talk.say("directions")


def nothing_found(talk: Talk) -> None:
    talk.say(needs=("work",), area=FREMONT)


def back_after_hours(talk: Talk) -> None:
    with_a_list(talk)
    talk.wait(hours=3)


def erased(talk: Talk) -> None:
    with_a_list(talk)
    talk.say("erase")


SITUATIONS = (
    *(fresh, asked_for_a_place, asked_to_confirm, with_a_list, looking_at_one),
    *(asked_which, nothing_found, back_after_hours, erased),
)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("act", sorted(acts()))
def test_after_any_act_anywhere(situation: Callable[[Talk], None], act: str) -> None:
    for number in ((), (1,), (2,)):
        for word, key in (("menu", "menu"), ("mentor", "mentor"), ("erase", "erased")):
            talk = Talk()
            situation(talk)
            assert talk.say(act, choices=number)
            assert key in talk.say(word)
        talk = Talk()
        situation(talk)
        talk.say(act, choices=number)
        before = talk.state.language
        talk.say("change_language")
        assert talk.state.language != before
        assert talk.say(needs=("housing",), area=PORT_ELLIS)[-1] == "results"
        assert talk.services
