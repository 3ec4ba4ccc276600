"""Questions about us, thanks, anger: answered plainly, and what was open stays open."""

import pytest

from navigator.needs import acts
from tests.dialogue.talk import PORT_ELLIS, Talk

INTERLUDES = ["ask_who", "ask_real", "ask_privacy", "ask_police", "insult", "out_of_scope", "menu", "thank"]


@pytest.mark.parametrize("act", INTERLUDES)
def test_the_open_question_is_still_open(act: str) -> None:
    talk = Talk()
    talk.say(needs=("food",))
    assert talk.say(act) == [act, "remind_area"]
    assert talk.say(area=PORT_ELLIS) == ["results"]


@pytest.mark.parametrize("act", INTERLUDES)
def test_the_numbers_still_mean_the_list(act: str) -> None:
    talk = Talk()
    talk.say(needs=("food",), area=PORT_ELLIS)
    talk.say(act)
    assert talk.say("choose", choices=(1,)) == ["details"]


def test_bye_is_let_go_without_another_question() -> None:
    talk = Talk()
    talk.say(needs=("food",))
    assert talk.say("bye") == ["bye"]


def test_why_do_you_ask_is_answered_for_what_was_asked() -> None:
    talk = Talk()
    talk.say(needs=("housing",))
    assert talk.say("ask_why") == ["ask_why_area"]
    talk.say(area=PORT_ELLIS)
    assert talk.say("ask_why") == ["ask_why_circumstance"]
    assert talk.say("affirm") == ["results"]


def test_privacy_is_answered_from_what_is_configured() -> None:
    talk = Talk()
    talk.say("ask_privacy")
    assert talk.said("ask_privacy").values == {"hours": 72}


def test_erase_forgets_everything_but_the_language() -> None:
    talk = Talk()
    talk.say(needs=("food",), area=PORT_ELLIS, language="es")
    assert talk.say("erase") == ["erased"]
    assert talk.last.effects == ("erase",)
    assert {name for name, value in talk.state.to_slots().items() if value} == {"language"}
    assert talk.say("greet") == ["welcome"]


def test_new_starts_over() -> None:
    talk = Talk()
    talk.say(needs=("food",), area=PORT_ELLIS)
    assert talk.say("new") == ["new"]
    assert not talk.state.has_content
    assert talk.say(needs=("housing",)) == ["ask_area"]


def test_mentor_names_who_can_be_reached_today() -> None:
    talk = Talk()
    assert talk.say("mentor") == ["mentor"]
    assert talk.services == ["peers-1"]
    assert talk.say("choose", choices=(1,)) == ["details"]


def test_no_peers_in_the_list_is_said_with_a_line() -> None:
    talk = Talk(places=())
    assert talk.say("mentor") == ["mentor_none"]


def test_someone_who_went_back_is_welcome() -> None:
    talk = Talk()
    assert talk.say("returning") == ["welcome_again_new"]
    talk.say(needs=("food",))
    assert talk.say("returning") == ["welcome_again"]
    assert talk.say("returning", needs=("substance_use",), area=PORT_ELLIS)[0] == "welcome_lead"


def test_what_does_not_exist_yet_is_not_promised() -> None:
    talk = Talk()
    assert talk.say("save") == ["save_nothing"]
    talk.say(needs=("food",), area=PORT_ELLIS)
    assert talk.say("save") == ["save"]
    assert talk.say("check_in") == ["check_in_not_yet"]


def test_steps_follow_the_needs_and_are_ticked() -> None:
    talk = Talk()
    assert talk.say("steps") == ["steps_none"]
    talk.say(needs=("housing",), area=PORT_ELLIS)
    assert talk.say("steps") == ["steps"]
    assert talk.say("done", choices=(1,)) == ["steps"]
    assert [step.done for step in talk.state.steps] == [True, False]
    assert talk.say("done", choices=(2,)) == ["steps_done"]


def test_a_ticked_step_stays_when_needs_are_added() -> None:
    talk = Talk()
    talk.say(needs=("housing",), area=PORT_ELLIS)
    talk.say("done", choices=(1,))
    talk.say(needs=("food",))
    talk.say("steps")
    assert [step.id for step in talk.state.steps if step.done] == ["housing_call"]


def test_every_act_of_the_vocabulary_is_answered() -> None:
    for act in acts():
        for talk in (Talk(), Talk()):
            assert talk.say(act), act


def test_a_question_about_us_with_a_need_in_it_gets_both_answers() -> None:
    talk = Talk()
    talk.say("greet")
    assert talk.say("ask_police", needs=("housing",), area=PORT_ELLIS) == ["ask_police", "results"]


def test_hello_in_the_middle_only_reminds() -> None:
    talk = Talk()
    talk.say(needs=("food",))
    assert talk.say("greet") == ["remind_area"]


def test_what_to_say_before_there_is_a_list_is_for_the_need() -> None:
    talk = Talk()
    talk.say(needs=("food",))
    assert talk.say("what_to_say") == ["what_to_say"]
    assert talk.said("what_to_say").values["need"] == "food"
