"""Free text of old listings -> suggestions for a maintainer. Nothing here is a fact until somebody confirms it."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from directory.hsds.hours_text import UnclearHours, hours_words, read_hours
from directory.model import Schedule

_FROM = re.compile(
    r"\b(?:ages?|aged)?\s*(\d{1,2})\s*(?:\+|(?:years?(?: old| of age)?\s*)?(?:and|or|&)\s*(?:older|over|up|above)\b)",
    re.I,
)
_BETWEEN = re.compile(r"\b(?:ages?|aged|between)\s*(\d{1,2})\s*(?:-|–|to|through|and)\s*(\d{1,2})\b", re.I)
_WHOSE = re.compile(r"(?:children|kids?|child|sons?|daughters?)\W+(?:\w+\W+){0,3}$", re.I)
_CLOSED = re.compile(r"[,;(]?\s*(?:and\s+)?closed (?:for lunch )?(?:from )?([\w:.]+)\s*(?:-|–|to)\s*([\w:.]+)\)?", re.I)


class Suggestion(NamedTuple):
    field: str
    value: str
    words: str


class _Rule(NamedTuple):
    field: str
    value: str
    pattern: re.Pattern[str]


@cache
def rules() -> tuple[_Rule, ...]:
    listed = yaml.safe_load(files("directory.hsds").joinpath("suggest.yml").read_text(encoding="utf-8"))
    return tuple(
        _Rule(one["field"], one["value"], re.compile("|".join(f"(?:{words})" for words in one["words"]), re.I))
        for one in listed
    )


def suggest(eligibility: str, *others: str) -> list[Suggestion]:
    """What the texts may say; ages come from `eligibility` alone. Each field and value at most once."""
    found: dict[tuple[str, str], Suggestion] = {}
    for text in filter(None, (eligibility, *others)):
        for rule in rules():
            if match := rule.pattern.search(text):
                found.setdefault((rule.field, rule.value), Suggestion(rule.field, rule.value, match[0].strip()))
    for one in _ages(eligibility):
        found.setdefault((one.field, one.value), one)
    return list(found.values())


def _ages(text: str) -> Iterator[Suggestion]:
    for match in _BETWEEN.finditer(text):
        if not _WHOSE.search(text[: match.start()]):
            yield Suggestion("minimum_age", match[1], match[0].strip())
            yield Suggestion("maximum_age", match[2], match[0].strip())
            return
    for match in _FROM.finditer(text):
        if not _WHOSE.search(text[: match.start()]):
            yield Suggestion("minimum_age", match[1], match[0].strip())
            return


def suggest_hours(text: str) -> str:
    """Hours that only a person should confirm, in the one-sheet's notation: "M-F 9-5, closed noon-1". "" for none."""
    closed = _CLOSED.search(text)
    if not closed:
        return ""
    try:
        around = read_hours(text[: closed.start()] + text[closed.end() :])
        (pause,) = read_hours(f"mon {_half(closed[1])}-{_half(closed[2])}")
    except (UnclearHours, ValueError):
        return ""
    return hours_words(tuple(part for one in around for part in _without(one, pause)))


def _half(time: str) -> str:
    """Lunch is in the middle of the day: a bare 1 is one in the afternoon."""
    return f"{time}pm" if time.isdecimal() and int(time) in (12, 1, 2, 3) else time


def _without(one: Schedule, pause: Schedule) -> Iterator[Schedule]:
    if one.closed or not one.opens < pause.opens < pause.closes < one.closes:
        yield one
        return
    for opens, closes in ((one.opens, pause.opens), (pause.closes, one.closes)):
        yield Schedule(one.byday, opens, closes, kind=one.kind)
