"""Segments, held against a second, slower count: packing character by character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.sms import segments
from navigator.sms.gsm7 import BASIC, EXTENDED
from navigator.sms.segments import within

gsm_text = st.text(alphabet=st.sampled_from(sorted(BASIC | EXTENDED)), max_size=700)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("é" * 160, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # the euro sign does not straddle the first two parts
    ],
)
def test_known_counts(text: str, expected: int) -> None:
    assert segments(text) == expected


@given(gsm_text)
def test_a_text_in_parts_is_no_less_than_its_size_and_wastes_at_most_one_place_a_part(text: str) -> None:
    size = sum(2 if character in EXTENDED else 1 for character in text)
    if size > 160:
        assert -(-size // 153) <= segments(text) <= -(-size // 152)


@given(gsm_text, gsm_text)
def test_more_text_is_never_fewer_segments(one: str, more: str) -> None:
    assert segments(one + more) >= segments(one)


@given(gsm_text, st.sampled_from([1, 2]))
def test_the_quick_way_agrees_with_the_count(text: str, budget: int) -> None:
    assert within(text, budget) == (segments(text) <= budget)
