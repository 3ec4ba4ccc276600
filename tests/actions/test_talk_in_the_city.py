"""The real actions over the sample city: what a person reads, and which places they are sent to."""

import pytest

from navigator.needs import LANGUAGES, acts, needs
from navigator.sms import is_gsm7, segments
from tests.actions.city_talk import EASTSIDE, LANTERN_HILL, NOWHERE, CityTalk


def attributes(talk: CityTalk, id: str) -> dict[str, str]:
    return dict(talk.directory.listings[id].attributes)


def test_a_bed_for_a_mother_with_a_record() -> None:
    talk = CityTalk()
    asked = talk.say(needs=("housing",), circumstances=("with_children", "has_record"), urgency="now")
    assert "What ZIP or town?" in asked
    read = talk.say(area=LANTERN_HILL)
    assert len(talk.services) == 3
    for id in talk.services:
        assert attributes(talk, id).get("accepts_children") != "no"
        assert attributes(talk, id).get("accepts_record") != "no"
        assert talk.directory.listings[id].phone in read
    assert segments(read) <= 2
    assert "takes kids" in read
    assert "checked" in read


def test_the_same_in_spanish_has_no_letter_that_costs_more() -> None:
    talk = CityTalk()
    talk.say(needs=("housing",), circumstances=("with_children",), language="es")
    read = talk.say(area=LANTERN_HILL)
    assert "con niños" in read
    assert is_gsm7(read)
    assert segments(read) <= 2


def test_the_web_shows_accents_hours_and_everything_else() -> None:
    talk = CityTalk(channel="web")
    talk.say(needs=("housing",), circumstances=("with_children",), language="es")
    read = talk.say(area=LANTERN_HILL)
    assert "visto" in read
    assert "\n\n2. " in read


def test_a_hidden_place_gives_its_phone_and_never_an_address() -> None:
    talk = CityTalk()
    talk.say(needs=("safety", "housing"), circumstances=("with_children",), area=LANTERN_HILL)
    hidden = [id for id in talk.services if attributes(talk, id).get("confidential_address") == "yes"]
    assert hidden
    read = talk.say("directions", choices=(talk.services.index(hidden[0]) + 1,))
    assert "not public" in read
    assert talk.directory.listings[hidden[0]].phone in read


def test_what_to_say_is_for_the_need_that_was_asked() -> None:
    talk = CityTalk()
    talk.say(needs=("food",), area=EASTSIDE)
    read = talk.say("what_to_say", choices=(1,))
    assert "when can I come for food" in read
    assert "They may ask" in read


def test_no_2_is_counted_for_the_week_and_the_place_and_for_nobody() -> None:
    talk = CityTalk()
    talk.say(needs=("food",), area=EASTSIDE)
    second = talk.services[1]
    read = talk.say("turned_away", choices=(2,))
    assert talk.directory.outcomes == [(second, "turned_away", "2026-W47")]
    assert second not in talk.services
    assert "Sorry they said no" in read


def test_wrong_3_is_counted_as_wrong() -> None:
    talk = CityTalk()
    talk.say(needs=("food",), area=EASTSIDE)
    third = talk.services[2]
    talk.say("wrong_listing", choices=(3,))
    assert talk.directory.outcomes == [(third, "wrong", "2026-W47")]


def test_erase_tells_the_inbox_and_clears_the_slots() -> None:
    talk = CityTalk()
    talk.say(needs=("food",), area=EASTSIDE)
    assert "forgot" in talk.say("erase")
    assert {"effects": ["erase"]} in [message["custom"] for message in talk.messages]
    assert not any(value for name, value in talk.slots.items() if name != "language")


def test_mentor_says_what_exists_today() -> None:
    talk = CityTalk()
    read = talk.say("mentor")
    assert "I can't link you live" in read
    assert talk.services
    assert all("peer_support" in talk.directory.listings[id].needs for id in talk.services)


def test_a_place_two_thousand_miles_away_is_no_answer() -> None:
    talk = CityTalk()
    talk.say("greet")
    read = talk.say(needs=("transport",), area=NOWHERE)
    assert "mi" not in [word.strip(",") for word in read.split()]
    for id in talk.services:
        assert "everywhere" in talk.directory.listings[id].serves


def test_more_until_the_end_repeats_nothing_and_ends_honestly() -> None:
    talk = CityTalk()
    talk.say(needs=("transport",), area=EASTSIDE)
    seen = list(talk.services)
    for _ in range(30):
        read = talk.say("more")
        if not talk.services:
            break
        assert not set(talk.services) & set(seen)
        seen += talk.services
    assert "that is all I have" in read


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("need", sorted(needs()))
def test_the_first_phone_number_comes_within_five_segments(need: str, language: str) -> None:
    talk = CityTalk()
    talk.say("greet", language=language)
    sent = sum(map(segments, talk.texts))
    talk.say(needs=(need,))
    sent += sum(map(segments, talk.texts))
    read = talk.say(area=EASTSIDE)
    sent += sum(map(segments, talk.texts))
    assert talk.services
    assert all(
        (listing := talk.directory.listings[id]).phone in read or listing.text_line in read for id in talk.services
    )
    assert sent <= 5


@pytest.mark.parametrize("act", sorted(acts()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_reads_well_with_a_list_on_the_screen(act: str, language: str) -> None:
    talk = CityTalk()
    talk.say(needs=("housing",), area=LANTERN_HILL, language=language)
    talk.say(act, choices=(1,) if acts()[act].takes_number else ())
    assert talk.texts
    assert all(segments(text) <= 2 and is_gsm7(text) for text in talk.texts)


def test_only_changed_slots_are_set_and_they_are_small() -> None:
    talk = CityTalk()
    talk.say(needs=("housing", "food"), circumstances=("with_children", "has_record"), area=LANTERN_HILL)
    assert len(str({name: value for name, value in talk.slots.items() if value})) < 900
