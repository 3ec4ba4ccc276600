"""Who gets turned away, who fits, and what has to be asked before going there."""

from datetime import timedelta
from typing import Any

import pytest

from directory.matching.facts import ALWAYS_SAID, MARKED
from directory.model import Listing
from navigator.needs import Circumstance, circumstances
from tests.directory.matching.people import NOW, ask, only, person, place, shown, why_not

STRICT = [
    (circumstance, rule.attribute, "no" if rule.fits == "yes" else "yes", rule.fits)
    for circumstance in circumstances().values()
    for rule in circumstance.asks
    if rule.strict
]


@pytest.mark.parametrize(("circumstance", "attribute", "refuses", "fits"), STRICT)
def test_a_known_no_never_passes_and_unknown_is_never_no(
    circumstance: Circumstance, attribute: str, refuses: str, fits: str
) -> None:
    who = person(circumstance.id)
    assert why_not(who, place(**{attribute: refuses})) == f"{attribute}: {refuses}"
    assert f"{attribute}: {fits}" in only(who, place(**{attribute: fits})).fits
    assert f"{attribute}: ask" in only(who, place(**{attribute: "ask"})).ask
    assert f"{attribute}: unknown" in only(who, place()).ask


def test_what_nobody_said_turns_nobody_away() -> None:
    everything_no = {attribute: refuses for _, attribute, refuses, _ in STRICT}
    assert shown(person(), place(**everything_no)) == ["a"]


def test_a_trans_person_is_turned_away_where_lgbtq_people_are() -> None:
    assert why_not(person("trans"), place(lgbtq_affirming="no")) == "lgbtq_affirming: no"
    assert why_not(person("on_registry"), place(accepts_record="no")) == "accepts_record: no"


@pytest.mark.parametrize(
    ("said", "genders", "because"),
    [
        (["man"], {"women"}, "genders: women"),
        (["man"], {"women", "trans"}, "genders: trans;women"),
        (["man", "trans"], {"women", "trans"}, ""),
        (["man"], {"men"}, ""),
        (["man"], {"all"}, ""),
        (["man"], set(), ""),
        (["trans"], {"women"}, ""),
        ([], {"women"}, ""),
    ],
)
def test_the_genders_a_place_names(said: list[str], genders: set[str], because: str) -> None:
    assert why_not(person(*said), place(genders=frozenset(genders))) == because


def test_a_place_for_women_turns_a_man_away_even_if_another_field_says_men() -> None:
    assert why_not(person("man"), place(genders=frozenset({"women"}), serves_men="yes")) == "genders: women"


def test_genders_named_answer_for_serves_men() -> None:
    named = only(person("man"), place(genders=frozenset({"men"})))
    assert "serves_men: yes" in named.fits
    assert named.ask == ()


UNKNOWN_RANKS_LAST: list[tuple[list[str], dict[str, Any], str]] = [
    (["man"], {"serves_men": "yes"}, "serves_men: unknown"),
    (["man"], {"genders": frozenset({"men", "women"})}, "serves_men: unknown"),
    (["trans"], {"trans_affirming": "yes"}, "trans_affirming: unknown"),
    (["trans"], {"genders": frozenset({"trans"})}, "trans_affirming: unknown"),
    (["under_18"], {"serves_minors": "yes"}, "serves_minors: unknown"),
    (["under_18"], {"minimum_age": 12, "maximum_age": 17}, "serves_minors: unknown"),
]


@pytest.mark.parametrize(("said", "known", "asks"), UNKNOWN_RANKS_LAST)
def test_not_known_whether_they_serve_me_ranks_last_and_says_ask(
    said: list[str], known: dict[str, Any], asks: str
) -> None:
    lovely = place("lovely", survivor_led="yes", walk_in="yes", same_day="yes", free="yes", sex_worker_affirming="yes")
    plain = place("plain", verified=None, phone="", **known)
    line = place("line", zip="", serves=frozenset({"everywhere"}), **known)
    found = ask(person(*said), lovely, plain, line)
    assert [one.listing.id for one in found.results] == ["plain", "line", "lovely"]
    assert asks in found.results[-1].ask


def test_a_place_for_men_comes_last_for_someone_who_never_said_they_are_one() -> None:
    men = place("men", genders=frozenset({"men"}), survivor_led="yes")
    found = ask(person(), men, place("all", genders=frozenset({"all"})))
    assert [one.listing.id for one in found.results] == ["all", "men"]
    assert "genders: men" in found.results[1].says


@pytest.mark.parametrize(
    ("age", "minimum", "maximum", "because"),
    [
        (16, 18, None, "minimum_age: 18"),
        (16, 12, 17, ""),
        (16, None, 14, "maximum_age: 14"),
        (18, 12, 17, "maximum_age: 17"),
        (24, 18, 24, ""),
        (25, 18, 24, "maximum_age: 24"),
        (40, 60, None, "minimum_age: 60"),
        (None, 60, 99, ""),
    ],
)
def test_ages(age: int | None, minimum: int | None, maximum: int | None, because: str) -> None:
    assert why_not(person(age=age), place(minimum_age=minimum, maximum_age=maximum)) == because


def test_under_18_without_a_number() -> None:
    assert why_not(person("under_18"), place(minimum_age=18)) == "minimum_age: 18"
    assert "minimum_age: 16" in only(person("under_18"), place(minimum_age=16, serves_minors="yes")).ask
    assert why_not(person("under_18"), place(maximum_age=14, serves_minors="yes")) == ""


def test_an_age_under_18_is_enough_to_be_a_minor() -> None:
    assert why_not(person(age=15), place(serves_minors="no")) == "serves_minors: no"


@pytest.mark.parametrize("limits", [{"maximum_age": 25}, {"minimum_age": 60}])
def test_places_for_one_age_come_after_places_for_all_while_the_age_is_not_known(limits: dict[str, int]) -> None:
    limited = place("a", free="yes", **limits)
    assert shown(person(), limited, place("b")) == ["b", "a"]
    name, age = next(iter(limits.items()))
    assert only(person(), limited).ask == (f"{name}: {age}",)
    fitting_age = 20 if name == "maximum_age" else 70
    assert shown(person(age=fitting_age), limited, place("b")) == ["a", "b"]


def test_places_for_the_young_say_so_to_someone_whose_age_is_not_known() -> None:
    young = place("young", maximum_age=24)
    assert "maximum_age: 24" in only(person(), young).ask
    assert shown(person(), young, place("any")) == ["any", "young"]
    assert shown(person(), place("teens", maximum_age=17, survivor_led="yes"), young) == ["young", "teens"]


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])
def test_a_place_that_is_shut_does_not_appear(status: Any) -> None:
    assert why_not(person(), place(status=status)) == f"status: {status}"


def test_a_place_that_said_it_is_full_today_does_not_appear_but_last_weeks_word_is_old() -> None:
    full = place(capacity=0, capacity_at=NOW - timedelta(hours=3))
    assert why_not(person(), full) == "capacity: 0"
    assert why_not(person(), place(capacity=0, capacity_at=NOW - timedelta(hours=49))) == ""
    assert why_not(person(), place(capacity=0)) == ""
    without_a_zone = (NOW - timedelta(hours=3)).replace(tzinfo=None)
    assert why_not(person(), place(capacity=0, capacity_at=without_a_zone)) == "capacity: 0"


def test_without_papers_immigration_help_is_lawyers_and_accredited_people_only() -> None:
    shop, lawyers = place("shop", "immigration"), place("lawyers", "immigration legal")
    found = ask(person("no_papers", needs="immigration"), shop, lawyers)
    assert [one.listing.id for one in found.results] == ["lawyers"]
    assert [(one.id, one.because) for one in found.excluded] == [("shop", "legal: no")]


def test_a_center_without_lawyers_is_still_good_for_its_classes() -> None:
    center = place("center", "immigration education")
    found = ask(person("no_papers", needs="immigration education"), center)
    assert [one.needs for one in found.results] == [("education",)]


def test_lawyers_come_first_for_immigration_whoever_asks() -> None:
    shop = place("shop", "immigration", same_day="yes", walk_in="yes")
    assert shown(person(needs="immigration"), shop, place("z", "immigration legal")) == ["z", "shop"]


@pytest.mark.parametrize("attribute", [*ALWAYS_SAID, *MARKED])
def test_what_always_has_to_be_said(attribute: str) -> None:
    assert f"{attribute}: yes" in only(person(), place(**{attribute: "yes"})).says
    assert only(person(), place()).says == ()


@pytest.mark.parametrize(
    ("said", "facts", "says"),
    [
        ("active_use", {"drug_tests": "yes"}, "drug_tests: yes"),
        ("cant_call", {"takes_text": "no"}, "takes_text: no"),
        ("disability", {"wheelchair": "no"}, "wheelchair: no"),
        ("with_children", {"accepts_teen_boys": "no"}, "accepts_teen_boys: no"),
        ("pregnant", {"abortion_care": "no"}, "abortion_care: no"),
    ],
)
def test_what_is_said_to_those_it_matters_to(said: str, facts: dict[str, str], says: str) -> None:
    assert says in only(person(said), place(**facts)).says
    assert says not in only(person(), place(**facts)).says


def test_a_text_line_means_that_they_take_texts() -> None:
    assert "takes_text: yes" in only(person("cant_call"), place(text_line="303-555-0100")).fits


def test_the_same_answer_in_any_order_of_listings() -> None:
    places: list[Listing] = [place(id) for id in "cabd"]
    assert shown(person(), *places) == shown(person(), *reversed(places)) == ["a", "b", "c"]
