"""Fits a list or a description into a budget of segments: leaves out whole reasons, shortens names by rule.

A phone number is never cut and never left out, nor is any word.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from navigator.sms.gsm7 import to_gsm7
from navigator.sms.segments import segments

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
    choices = {row.number: names(to_gsm7(row.name)) for row in rows}
    name_at = {row.number: len(choices[row.number]) - 1 for row in rows}
    kept: dict[int, list[int]] = {row.number: [] for row in rows}

    def text() -> str:
        lines = [_line(row, choices[row.number][name_at[row.number]], kept[row.number]) for row in rows]
        return to_gsm7("\n".join(part for part in (head, *lines, foot) if part))

    def fits() -> bool:
        return segments(text()) <= budget

    most = max((len(row.extras) for row in rows), default=0)
    for rank in range(most):
        if rank == 2:
            _lengthen(name_at, lambda: fits() and _readable(choices, name_at))
        for row in rows:
            if rank < len(row.extras):
                kept[row.number].append(rank)
                if not fits():
                    kept[row.number].pop()
    _lengthen(name_at, fits)
    return text()


def _readable(choices: dict[int, tuple[str, ...]], name_at: dict[int, int]) -> bool:
    return all(
        len(choices[number][at]) <= READABLE_NAME or at == len(choices[number]) - 1 for number, at in name_at.items()
    )


def _line(row: Row, name: str, kept: Sequence[int]) -> str:
    extras = ", ".join(row.extras[rank] for rank in kept)
    return f"{row.number} {name} {row.contact}" + (f": {extras}" if extras else "")


def _lengthen(name_at: dict[int, int], fits: Callable[[], bool]) -> None:
    for number in name_at:
        while name_at[number] > 0:
            name_at[number] -= 1
            if not fits():
                name_at[number] += 1
                break


def fit_parts(first: Sequence[str], parts: Sequence[str], last: str, budget: int, between: str = "\n") -> str:
    """`first` and `last` always; of `parts`, in order, each that still fits: whole, else its first sentences."""
    kept: list[str] = []
    for part in parts:
        for shorter in _sentences(part):
            if segments(to_gsm7(between.join(filter(None, (*first, *kept, shorter, last))))) <= budget:
                kept.append(shorter)
                break
    return to_gsm7(between.join(filter(None, (*first, *kept, last))))


def _sentences(part: str) -> list[str]:
    """The part whole, then ever fewer of its sentences."""
    ends = [match.end() for match in re.finditer(r"[.;!?](?=\s)", part)]
    return [part, *(part[:end].rstrip(";") for end in reversed(ends))]
