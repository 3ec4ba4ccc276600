"""With a list on the screen: look closer, say no, add, correct, go back, change town."""

from dataclasses import replace

import pytest

from navigator.dialogue import Result, State, View, decide, present
from navigator.understanding.heard import Heard
from tests.dialogue.talk import FREMONT, PLACES, PORT_ELLIS, Place, Talk


@pytest.fixture
def talk() -> Talk:
    """Someone who asked for a bed in Port Ellis and sees three."""
    talk = Talk()
    talk.say(needs=("housing",), area=PORT_ELLIS)
    return talk


def test_the_one_question_after_results_is_one_whose_answer_changes_them(talk: Talk) -> None:
    assert talk.said("results").values["question"] == "q_with_children"
    assert talk.say("affirm") == ["results"]
    assert "bed-1" not in talk.services
    assert talk.state.circumstances == ("with_children",)


def test_no_is_an_answer_and_the_question_does_not_come_back(talk: Talk) -> None:
    assert talk.say("deny") == ["noted"]
    assert talk.state.denied == ("with_children",)
    talk.say(circumstances=("has_record",))
    assert "with_children" not in str(talk.said("results").values.get("question"))


def test_skip_is_an_answer_too(talk: Talk) -> None:
    assert talk.say("skip") == ["noted"]
    assert talk.state.denied == ()
    assert "circumstance:with_children" in talk.state.settled


def test_a_question_whose_answer_changes_nothing_is_not_asked() -> None:
    talk = Talk(places=(Place("bed-1", ("housing",)),))
    talk.say(needs=("housing",), area=PORT_ELLIS)
    assert "question" not in talk.said("results").values


@pytest.mark.parametrize("act", ["choose", "details"])
def test_a_number_opens_a_place(talk: Talk, act: str) -> None:
    assert talk.say(act, choices=(2,)) == ["details"]
    assert talk.services == ["bed-2"]


def test_the_place_looked_at_is_the_one_meant_next(talk: Talk) -> None:
    talk.say("choose", choices=(2,))
    assert talk.say("what_to_say") == ["what_to_say"]
    assert talk.say("directions") == ["directions"]
    assert talk.services == ["bed-2"]


def test_which_one_is_asked_when_it_is_not_clear(talk: Talk) -> None:
    assert talk.say("directions") == ["which"]
    assert talk.say("choose", choices=(3,)) == ["directions"]
    assert talk.services == ["bed-3"]


def test_a_number_that_is_not_there(talk: Talk) -> None:
    assert talk.say("choose", choices=(7,)) == ["choose_range"]


def test_more_never_repeats_and_ends_honestly(talk: Talk) -> None:
    first = talk.services
    assert talk.say("more") == ["results"]
    assert not set(first) & set(talk.services)
    assert talk.say("more") == ["none_more"]


def test_back_from_a_place_is_the_list(talk: Talk) -> None:
    talk.say("choose", choices=(1,))
    assert talk.say("go_back") == ["results"]
    assert talk.services == ["bed-1", "bed-2", "bed-3"]


def test_also_food_brings_food(talk: Talk) -> None:
    assert talk.say("thank", needs=("food",)) == ["results"]
    assert talk.searches[-1].needs == ("food",)
    assert talk.state.needs == ("housing", "food")


def test_i_meant_fremont(talk: Talk) -> None:
    assert talk.say("correct", area=FREMONT) == ["results"]
    assert talk.searches[-1].area == FREMONT
    assert talk.state.needs == ("housing",)


def test_no_kids_takes_the_kids_back(talk: Talk) -> None:
    talk.say(circumstances=("with_children",))
    assert "bed-1" not in talk.services
    assert talk.say("correct", not_circumstances=("with_children",)) == ["results"]
    assert "bed-1" in talk.services


def test_not_housing_after_all_leaves_the_other_need() -> None:
    talk = Talk()
    talk.say(needs=("housing", "food"))
    talk.say("correct", not_needs=("housing",), area=PORT_ELLIS)
    assert talk.searches[-1].needs == ("food",)


def test_taking_the_only_need_back_asks_what_then(talk: Talk) -> None:
    assert talk.say("correct", not_needs=("housing",)) == ["ask_need"]


def test_a_need_nobody_covers_is_offered_after_the_list() -> None:
    talk = Talk()
    talk.say(needs=("legal", "food", "work"), area=PORT_ELLIS)
    assert talk.said("results").values["question_needs"] == ["legal"]
    assert talk.say("affirm") == ["results"]
    assert talk.services == ["law-1"]
    assert talk.said("results").values["question_needs"] == ["work"]
    assert talk.say("affirm") == ["none_found"]


def test_no_to_the_next_need_puts_it_aside() -> None:
    talk = Talk()
    talk.say(needs=("food", "work"), area=PORT_ELLIS)
    assert talk.say("deny") == ["noted"]
    assert talk.say("thank") == ["thank"]


def test_needs_come_in_the_order_that_holds() -> None:
    talk = Talk()
    talk.say(needs=("work", "housing", "safety"), area=PORT_ELLIS)
    assert talk.searches[-1].needs == ("safety", "housing", "work")


def test_they_said_no_brings_the_next_fit_at_once_and_leaves_a_mark_without_a_name(talk: Talk) -> None:
    assert talk.say("turned_away", choices=(2,)) == ["results"]
    assert talk.last.effects == ("outcome:turned_away:bed-2",)
    assert talk.services == ["bed-1", "bed-3", "bed-4"]
    assert talk.said("results").values["head"] == "sorry_no"


def test_a_wrong_number_is_noted_as_that(talk: Talk) -> None:
    talk.say("choose", choices=(1,))
    assert talk.say("wrong_listing") == ["results"]
    assert talk.last.effects == ("outcome:wrong:bed-1",)
    assert "bed-1" not in talk.services


def test_no_without_a_number_asks_which(talk: Talk) -> None:
    assert talk.say("turned_away") == ["which"]
    assert talk.say("choose", choices=(1,)) == ["results"]
    assert talk.last.effects == ("outcome:turned_away:bed-1",)


def test_who_said_no_is_not_shown_again_when_something_changes(talk: Talk) -> None:
    talk.say("turned_away", choices=(2,))
    talk.say(circumstances=("has_record",))
    assert "bed-2" not in talk.services


def test_the_other_language_repeats_the_list(talk: Talk) -> None:
    assert talk.say("change_language") == ["results"]
    assert talk.state.language == "es"


def test_writing_in_spanish_is_enough(talk: Talk) -> None:
    talk.say("thank", language="es")
    assert talk.state.language == "es"


def test_nothing_fits_says_so_with_a_line() -> None:
    talk = Talk(places=PLACES[:1])
    assert talk.say(needs=("housing",), circumstances=("has_record",), area=PORT_ELLIS) == ["opening", "none_found"]
    assert talk.said("none_found").values["line"]


def test_someone_under_18_gets_the_youth_line() -> None:
    talk = Talk(places=())
    talk.say(needs=("housing",), circumstances=("under_18",), area=PORT_ELLIS)
    assert talk.said("none_found").values["line"] == "youth"


def test_a_place_that_is_gone_is_said_to_be_gone(talk: Talk) -> None:
    talk.places = ()
    assert talk.say("choose", choices=(1,)) == ["gone"]


def test_tonight_is_asked_when_it_changes_the_list(talk: Talk) -> None:
    talk.state = replace(talk.state, asked="urgency")
    assert talk.say("affirm") == ["results"]
    assert talk.searches[-1].urgency == "now"
    talk.state = replace(talk.state, asked="urgency")
    assert talk.say("deny") == ["noted"]
    assert talk.state.urgency == "soon"


def test_a_place_a_thousand_miles_away_is_not_shown() -> None:
    turn = decide(State(), Heard(needs=("food",), area=PORT_ELLIS), Talk().now)
    far = Result("far", "Far", needs=("food",), distance_km=1600)
    assert [say.key for say in present(turn, View((far,), relaxed=("area",))).say] == ["opening", "none_found"]


def test_a_town_nobody_knows_is_asked_about_and_skipping_keeps_the_old_one(talk: Talk) -> None:
    assert talk.say("correct", area_unclear=True) == ["ask_area_again"]
    assert talk.say("skip") == ["results"]
    assert talk.searches[-1].area == PORT_ELLIS


def test_food_near_somewhere_unknown_is_looked_for_where_they_are(talk: Talk) -> None:
    assert talk.say(needs=("food",), area_unclear=True) == ["results"]
    assert talk.searches[-1].area == PORT_ELLIS


def test_no_kids_as_an_answer_does_not_send_the_same_list_again(talk: Talk) -> None:
    assert talk.say("deny", not_circumstances=("with_children",)) == ["noted"]
    assert talk.state.denied == ("with_children",)
    talk.state = replace(talk.state, asked="urgency")
    assert talk.say(urgency="soon") == ["noted"]
    assert talk.state.urgency == "soon"


def test_no_kids_but_a_dog_is_more_than_a_no(talk: Talk) -> None:
    assert talk.say("deny", not_circumstances=("with_children",), circumstances=("pet",)) == ["results"]


def test_back_from_the_mentors_is_the_list_of_beds(talk: Talk) -> None:
    talk.say("mentor")
    assert talk.services == ["peers-1"]
    assert talk.say("go_back") == ["results"]
    assert talk.services == ["bed-1", "bed-2", "bed-3"]


def test_back_from_the_second_page_is_the_first(talk: Talk) -> None:
    first = talk.services
    talk.say("more")
    second = talk.services
    talk.say("choose", choices=(1,))
    talk.say("go_back")
    assert talk.services == second
    talk.say("go_back")
    assert talk.services == first
