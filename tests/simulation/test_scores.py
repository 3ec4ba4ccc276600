"""What a simulated talk is worth: planted faults are found, good talks have none."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from directory.model import Listing
from navigator.simulation.page import page, to_json
from navigator.simulation.persona import Persona
from navigator.simulation.reply import Line, Reply
from navigator.simulation.score import Measures, Score, score
from navigator.simulation.services import Place, refusal
from navigator.simulation.talk import talk
from navigator.simulation.texting import Style

HERE = Place("00104", frozenset({"00104", "port ellis"}))
FAMILY = Listing("family", "Family Room", needs=frozenset({"housing"}), zip="00104", verified=date(2026, 11, 1))
NO_KIDS = replace(FAMILY, id="no-kids", name="Quiet Room", attributes={"accepts_children": "no"})
CITY = {one.id: one for one in (FAMILY, NO_KIDS)}
ASK = Reply((Line("What do you need?", "ask_need"),))
AREA = Reply((Line("What ZIP or town? Or SKIP.", "ask_area"),))


def mother(**more: object) -> Persona:
    given: dict[str, object] = {
        "id": "p1", "language": "en", "needs": ("housing",), "circumstances": frozenset({"with_children"}),
        "told": ("with_children",), "age": None, "place": HERE, "tonight": True, "patience": 6,
        "opening": "all at once", "style": Style(), "looks_closer": False,
    }  # fmt: skip
    return Persona(**(given | more))  # type: ignore[arg-type]


def listed(*ids: str, text: str = "1 A room 202-555-0100. 1: more on it.") -> Reply:
    return Reply((Line(text, "results", ids),))


@dataclass
class Script:
    """An inbox that says these in turn, whatever it hears; the last one again and again."""

    replies: tuple[Reply, ...]
    heard: list[str] = field(default_factory=list)

    async def __call__(self, who: str, text: str) -> Reply:
        self.heard.append(text)
        return self.replies[min(len(self.heard), len(self.replies)) - 1]


def scored(person: Persona, *replies: Reply, wait: Callable[[timedelta], None] = lambda by: None) -> Score:
    return score(asyncio.run(talk(person, Script(replies), CITY, wait)), CITY)


def test_a_mother_who_gets_a_room_at_once_has_no_complaint() -> None:
    got = scored(mother(), listed("family"))
    assert got.talk.reached == ("housing",)
    assert not got.faults
    assert (got.questions, got.segments) == (0, 1)


def test_a_place_that_takes_no_children_is_found_when_she_had_said_she_has_some() -> None:
    got = scored(mother(), listed("no-kids", "family"))
    assert [(fault.what, fault.about) for fault in got.faults] == [("excluding", "no-kids: accepts_children: no")]
    assert Measures((got,)).total("excluding") == 1


def test_what_she_had_not_said_is_a_surprise_not_a_fault() -> None:
    got = scored(mother(told=()), listed("no-kids"), listed("family"))
    assert got.count("excluding") == 0
    assert got.surprises == 1


def test_turned_away_she_says_so_and_then_why() -> None:
    inbox = Script((listed("no-kids"), listed("family")))
    asyncio.run(talk(mother(told=()), inbox, CITY, lambda by: None))
    assert inbox.heard[1].endswith("1")
    assert "kids" in inbox.heard[2] or "baby" in inbox.heard[2]


@pytest.mark.parametrize("reply", [Reply(), Reply((Line("Okay.", "out_of_scope"),)), Reply((Line("Oh?", "fallback"),))])
def test_an_answer_without_a_next_step_is_a_dead_end(reply: Reply) -> None:
    assert scored(mother(), reply, listed("family")).count("dead end") == 1


def test_the_same_answer_three_times_is_a_dead_end() -> None:
    assert scored(mother(), ASK, ASK, ASK, listed("family")).count("dead end") == 1


def test_patience_ends() -> None:
    got = scored(mother(patience=4), ASK)
    assert len(got.talk.exchanges) == 4
    assert got.talk.gone_without == ("housing",)
    assert not got.ended_well


def test_nothing_found_is_honest_only_where_there_is_nothing() -> None:
    nothing = Reply((Line("Food: I found nothing in my list. You can reach 202-555-0100.", "none_found"),))
    hungry = scored(mother(needs=("food",)), nothing)
    assert hungry.talk.honest == ("food",)
    assert hungry.ended_well
    wrongly = Reply((Line("A place to stay: I found nothing in my list. You can reach 202-555-0100.", "none_found"),))
    housed = scored(mother(), wrongly)
    assert housed.talk.false_no == ("housing",)
    assert not housed.ended_well


def test_a_crisis_needs_its_own_lines() -> None:
    person = mother(crisis="suicide", crisis_at=2)
    lines = Reply((Line("Call or text 202-555-0100.", "safety"),), danger=("suicide",))
    assert scored(person, ASK, ASK, listed("family")).count("crisis") == 1
    assert scored(person, ASK, lines, listed("family")).count("crisis") == 0


def test_lines_without_danger_are_a_false_alarm() -> None:
    lines = Reply((Line("Call or text 202-555-0100.", "safety"),), danger=("suicide",))
    assert scored(mother(), lines, listed("family")).count("false alarm") == 1


def test_an_answer_in_the_other_language_is_seen() -> None:
    assert scored(mother(), Reply(ASK.lines, "es"), listed("family")).count("language") == 1


def test_a_detour_is_lost_when_the_bot_forgets_what_it_knew() -> None:
    person = mother(opening="needs only", detour="ask_who", detour_at=2)
    who = Reply((Line("An automated guide. Text what you need.", "ask_who"),))
    assert scored(person, AREA, who, ASK, listed("family")).count("detour") == 1
    assert scored(person, AREA, who, listed("family")).count("detour") == 0


def test_a_greeting_after_hours_is_no_lost_detour() -> None:
    person = mother(opening="needs only", detour="ask_who", detour_at=2, silent_at=3)
    who = Reply((Line("An automated guide. Text what you need.", "ask_who"),))
    again = Reply((Line("Hi. What do you need? BACK: pick up.", "welcome_back"),))
    assert scored(person, AREA, who, again, AREA, listed("family")).count("detour") == 0


def test_silence_lets_two_hours_pass_on_the_clock() -> None:
    waits: list[timedelta] = []
    scored(mother(silent_at=2), ASK, ASK, listed("family"), wait=waits.append)
    assert waits
    assert min(waits) > timedelta(hours=2)


def test_asked_about_children_she_answers_from_her_own_facts() -> None:
    inbox = Script((listed("family", text="1 A room 202-555-0100. Kids with you? YES or NO"), listed("family")))
    asyncio.run(talk(mother(told=()), inbox, CITY, lambda by: None))
    assert inbox.heard[1].lower().startswith("ye")


def test_the_judge_knows_men_and_ages_apart_from_the_matching() -> None:
    women = Listing("w", "House", genders=frozenset({"women"}))
    adults = Listing("a", "House", minimum_age=18)
    assert refusal(women, frozenset({"man"}), None)
    assert not refusal(women, frozenset(), None)
    assert refusal(adults, frozenset({"under_18"}), 16)
    assert refusal(Listing("c", "House", status="defunct"), frozenset(), None)


def test_the_page_shows_the_worst_talk_with_its_words_made_harmless() -> None:
    bold = Reply((Line("<b>no</b>", "x", ("no-kids",)),))
    measures = Measures((scored(mother(), bold, listed("family")),))
    html = page(measures)
    assert "&lt;b&gt;no&lt;/b&gt;" in html
    assert "no-kids: accepts_children: no" in html
    assert "http" not in html
    assert to_json(measures)["people"][0]["faults"][0][0] == "excluding"
