"""What is near, and how the search widens when nothing near fits."""

import pytest

from directory.model import Listing, Near
from tests.directory.matching.people import LANTERN_HILL, ask, person, place, shown

KM_NORTH = 1 / 111.195
"""Degrees of latitude."""


def km_away(km: float, id: str = "a", **facts: object) -> Listing:
    where = {"latitude": 36.022 + km * KM_NORTH, "longitude": -126.990, "zip": "", "city": "Elsewhere"}
    return place(id, **(where | facts))  # type: ignore[arg-type]  # facts are what a place says, of any type


@pytest.mark.parametrize("served", ["00104", "port ellis"])
def test_a_hidden_place_is_near_by_what_it_serves(served: str) -> None:
    hidden = place("a", zip="", serves=frozenset({served}), confidential_address="yes")
    found = ask(person(), hidden)
    assert [one.distance_km for one in found.results] == [None]
    assert found.relaxed == ()


def test_four_kilometers_are_near_and_twelve_are_said_to_be_farther() -> None:
    assert ask(person(), km_away(4)).relaxed == ()
    farther = ask(person(), km_away(12))
    assert farther.relaxed == ("area",)
    assert farther.results[0].distance_km == pytest.approx(12, abs=0.1)


def test_nearer_ranks_up() -> None:
    assert shown(person(), km_away(4, "a"), km_away(1, "b")) == ["b", "a"]


def test_the_area_widens_one_step_and_no_more() -> None:
    near, next_town, far = km_away(12, "near"), km_away(30, "town"), km_away(90, "far")
    assert shown(person(), far, next_town, near) == ["near"]
    assert shown(person(), far, next_town) == ["town"]
    assert shown(person(), far) == ["far"]


def test_it_widens_for_who_is_turned_away_here_but_never_past_a_no() -> None:
    found = ask(person("has_record"), place("here", accepts_record="no"), km_away(12, "there", accepts_record="no"))
    assert found.results == ()
    found = ask(person("has_record"), place("here", accepts_record="no"), km_away(12, "there"))
    assert [one.listing.id for one in found.results] == ["there"]
    assert [one.id for one in found.excluded] == ["here"]


def test_each_need_widens_by_itself() -> None:
    found = ask(
        person(needs="housing food"), km_away(30, "bed"), place("meal", "food"), km_away(30, "meal2", needs="food")
    )
    assert [one.listing.id for one in found.results] == ["meal", "bed"]
    assert found.relaxed == ("area",)


def test_more_widens_when_everything_near_was_shown() -> None:
    found = ask(person(skip=frozenset({"here"})), place("here"), km_away(12, "there"))
    assert [one.listing.id for one in found.results] == ["there"]
    assert found.relaxed == ("area",)


def test_national_lines_fill_in_after_local_places() -> None:
    line = place("a", zip="", serves=frozenset({"everywhere"}), survivor_led="yes", takes_text="yes", free="yes")
    assert shown(person(), line, place("b", phone="", verified=None)) == ["b", "a"]
    assert shown(person(), line, km_away(30, "b")) == ["b", "a"]
    assert shown(person(), line, km_away(900, "b")) == ["a"]


def test_a_place_that_is_nowhere_on_the_map_is_the_last_resort() -> None:
    lost = place("lost", zip="", city="")
    assert shown(person(), lost, km_away(90, "far")) == ["far"]
    assert ask(person(), lost).relaxed == ("area",)


def test_without_a_place_everything_is_looked_at() -> None:
    assert shown(person(near=None), place("a"), km_away(500, "b")) == ["a", "b"]
    assert shown(person(near=Near()), place("a"), km_away(500, "b")) == ["a", "b"]


def test_a_long_zip_is_the_same_zip() -> None:
    assert ask(person(near=Near(frozenset({"00104"}))), place("a", zip="00104-1234")).relaxed == ()


def test_a_town_is_wider_than_a_zip() -> None:
    town = Near(frozenset({"port ellis"}), 36.022, -126.990, 20.0)
    assert ask(person(near=town), km_away(15)).relaxed == ()


def test_a_town_without_coordinates_is_known_by_name() -> None:
    found = ask(person(near=Near(frozenset({"port ellis"}))), place("a", zip="", city="Port Ellis"))
    assert [one.listing.id for one in found.results] == ["a"]
    assert found.relaxed == ()


def test_for_tonight_it_says_when_all_that_is_shown_is_shut() -> None:
    assert ask(person(urgency="now"), place(), is_open=False).relaxed == ("hours",)
    assert ask(person(urgency="now"), place(), is_open=None).relaxed == ()
    assert ask(person(), place(), is_open=False).relaxed == ()


def test_the_date_line_is_no_wall() -> None:
    fiji = Near(frozenset(), -17.0, 179.99)
    found = ask(person(near=fiji), place("a", latitude=-17.0, longitude=-179.99, zip=""))
    assert found.results[0].distance_km == pytest.approx(2.1, abs=0.1)
    assert LANTERN_HILL.radius_km == 5.0
