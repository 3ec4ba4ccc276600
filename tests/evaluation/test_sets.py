"""The evaluation sets are whole: ids are known, spans match, no label is thin and no message stands there twice."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from navigator.needs import LANGUAGES, acts, circumstances, needs, safety_classes, with_implied

SETS = Path(__file__).resolve().parents[2] / "navigator" / "evaluation" / "sets"
FILES = [f"{name}.{lang}.jsonl" for name in ("understanding", "safety", "scrub", "out_of_scope") for lang in LANGUAGES]
ROWS = {"understanding": (420, 320), "safety": (420, 320), "scrub": (160, 120), "out_of_scope": (120, 80)}
KINDS = {"plain", "typo", "txtspk", "long", "short", "multi", "negated", "other", "hint", "spanglish", "none"}
KINDS |= {"hostile", "act"}
DANGER = {"direct", "indirect", "typo", "other_person", "long"}
NO_DANGER = {"figure", "past", "denial", "song", "ordinary", "child_age"}
SPANS = {"name", "address", "phone", "email", "handle", "cash_tag", "birth_date", "id_number", "case_number", "card"}

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (SETS / name).read_text(encoding="utf-8").splitlines()]


def plain(text: str) -> str:
    """Letters and digits only; what has none stays as it is, so that two smileys differ."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split()) or text


def outside_spans(row: Row) -> str:
    text: str = row["text"]
    for span in row["spans"]:
        text = text[: span["start"]] + "\0" * (span["end"] - span["start"]) + text[span["end"] :]
    return text


@pytest.mark.parametrize("name", FILES)
def test_a_set_has_enough_messages_and_none_twice(name: str) -> None:
    texts = [plain(row["text"]) for row in rows(name)]
    stem, language, _ = name.split(".")
    assert len(texts) >= ROWS[stem][LANGUAGES.index(language)]
    assert [text for text, times in Counter(texts).items() if times > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_no_message_is_blank_or_padded(name: str) -> None:
    assert [row["text"] for row in rows(name) if row["text"].strip() != row["text"] or not row["text"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_understanding_labels_are_of_the_vocabulary(language: str) -> None:
    for row in rows(f"understanding.{language}.jsonl"):
        said, denied = set(row["needs"]), set(row.get("not_needs", ()))
        holds, lacks = frozenset(row["circumstances"]), set(row.get("not_circumstances", ()))
        assert said | denied <= needs().keys(), row
        assert holds | lacks <= circumstances().keys(), row
        assert set(row.get("either", ())) <= needs().keys() | circumstances().keys(), row
        assert with_implied(holds) == holds, row
        assert not (said | holds) & set(row.get("either", ())), row
        assert not said & denied, row
        assert not holds & lacks, row
        assert row.get("act", "inform") in acts(), row
        assert row["kind"] in KINDS, row
        assert row["urgency"] in {"now", "soon", None}, row
        assert row["language"] == language, row


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_without_a_need_have_none(language: str) -> None:
    for row in rows(f"understanding.{language}.jsonl"):
        if row["kind"] in {"none", "hostile", "act"}:
            assert not row["needs"], row
        if row["kind"] == "multi":
            assert len(row["needs"]) > 1, row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_need_circumstance_and_urgency_is_measured_on_enough(language: str) -> None:
    all_rows = rows(f"understanding.{language}.jsonl")
    need = Counter(id for row in all_rows for id in row["needs"])
    circumstance = Counter(id for row in all_rows for id in row["circumstances"])
    urgency = Counter(row["urgency"] for row in all_rows)
    assert {id: need[id] for id in needs() if need[id] < 15} == {}
    assert {id: circumstance[id] for id in circumstances() if circumstance[id] < 8} == {}
    assert urgency["now"] >= 60
    assert urgency["soon"] >= 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hard_kinds_are_measured_on_enough(language: str) -> None:
    all_rows = rows(f"understanding.{language}.jsonl")
    assert sum(len(row["needs"]) > 1 for row in all_rows) >= 70
    assert sum("not_needs" in row or "not_circumstances" in row for row in all_rows) >= 60
    assert sum(row["kind"] in {"none", "hostile"} for row in all_rows) >= 90
    assert sum(row["kind"] == "act" for row in all_rows) >= 50


@pytest.mark.parametrize(("language", "least", "harmless"), [("en", 22, 150), ("es", 16, 120)])
def test_every_class_of_danger_is_measured_on_enough(language: str, least: int, harmless: int) -> None:
    all_rows = rows(f"safety.{language}.jsonl")
    counts = Counter(id for row in all_rows for id in row["safety"])
    assert {id: counts[id] for id in safety_classes() if counts[id] < least} == {}
    assert sum(not row["safety"] for row in all_rows) >= harmless
    assert sum(len(row["safety"]) > 1 for row in all_rows) >= 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_is_labelled_exactly_where_its_kind_says_so(language: str) -> None:
    for row in rows(f"safety.{language}.jsonl"):
        assert row["kind"] in DANGER | NO_DANGER, row
        assert bool(row["safety"]) == (row["kind"] in DANGER), row
        assert set(row["safety"]) | set(row.get("either", ())) <= safety_classes().keys(), row
        assert not set(row["safety"]) & set(row.get("either", ())), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_spans_lie_in_the_text_apart_from_each_other_and_from_what_must_survive(language: str) -> None:
    for row in rows(f"scrub.{language}.jsonl"):
        end = 0
        for span in row["spans"]:
            assert end <= span["start"] < span["end"] <= len(row["text"]), row
            words = row["text"][span["start"] : span["end"]]
            assert words == words.strip(), row
            assert span["kind"] in SPANS, row
            end = span["end"]
        rest = outside_spans(row)
        assert [word for word in row["keep"] if word not in rest] == [], row
        assert row["spans"] or row["keep"], row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_identifier_is_measured_on(language: str) -> None:
    all_rows = rows(f"scrub.{language}.jsonl")
    counts = Counter(span["kind"] for row in all_rows for span in row["spans"])
    assert {kind: counts[kind] for kind in SPANS if counts[kind] < 5} == {}
    assert sum(not row["spans"] for row in all_rows) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_stands_in_two_sets(language: str) -> None:
    names = [name for name in FILES if f".{language}." in name]
    counts = Counter(text for name in names for text in {plain(row["text"]) for row in rows(name)})
    assert [text for text, times in counts.items() if times > 1] == []
