"""Why a place said no: noted about the place, and taken into account at once."""

from tests.dialogue.talk import PORT_ELLIS, Talk


def with_a_list() -> Talk:
    talk = Talk()
    talk.say(needs=("housing",), area=PORT_ELLIS)
    return talk


def test_no_without_a_reason_asks_nothing_more() -> None:
    talk = with_a_list()
    assert talk.say("turned_away", choices=(2,)) == ["results"]
    assert talk.last.effects == ("outcome:turned_away:bed-2",)


def test_they_dont_take_kids_means_there_are_kids() -> None:
    talk = with_a_list()
    talk.say("turned_away", choices=(2,), not_circumstances=("with_children",))
    assert talk.last.effects == ("outcome:turned_away:bed-2", "outcome:turned_away/accepts_children:bed-2")
    assert talk.state.circumstances == ("with_children",)
    assert "bed-1" not in talk.services


def test_kids_that_were_known_stay_known() -> None:
    talk = Talk()
    talk.say(needs=("housing",), circumstances=("with_children",), area=PORT_ELLIS)
    talk.say("turned_away", choices=(1,), not_circumstances=("with_children",))
    assert "with_children" in talk.state.circumstances
    assert talk.state.denied == ()


def test_a_reason_that_may_not_be_kept_is_not_written_down() -> None:
    talk = with_a_list()
    talk.say("turned_away", choices=(1,), circumstances=("no_papers",))
    assert talk.last.effects == ("outcome:turned_away:bed-1",)


def test_a_dead_number_has_no_reason() -> None:
    talk = with_a_list()
    talk.say("wrong_listing", choices=(1,), circumstances=("has_record",))
    assert talk.last.effects == ("outcome:wrong:bed-1",)


def test_the_next_day_nothing_is_learned_while_it_is_out_of_sight() -> None:
    talk = with_a_list()
    talk.wait(hours=20)
    assert talk.say("turned_away", choices=(2,), not_circumstances=("with_children",)) == ["noted_back"]
    assert talk.state.circumstances == ()
