"""What free text of old listings may mean."""

import pytest

from directory.hsds.suggest import rules, suggest, suggest_hours
from navigator.needs import ANSWERS, attributes


def said(text: str) -> set[str]:
    return {f"{one.field} {one.value}" for one in suggest(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no felonies", {"accepts_record no"}),
        ("women 18+ with children under 5", {"genders women", "minimum_age 18", "accepts_children yes"}),
        ("Ages 12-17 only", {"minimum_age 12", "maximum_age 17"}),
        ("Photo ID required", {"no_id_needed no"}),
        ("No ID required", {"no_id_needed yes"}),
        ("Men, 30 days sober, no sex offenders", {"genders men", "accepts_active_use no", "accepts_registry no"}),
        ("mothers with children ages 0-5", {"genders women", "accepts_children yes"}),
        ("Open to anyone.", set()),
    ],
)
def test_suggest(text: str, expected: set[str]) -> None:
    assert said(text) >= expected
    assert bool(said(text)) == bool(expected)


def test_no_id_required_is_not_also_the_opposite() -> None:
    assert said("No ID required") == {"no_id_needed yes"}


def test_hours_with_a_lunch_break() -> None:
    assert suggest_hours("M-F 9-5, closed noon-1") == "Mon-Fri 09:00-12:00; Mon-Fri 13:00-17:00"
    assert suggest_hours("call first") == ""


def test_every_rule_names_a_known_field() -> None:
    for rule in rules():
        assert rule.field in attributes() or rule.field == "genders"
        assert rule.field == "genders" or rule.value in ANSWERS
