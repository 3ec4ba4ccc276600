"""After a silence: no content on the screen until it is asked for."""

import pytest

from navigator.dialogue.returning import NEED_BEFORE
from tests.dialogue.talk import FREMONT, PORT_ELLIS, Talk


@pytest.fixture
def talk() -> Talk:
    """Someone who asked for a bed with kids, and was silent for three hours."""
    talk = Talk()
    talk.say(needs=("housing",), circumstances=("with_children",), area=PORT_ELLIS)
    talk.wait(hours=3)
    return talk


@pytest.mark.parametrize("act", sorted(NEED_BEFORE - {"turned_away", "wrong_listing"}))
def test_whoever_picks_up_the_phone_sees_nothing(talk: Talk, act: str) -> None:
    assert talk.say(act, choices=(1,) if act in ("choose", "details", "done") else ()) == ["welcome_back"]
    assert talk.services == []
    assert talk.say("more") == ["welcome_back"]


def test_back_brings_it_all_back(talk: Talk) -> None:
    talk.say("greet")
    assert talk.say("go_back") == ["results"]
    assert talk.services == ["bed-2", "bed-3", "bed-4"]
    assert talk.state.circumstances == ("with_children",)
    assert talk.state.before is None


def test_back_works_as_the_first_word_too(talk: Talk) -> None:
    assert talk.say("go_back") == ["results"]


def test_a_new_need_after_silence_starts_fresh_and_back_still_knows(talk: Talk) -> None:
    assert talk.say(needs=("food",)) == ["ask_area"]
    assert talk.say(area=FREMONT) == ["results"]
    assert talk.searches[-1].circumstances == frozenset()
    talk.say("go_back")
    assert set(talk.state.needs) == {"housing", "food"}
    assert talk.state.area == FREMONT


def test_no_2_the_next_day_is_noted_without_showing_what_2_was(talk: Talk) -> None:
    assert talk.say("turned_away", choices=(2,)) == ["noted_back"]
    assert talk.last.effects == ("outcome:turned_away:bed-3",)
    talk.say("go_back")
    talk.say("more")
    assert "bed-3" not in talk.services


def test_an_hour_is_not_a_silence() -> None:
    talk = Talk()
    talk.say(needs=("housing",), area=PORT_ELLIS)
    talk.wait(hours=1)
    assert talk.say("choose", choices=(1,)) == ["details"]


def test_a_second_silence_keeps_the_first(talk: Talk) -> None:
    talk.say(needs=("food",), area=FREMONT)
    talk.wait(hours=5)
    talk.say("greet")
    talk.say("go_back")
    assert set(talk.state.needs) == {"housing", "food"}


def test_who_is_this_is_neutral_after_silence(talk: Talk) -> None:
    assert talk.say("ask_who") == ["ask_who"]


def test_a_record_denied_today_is_not_brought_back_from_yesterday() -> None:
    talk = Talk()
    talk.say(needs=("housing",), circumstances=("has_record",), area=PORT_ELLIS)
    talk.wait(hours=3)
    talk.say(needs=("food",), not_circumstances=("has_record",))
    talk.say("go_back")
    assert talk.state.circumstances == ()
