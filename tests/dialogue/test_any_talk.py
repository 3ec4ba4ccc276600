"""Whatever is said in whatever order: there is an answer, it is in the catalogue, and little is kept."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import render
from navigator.dialogue import SLOTS, State
from navigator.needs import acts, circumstances, needs
from navigator.sms import is_gsm7, segments
from navigator.understanding.heard import Heard
from tests.dialogue.talk import FREMONT, PORT_ELLIS, Talk

ids = st.lists(st.sampled_from(sorted(needs())), max_size=3, unique=True).map(tuple)
facts = st.lists(st.sampled_from(sorted(circumstances())), max_size=2, unique=True).map(tuple)
heard = st.builds(
    Heard,
    act=st.sampled_from(sorted(acts())),
    needs=st.one_of(st.just(()), ids),
    maybe_needs=st.one_of(st.just(()), ids),
    not_needs=st.one_of(st.just(()), st.just(()), ids),
    circumstances=st.one_of(st.just(()), facts),
    not_circumstances=st.one_of(st.just(()), st.just(()), facts),
    maybe_circumstances=st.one_of(st.just(()), facts),
    urgency=st.sampled_from([None, "now", "soon"]),
    age=st.sampled_from([None, None, 15, 22, 40]),
    language=st.sampled_from([None, None, "en", "es"]),
    area=st.sampled_from([None, None, PORT_ELLIS, FREMONT]),
    area_unclear=st.booleans(),
    choices=st.sampled_from([(), (), (1,), (2,), (9,)]),
    for_other=st.booleans(),
)
turns = st.lists(st.tuples(heard, st.sampled_from([0, 0, 0, 0, 3])), min_size=1, max_size=12)


def played(talk: Talk, given: Heard, hours: int) -> list[str]:
    talk.wait(hours=hours)
    return talk.say(**{name: getattr(given, name) for name in Heard.__dataclass_fields__ if name != "words"})


@settings(max_examples=150, deadline=None)
@given(turns)
def test_there_is_always_an_answer_in_words(talk_turns: list[tuple[Heard, int]]) -> None:
    talk = Talk()
    for given_heard, hours in talk_turns:
        assert played(talk, given_heard, hours)
        for say in talk.last.say:
            json.dumps(say.values)
            text = render(say.key, say.values, talk.state.language, "sms")
            assert is_gsm7(text)
            assert segments(text) <= 2, text
            assert render(say.key, say.values, talk.state.language, "web")


@settings(max_examples=150, deadline=None)
@given(turns)
def test_what_is_kept_is_small_complete_and_never_what_may_not_be_kept(talk_turns: list[tuple[Heard, int]]) -> None:
    talk = Talk()
    for given_heard, hours in talk_turns:
        played(talk, given_heard, hours)
        slots = talk.last.state.to_slots()
        kept = json.dumps({name: value for name, value in slots.items() if value})
        assert set(slots) == set(SLOTS)
        assert State.from_slots(json.loads(json.dumps(slots))).to_slots() == slots
        assert "no_papers" not in kept
        assert len(kept) < 4000


@settings(max_examples=150, deadline=None)
@given(turns)
def test_never_more_than_three_questions_before_the_first_phone_number(talk_turns: list[tuple[Heard, int]]) -> None:
    talk, shown = Talk(), False
    for given_heard, _ in talk_turns:
        played(talk, given_heard, 0)
        shown = shown or bool(talk.services)
        assert shown or talk.state.questions <= 3, talk.last


@settings(max_examples=100, deadline=None)
@given(turns, st.sampled_from(["menu", "mentor", "erase", "new", "ask_privacy", "change_language"]))
def test_the_words_that_always_work_always_work(talk_turns: list[tuple[Heard, int]], act: str) -> None:
    expected = {"menu": "menu", "mentor": "mentor", "erase": "erased", "new": "new", "ask_privacy": "ask_privacy"}
    talk = Talk()
    for given_heard, hours in talk_turns:
        played(talk, given_heard, hours)
    language = talk.state.language
    keys = talk.say(act)
    if act == "change_language":
        assert talk.state.language != language
    else:
        assert expected[act] in keys
