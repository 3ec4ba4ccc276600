"""The tables of terms: every word in them is one of ours."""

from directory.hsds.meaning import meaning, table
from directory.hsds.ours import TAXONOMY_ID, term_id, term_rows, terms
from navigator.needs import ANSWERS, attributes, needs


def test_foreign_terms_mean_only_what_we_know() -> None:
    for name, one in table().items():
        assert name == name.casefold()
        assert set(one.needs) <= set(needs())
        assert set(one.attributes) <= set(attributes())
        assert set(one.attributes.values()) <= set(ANSWERS)
        assert one.needs or one.attributes or one.genders


def test_a_term_nobody_listed_means_nothing() -> None:
    assert meaning("Space Travel") == meaning("")
    assert meaning("FOOD PANTRY ").needs == ("food",)


def test_ids_never_change() -> None:
    """They are published: other directories keep them."""
    assert TAXONOMY_ID == "dacd0ee6-0ac6-569b-919b-323e6673a1c3"
    assert term_id("need", "housing") == "8fed9936-d274-530f-a783-eaa11da4486f"
    assert term_id("attribute", "confidential_address") == "fdb88a66-680f-5653-ad84-8653d059d754"


def test_the_taxonomy_has_a_term_for_everything() -> None:
    codes = {row["code"] for row in term_rows()}
    assert {f"need.{id}" for id in needs()} | {f"attribute.{id}" for id in attributes()} <= codes
    assert {row["id"] for row in term_rows()} >= set(terms())
