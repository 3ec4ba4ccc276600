"""Fits a list or a description into a budget of segments: leaves out whole reasons, shortens names by rule.

A phone number is never cut and never left out, nor is any word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from navigator.sms.gsm7 import to_gsm7
from navigator.sms.segments import within

READABLE_NAME = 32  # letters: longer names wait until the reasons have their place
SHORTEST_NAME = 18  # letters: below that, names stop being recognisable


@dataclass(frozen=True, slots=True)
class Row:
    """One service of a list. `extras` in order of weight: the first are kept longest."""

    number: int
    name: str
    contact: str
    extras: tuple[str, ...] = ()


@cache
def _short_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = yaml.safe_load(files("navigator.sms").joinpath("short_forms.yml").read_text(encoding="utf-8"))
    return tuple((re.compile(rf"\b{re.escape(word)}(?!\w)", re.IGNORECASE), short) for word, short in table.items())


def names(name: str) -> tuple[str, ...]:
    """Ever shorter names for a service, the whole name first; each ends at a word."""
    plain = re.sub(r"\s+", " ", re.sub(r"\s*\([^)]*\)", "", name)).strip() or name.strip()
    tight = plain.removeprefix("The ").removeprefix("the ")
    for word, short in _short_forms():
        tight = word.sub(short, tight)
    tight = re.sub(r"[\s,]+", " ", tight).strip(" ,.-") or plain
    cut = [_cut(tight, length) for length in (READABLE_NAME, 24, SHORTEST_NAME)]
    return tuple(dict.fromkeys((name.strip(), plain, tight, *cut)))


def _cut(name: str, length: int) -> str:
    """As many whole words as fit, at least one; no dangling "of", "and" or "de"."""
    words = name.split()
    kept = words[:1]
    for word in words[1:]:
        if len(" ".join((*kept, word))) > length:
            break
        kept.append(word)
    while len(kept) > 1 and kept[-1].casefold() in {
        "of",
        "and",
        "&",
        "the",
        "for",
        "de",
        "del",
        "la",
        "y",
        "para",
        "-",
    }:
        kept.pop()
    return " ".join(kept).rstrip(",-")


def fit_rows(rows: Sequence[Row], head: str, foot: str, budget: int) -> str:
    """The list as text of at most `budget` segments where that can be done without cutting a number.

    Grows from the least: first the weightiest reasons of every row, then longer names, then further reasons.
    """
    lines = [_Line(row) for row in rows]
    page = _Page(lines, to_gsm7(head), to_gsm7(foot), budget)
    for rank in range(max((len(line.extras) for line in lines), default=0)):
        if rank == 2:
            page.lengthen_names(READABLE_NAME)
        for line in lines:
            page.keep(line, rank)
    page.lengthen_names()
    return page.text()


class _Line:
    """One row as it stands now: its name at one of its lengths, and the reasons kept so far."""

    def __init__(self, row: Row) -> None:
        self.number, self.contact = row.number, to_gsm7(row.contact)
        self.names = names(to_gsm7(row.name))
        self.name = len(self.names) - 1
        self.extras = [to_gsm7(extra) for extra in row.extras]
        self.kept: list[str] = []

    def text(self) -> str:
        reasons = f": {', '.join(self.kept)}" if self.kept else ""
        return f"{self.number} {self.names[self.name]} {self.contact}{reasons}"


class _Page:
    """The whole text; a step that makes it too long is taken back."""

    def __init__(self, lines: Sequence[_Line], head: str, foot: str, budget: int) -> None:
        self.lines, self.head, self.foot, self.budget = lines, head, foot, budget

    def text(self) -> str:
        return "\n".join(part for part in (self.head, *(line.text() for line in self.lines), self.foot) if part)

    def keep(self, line: _Line, rank: int) -> None:
        if rank < len(line.extras):
            line.kept.append(line.extras[rank])
            if not within(self.text(), self.budget):
                line.kept.pop()

    def lengthen_names(self, most: int = 1000) -> None:
        """Each name as long as fits, of at most `most` letters."""
        for line in self.lines:
            while line.name > 0 and len(line.names[line.name - 1]) <= most:
                line.name -= 1
                if not within(self.text(), self.budget):
                    line.name += 1
                    break


def fit_parts(first: Sequence[str], parts: Sequence[str], last: str, budget: int, between: str = "\n") -> str:
    """`first` and `last` always; of `parts`, in order, each that still fits: whole, else its first sentences."""
    kept: list[str] = []
    for part in parts:
        for shorter in _sentences(part):
            if within(to_gsm7(between.join(filter(None, (*first, *kept, shorter, last)))), budget):
                kept.append(shorter)
                break
    return to_gsm7(between.join(filter(None, (*first, *kept, last))))


def _sentences(part: str) -> list[str]:
    """The part whole, then ever fewer of its sentences."""
    ends = [match.end() for match in re.finditer(r"[.;!?](?=\s)", part)]
    return [part, *(part[:end].rstrip(";") for end in reversed(ends))]
