"""What comes first, and that the sum can be shown."""

from datetime import date, timedelta
from typing import Any

import pytest

from directory.matching import match, weights
from directory.model import Listing, Query
from navigator.needs import attributes
from tests.directory.matching.people import NOW, ask, only, person, place, shown

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        (person(), {"survivor_led": "yes"}, {}),
        (person(), {"sex_worker_affirming": "yes"}, {}),
        (person(), {"walk_in": "yes"}, {}),
        (person(), {"no_referral_needed": "yes"}, {}),
        (person(), {"no_id_needed": "yes"}, {}),
        (person(), {"same_day": "yes"}, {}),
        (person(), {"free": "yes"}, {}),
        (person(), {}, {"requires_exit": "yes"}),
        (person(), {}, {"religion_required": "yes"}),
        (person(), {}, {"coordinated_entry_only": "yes"}),
        (person(), {}, {"shares_with_police": "yes"}),
        (person(), {}, {"requires_police_report": "yes"}),
        (person(), {}, {"takes_phone": "yes"}),
        (person("with_children"), {}, {"reports_to_cps": "yes"}),
        (person(), {}, {"phone": ""}),
        (person(), {"verified": TODAY}, {"verified": TODAY - timedelta(days=100)}),
        (person(), {"verified": TODAY - timedelta(days=179)}, {"verified": TODAY - timedelta(days=400)}),
        (person(), {"capacity": 4, "capacity_at": NOW - timedelta(hours=1)}, {}),
        (person(), {"outcomes": {"helped": 9}}, {}),
        (person(), {}, {"outcomes": {"turned_away": 9}}),
        (person(), {"outcomes": {"helped": 9, "turned_away": 1}}, {"outcomes": {"helped": 1}}),
        (person(language="es"), {"languages": frozenset({"es"})}, {"languages": frozenset({"en"})}),
        (person(language="es"), {}, {"languages": frozenset({"en"})}),
        (person("cant_call"), {"takes_text": "yes"}, {"walk_in": "yes"}),
        (person("no_insurance"), {"free": "yes"}, {}),
        (person("with_children"), {"accepts_children": "yes"}, {"survivor_led": "yes"}),
        (person("with_children"), {"accepts_children": "ask"}, {}),
        (person(urgency="now"), {"same_day": "yes"}, {"survivor_led": "yes"}),
        (person(words=("tattoo",)), {"description": "Tattoo removal"}, {"survivor_led": "yes"}),
    ],
)
def test_ranks_up(query: Query, better: dict[str, Any], worse: dict[str, Any]) -> None:
    # The better one has the later id, so that a tie would show.
    assert shown(query, place("a", **worse), place("b", **better)) == ["b", "a"]


def test_one_door_for_two_needs_beats_two_doors() -> None:
    both = place("z", "housing food")
    assert shown(person(needs="housing food"), place("bed"), place("meal", "food"), both)[0] == "z"


def test_a_need_said_twice_counts_once() -> None:
    assert only(person(needs="housing housing"), place()).needs == ("housing",)


def test_every_need_gets_its_place_while_there_is_room() -> None:
    beds = [place(f"bed{n}", survivor_led="yes", free="yes") for n in range(5)]
    assert "lawyer" in shown(person(needs="housing legal"), *beds, place("lawyer", "legal"))


def test_open_counts_and_counts_more_tonight() -> None:
    def open_id(listing: Listing, at: object) -> bool:
        return listing.id == "open"

    shut = place("closed", survivor_led="yes", walk_in="yes")
    doors = [shut, place("open")]
    assert [one.listing.id for one in match(person(), doors, open_id).results] == ["closed", "open"]
    assert [one.listing.id for one in match(person(urgency="now"), doors, open_id).results] == ["open", "closed"]


def test_faith_never_ranks_up() -> None:
    church, neutral = place("a", "food", faith_based="yes"), place("b", "food")
    both = ask(person(needs="food"), church, neutral).results
    assert both[0].score == both[1].score
    assert "faith_based: yes" in both[0].says


def test_religion_costs_nothing_for_who_asks_for_it() -> None:
    chapel = place("a", "spiritual", religion_required="yes")
    assert "religion_required" not in only(person(needs="spiritual"), chapel).parts
    assert "religion_required" in only(person(), place(religion_required="yes")).parts


@pytest.mark.parametrize(("age", "stale"), [(0, False), (180, False), (181, True)])
def test_not_checked_for_over_180_days_is_stale(age: int, stale: bool) -> None:
    assert only(person(), place(verified=TODAY - timedelta(days=age))).stale is stale


def test_never_checked_is_stale_and_a_date_to_come_counts_as_today() -> None:
    assert only(person(), place(verified=None)).stale
    assert only(person(), place(verified=date(2030, 1, 1))).parts["verified"] == weights()["verified"].points


def test_the_parts_add_up_to_the_score_and_every_part_has_a_weight() -> None:
    facts = dict.fromkeys(attributes(), "yes") | {"serves_minors": "yes"}
    query = person("cant_call", "with_children", urgency="now", language="es", words=("bed",), needs="housing food")
    full = place("a", "housing food", languages=frozenset({"es"}), outcomes={"helped": 3}, capacity=1, **facts)
    one = only(query, full)
    assert one.score == pytest.approx(sum(one.parts.values()), abs=0.01)
    assert set(one.parts) <= set(weights())


def test_skipped_places_do_not_come_again_and_more_says_whether_there_are_others() -> None:
    places = [place(id) for id in "abcde"]
    first = ask(person(), *places)
    assert first.more
    rest = ask(person(skip=frozenset("abc")), *places)
    assert [one.listing.id for one in rest.results] == ["d", "e"]
    assert not rest.more
