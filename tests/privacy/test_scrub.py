import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.privacy.recognisers import KINDS, RULES
from navigator.privacy.scrub import Scrubber, scrub
from tests.privacy.marked import innocent, marked, measure

PLACEHOLDER = re.compile(r"\[(?:" + "|".join(KINDS) + r")\]")
BITS = [
    "my name is", "star", "keisha", "ray", "1420 e 14th st", "apt 3", "510 555 0142", "94601", "$20", "$nae", "@x_1",
    "corner of", "5th", "and", "main", "dob", "4/12/98", "case", "24-CR-01832", "[name]", "[phone]", "calle 5", "no 2",
]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("my name is keisha and im with tall ray", "my name is [name] and im with [name]"),
        ("folks call me star", "folks call me [name]"),
        ("me llamo lupe", "me llamo [name]"),
        ("his name is big mike he live at 1420 e 14th st apt 3", "his name is [name] he live at [address]"),
        ("calle 5 numero 22", "[address]"),
        ("corner of 5th and main", "corner of [address]"),
        ("my ig is keisha_510 or @bigmike", "my ig is [handle] or [handle]"),
        ("send $keisha23 not $20", "send [cash_tag] not $20"),
        ("dob 4/12/98 ssn 123-45-6789 card 4111 1111 1111 1111", "dob [birth_date] ssn [id_number] card [card]"),
        ("case 24-CR-01832 call (510) 555-0142", "case [case_number] call [phone]"),
        ("keisha.j@example.com", "[email]"),
        ("joy, mark my words: i will be there in june", "joy, mark my words: i will be there in june"),
        ("", ""),
    ],
)
def test_what_goes_and_what_stays(said: str, kept: str) -> None:
    assert scrub(said) == kept


@pytest.mark.parametrize("said", innocent("innocent"))
def test_no_innocent_word_is_lost(said: str) -> None:
    assert scrub(said) == said


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"name", "link"}))
def test_the_rules_alone_find_every_marked_span_but_names(kind: str) -> None:
    reach = measure(Scrubber(), marked("examples"))
    assert reach.there[kind] >= 3
    assert reach.gone[kind] == reach.there[kind], reach.table()


def test_the_rules_alone_keep_the_words_around() -> None:
    for messages in ("examples", "unseen"):
        reach = measure(Scrubber(), marked(messages))
        assert reach.survival >= 0.98, reach.table()


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(BITS), max_size=8).map(" ".join)))
def test_scrubbing_twice_changes_nothing_and_adds_nothing(text: str) -> None:
    once = scrub(text)
    assert scrub(once) == once
    left = iter(text)
    assert all(letter in left for letter in PLACEHOLDER.sub("", once)), "what is left was there, in that order"


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_no_recogniser_fails_or_points_outside(text: str) -> None:
    for find in RULES:
        for span in find(text):
            assert 0 <= span.start < span.end <= len(text)
            assert span.kind in KINDS


def test_a_very_long_text_takes_no_longer_than_its_length_asks() -> None:
    for bit in ("a", "1 ", "5 o 1 ", "calle ", "my name is ", "14th & ", "@", "1-"):
        scrub(bit * 1500)


def test_without_weights_the_rules_work_alone(tmp_path: Path) -> None:
    assert Scrubber.load(tmp_path).scrub("my name is keisha") == "my name is [name]"
