"""From hello to the first phone number: as few questions as can be, and never the same one for ever."""

from navigator.understanding.heard import Heard
from tests.dialogue.talk import FREMONT, PORT_ELLIS, Talk


def test_someone_says_hello_and_hears_what_this_is() -> None:
    assert Talk().say("greet") == ["welcome"]


def test_everything_in_one_message_gets_phone_numbers_at_once() -> None:
    talk = Talk()
    assert talk.say(needs=("housing",), circumstances=("with_children",), area=PORT_ELLIS) == ["opening", "results"]
    assert talk.services == ["bed-2", "bed-3", "bed-4"]
    assert talk.state.questions == 0


def test_a_need_without_a_place_is_asked_for_the_place_only() -> None:
    talk = Talk()
    assert talk.say(needs=("housing", "food"), circumstances=("has_record",)) == ["ask_area_first_needs"]
    assert talk.say(area=PORT_ELLIS) == ["results"]
    assert "bed-1" not in talk.services


def test_a_need_that_would_give_them_away_is_not_named_in_the_first_reply() -> None:
    talk = Talk()
    assert talk.say(needs=("safety",)) == ["ask_area_first"]
    assert talk.last.say[0].values["needs"] == []


def test_a_place_before_a_need_is_kept() -> None:
    talk = Talk()
    assert talk.say(area=PORT_ELLIS) == ["welcome"]
    assert talk.say(needs=("food",)) == ["results"]


def test_skipping_the_place_still_gets_phone_numbers() -> None:
    talk = Talk()
    talk.say(needs=("food",))
    assert talk.say("skip") == ["results"]
    assert talk.searches[-1].area is None


def test_a_place_nobody_knows_is_asked_again_softly_and_not_for_ever() -> None:
    talk = Talk()
    talk.say(needs=("food",))
    assert talk.say(area_unclear=True) == ["ask_area_again"]
    assert talk.say(area_unclear=True) == ["ask_area_again"]
    assert talk.say(area_unclear=True) == ["results"]


def test_half_heard_needs_become_choices() -> None:
    talk = Talk()
    assert talk.say(maybe_needs=("housing", "safety")) == ["opening", "confirm_need"]
    assert talk.say("choose", choices=(2,)) == ["ask_area"]
    assert talk.state.needs == ("safety",)


def test_one_half_heard_need_is_a_yes_or_no() -> None:
    talk = Talk()
    talk.say("greet")
    assert talk.say(maybe_needs=("food",)) == ["confirm_need_one"]
    assert talk.say("affirm") == ["ask_area"]
    assert talk.state.needs == ("food",)


def test_no_to_a_guess_is_not_held_against_anyone() -> None:
    talk = Talk()
    talk.say("greet")
    talk.say(maybe_needs=("food",))
    assert talk.say("deny") == ["ask_need_again"]
    assert talk.say(needs=("housing",), area=PORT_ELLIS) == ["results"]


def test_three_answers_that_say_nothing_lead_to_people() -> None:
    talk = Talk()
    keys = [talk.say("out_of_scope") for _ in range(2)]
    assert keys == [["out_of_scope"], ["out_of_scope"]]
    talk = Talk()
    seen = [talk.say() for _ in range(4)]
    assert seen == [["welcome"], ["ask_need_again"], ["ask_need_again"], ["stuck", "mentor"]]
    assert talk.services == ["peers-1"]


def test_a_swear_word_with_a_need_is_a_need() -> None:
    talk = Talk()
    assert talk.say("insult", needs=("housing",), area=PORT_ELLIS) == ["opening", "results"]


def test_papers_are_used_now_and_not_kept() -> None:
    talk = Talk()
    assert talk.say(needs=("immigration",), circumstances=("no_papers",)) == ["opening", "ask_area_unstored"]
    assert talk.say(circumstances=("no_papers",), area=PORT_ELLIS) == ["results", "not_kept"]
    assert talk.searches[-1].circumstances == {"no_papers"}
    assert "no_papers" not in str(talk.state.to_slots())


def test_more_after_papers_shows_what_was_checked_then_not_a_new_search() -> None:
    talk = Talk()
    talk.say(needs=("immigration",), circumstances=("no_papers",), area=PORT_ELLIS)
    first = talk.services
    assert talk.say("more") == ["results"]
    assert talk.searches[-1].ids == ("law-4", "law-5")
    assert not set(first) & set(talk.services)
    assert talk.say("more") == ["more_unstored"]
    assert talk.say("more") == ["more_unstored"]


def test_they_said_no_after_papers_stays_with_what_was_checked_then() -> None:
    talk = Talk()
    talk.say(needs=("immigration",), circumstances=("no_papers",), area=PORT_ELLIS)
    assert talk.say("turned_away", choices=(1,)) == ["results"]
    assert talk.services == ["law-2", "law-3", "law-4"]
    assert all(search.ids for search in talk.searches[1:])
    for _ in range(4):
        talk.say("turned_away", choices=(1,))
    assert talk.say("turned_away", choices=(1,)) == ["more_unstored"]


def test_a_new_search_leaves_the_old_queue() -> None:
    talk = Talk()
    talk.say(needs=("immigration",), circumstances=("no_papers",), area=PORT_ELLIS)
    talk.say(needs=("food",))
    assert talk.state.queue == ()


def test_who_asks_about_immigration_is_only_sent_where_nobody_asks_for_papers() -> None:
    talk = Talk()
    talk.say(needs=("immigration",), area=PORT_ELLIS)
    assert talk.searches[-1].circumstances == {"no_papers"}
    assert "no_papers" not in str(talk.state.to_slots())


def test_an_age_under_18_is_kept_as_that_and_no_finer() -> None:
    talk = Talk()
    talk.say(needs=("food",), age=15, area=PORT_ELLIS)
    assert talk.searches[-1].age == 15
    assert talk.state.age is None
    assert talk.state.circumstances == ("under_18",)


def test_for_a_friend_the_question_is_about_the_friend() -> None:
    talk = Talk()
    talk.say("greet")
    assert talk.say(needs=("housing",), for_other=True) == ["ask_area_other"]
    talk.say(area=PORT_ELLIS)
    assert talk.said("results").values["question"] == "q_other_with_children"


def test_nothing_said_twice_changes_nothing() -> None:
    talk = Talk()
    talk.say(needs=("food",), area=FREMONT)
    state = talk.state
    talk.say(needs=("food",), area=FREMONT)
    assert (talk.state.needs, talk.state.area, talk.state.shown) == (state.needs, state.area, state.shown)


def test_hearing_defaults_to_informing() -> None:
    assert Heard().act == "inform"
