"""Fitting a list: whatever the names and reasons, numbers stay whole and words are not cut."""

from hypothesis import given
from hypothesis import strategies as st

from navigator.sms import segments
from navigator.sms.fit import Row, fit_parts, fit_rows, names

word = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGH", min_size=1, max_size=12)
name = st.lists(word, min_size=1, max_size=12).map(" ".join)
extras = st.lists(st.lists(word, min_size=1, max_size=4).map(" ".join), max_size=8).map(tuple)


def numbered(given_rows: list[tuple[str, tuple[str, ...]]]) -> list[Row]:
    return [Row(at, name, f"202-555-010{at}", more) for at, (name, more) in enumerate(given_rows, 1)]


@given(st.lists(st.tuples(name, extras), min_size=1, max_size=3))
def test_three_services_fit_two_segments_with_every_phone_number_whole(rows: list[tuple[str, tuple[str, ...]]]) -> None:
    text = fit_rows(numbered(rows), "None close by. These are farther:", "1-3: more on one. MORE: others.", 2)
    assert segments(text) <= 2
    assert all(row.contact in text for row in numbered(rows))


@given(st.lists(st.tuples(name, extras), min_size=1, max_size=3))
def test_reasons_are_kept_whole_or_left_out(rows: list[tuple[str, tuple[str, ...]]]) -> None:
    for line, row in zip(fit_rows(numbered(rows), "", "", 2).splitlines(), numbered(rows), strict=True):
        kept = line.partition(row.contact)[2].removeprefix(": ").split(", ")
        assert all(part in row.extras for part in kept if part)


@given(name)
def test_a_shorter_name_ends_at_a_word(whole: str) -> None:
    for shorter in names(whole)[3:]:
        assert names(whole)[2].startswith(shorter)
        assert names(whole)[2][len(shorter) : len(shorter) + 1] in ("", " ", ",")


def test_a_long_name_is_shortened_the_way_people_shorten_it() -> None:
    assert "Harbor House Comm Ctr" in names("The Harbor House Community Center of Oakland (Women and Children)")


def test_names_come_before_the_third_reason_but_after_the_second() -> None:
    rows = [
        Row(at, "Bay Area Community Resource Center", f"202-555-010{at}", ("takes kids", "record OK", "x" * 60))
        for at in (1, 2, 3)
    ]
    text = fit_rows(rows, "", "MORE: others.", 2)
    assert text.count("takes kids, record OK") == 3
    assert text.count("Bay Area Comm") == 3
    assert text.count("x" * 60) < 3


def test_a_part_that_does_not_fit_gives_its_first_sentences_or_nothing() -> None:
    long = "Call at eight. " + "Then wait for a very long time. " * 9 + "End."
    assert fit_parts(["Name 202-555-0101"], [long], "BACK: list.", 1).startswith("Name 202-555-0101\nCall at eight.")
    assert fit_parts(["Name"], ["y" * 200], "BACK: list.", 1) == "Name\nBACK: list."
