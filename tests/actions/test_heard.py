"""What was understood crosses Rasa as intent and entities and arrives unchanged."""

import json

from hypothesis import given
from hypothesis import strategies as st

from actions.heard import heard_in
from navigator.needs import acts, circumstances, needs
from navigator.understanding.entities import to_entities
from navigator.understanding.heard import Area, Heard

some_needs = st.lists(st.sampled_from(sorted(needs())), max_size=3, unique=True).map(tuple)
facts = st.lists(st.sampled_from(sorted(circumstances())), max_size=3, unique=True).map(tuple)
area = st.builds(
    Area,
    label=st.text(min_size=1, max_size=10),
    kind=st.sampled_from(["zip", "city", "neighborhood", "state"]),
    zip=st.sampled_from(["", "00104"]),
    latitude=st.sampled_from([None, 0.0, 36.02]),
    longitude=st.sampled_from([None, 0.0, -126.99]),
)
anything = st.builds(
    Heard,
    act=st.sampled_from(sorted(acts())),
    act_confidence=st.floats(0, 1),
    needs=some_needs,
    maybe_needs=some_needs,
    not_needs=some_needs,
    circumstances=facts,
    maybe_circumstances=facts,
    not_circumstances=facts,
    urgency=st.sampled_from([None, "now", "soon"]),
    age=st.sampled_from([None, 9, 17, 44]),
    language=st.sampled_from([None, "en", "es"]),
    area=st.one_of(st.none(), area),
    area_unclear=st.booleans(),
    choices=st.sampled_from([(), (1,), (2, 3)]),
    for_other=st.booleans(),
    words=st.sampled_from([(), ("methadone", "dog")]),
)


@given(anything)
def test_there_and_back(heard: Heard) -> None:
    entities = json.loads(json.dumps(to_entities(heard)))
    message = {"intent": {"name": heard.act, "confidence": heard.act_confidence}, "entities": entities, "text": ""}
    assert heard_in(message) == heard


def test_a_message_without_anything_is_informing() -> None:
    assert heard_in({}) == Heard()


def test_entities_of_other_makers_are_passed_over() -> None:
    assert heard_in({"intent": {"name": "greet"}, "entities": [{"entity": "colour", "value": "red"}]}).act == "greet"
