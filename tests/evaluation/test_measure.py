"""Measures on a hearer whose mistakes are known."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from navigator.errors import BadFile
from navigator.evaluation import Item, Report, compare, measure, read_items
from navigator.evaluation.counts import Counts, f1_score, share
from navigator.evaluation.page import page
from navigator.understanding.context import Context
from navigator.understanding.heard import Heard


class Table:
    """Hears what it is told to hear."""

    def __init__(self, heard: Mapping[str, Heard]) -> None:
        self._heard = heard

    def hear(self, text: str, *, context: Context | None = None) -> Heard:
        return self._heard.get(text, Heard())

    def probabilities(self, text: str, *, context: Context | None = None) -> Mapping[str, float]:
        return {f"need:{need}": 0.95 for need in self.hear(text).needs}


ITEMS = [
    Item("bed", needs=frozenset(["housing"]), act="inform"),
    Item("food and a ride", needs=frozenset(["food", "transport"])),
    Item("lol"),
    Item("no kids", not_circumstances=frozenset(["with_children"])),
]
GOOD = Table({"bed": Heard(needs=("housing",)), "food and a ride": Heard(needs=("food", "transport"))})
BAD = Table(
    {
        "bed": Heard(needs=("housing",)),
        "food and a ride": Heard(needs=("food", "money")),
        "lol": Heard(needs=("housing",)),
        "no kids": Heard(circumstances=("with_children",)),
    }
)


def named(report: Report, name: str) -> float:
    return next(score.value for score in (*report.overall, *report.labels) if score.name == name)


def test_all_right_is_one() -> None:
    report = measure(GOOD, ITEMS)
    assert named(report, "en needs") == 1.0
    assert named(report, "en no need, yet given one") == 0.0
    assert not report.worst
    assert report.calibration[-1].true == 1.0


def test_mistakes_are_counted_where_they_belong() -> None:
    report = measure(BAD, ITEMS)
    assert named(report, "en needs") == pytest.approx(2 * 2 / (2 * 2 + 2 + 1))
    assert named(report, "en no need, yet given one") == 0.5
    assert named(report, "en denied, yet asserted") == 1.0
    assert ("need:transport", "need:money", 1) in report.confused
    assert report.worst[0].text == "food and a ride"


def test_what_readers_differ_on_counts_neither_way() -> None:
    item = Item("lol", either=frozenset(["housing"]))
    assert named(measure(BAD, [item]), "en no need, yet given one") == 0.0
    assert named(measure(BAD, [item]), "en needs") == 1.0


def test_compare_names_what_fell() -> None:
    drops = compare(measure(GOOD, ITEMS), measure(BAD, ITEMS))
    assert "need:transport" in {drop.name for drop in drops}
    assert compare(measure(GOOD, ITEMS), measure(GOOD, ITEMS)) == ()


def test_an_interval_holds_its_score_and_shrinks_with_more_messages() -> None:
    few = f1_score("x", [Counts(1, 0, 0), Counts(0, 1, 1)] * 5)
    many = f1_score("x", [Counts(1, 0, 0), Counts(0, 1, 1)] * 200)
    assert few.low <= few.value <= few.high
    assert many.high - many.low < few.high - few.low
    assert share("x", 0, 20).high > 0.1


def test_a_report_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    report = measure(BAD, ITEMS)
    report.save(tmp_path / "report.json")
    assert Report.load(tmp_path / "report.json") == report


def test_the_page_needs_nothing_else_and_escapes() -> None:
    report = measure(Table({"<b>": Heard(needs=("food",))}), [Item("<b>")])
    html = page(report)
    assert "http" not in html
    assert "<td>&lt;b&gt;</td>" in html
    assert "<svg" in html


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "en.jsonl"
    path.write_text('{"text": "bed", "needs": ["housing"]}\n{"text": "x", "needs": ["castle"]}\n', encoding="utf-8")
    with pytest.raises(BadFile, match=r"en.jsonl:2.*castle"):
        read_items([path])
