"""The reviewed phrase tables, and finding their phrases in a message."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

import yaml

from navigator.needs import LANGUAGES
from navigator.safety.notation import Phrase, read
from navigator.safety.words import Words


@dataclass(frozen=True)
class Entry:
    """A phrase of a class. `ever`: it counts also when told as past."""

    id: str
    phrase: Phrase
    ever: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return self.phrase.pattern()


@dataclass(frozen=True, slots=True)
class Hit:
    """Where an entry was found: tokens `start` to `end` (exclusive) of the message."""

    entry: Entry
    start: int
    end: int

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def layer(self) -> Literal["phrase", "rule"]:
        return "phrase" if self.entry.phrase.literal else "rule"


@dataclass(frozen=True, slots=True)
class Index:
    """Entries by a word that must be there, so that an ordinary message meets few of them."""

    by_word: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: list[Entry]) -> "Index":
        by_word: dict[str, list[Entry]] = {}
        for entry in entries:
            for word in entry.phrase.anchors():
                by_word.setdefault(word, []).append(entry)
        return cls({word: tuple(listed) for word, listed in by_word.items()})

    def find(self, words: Words) -> Iterator[Hit]:
        near = {id(entry): entry for token in set(words.tokens) for entry in self.by_word.get(token, ())}
        for entry in near.values():
            for found in entry.pattern.finditer(words.line):
                start = words.line.count(" ", 0, found.start()) - 1
                yield Hit(entry, start, start + found[0].count(" ") + 1)


def find(words: Words, language: str | None = None) -> Iterator[Hit]:
    """Every phrase of every language found: people mix languages, so `language` narrows nothing."""
    return index().find(words)


@cache
def index() -> Index:
    return Index.of([entry for language in LANGUAGES for entry in entries(language)])


@cache
def entries(language: str) -> tuple[Entry, ...]:
    table = load(f"phrases/{language}.yml")
    return tuple(
        Entry(id, read(source, table["sets"]), ever=when == "ever")
        for id, lists in table["classes"].items()
        for when in ("ever", "now")
        for source in lists.get(when, ())
    )


def load(path: str) -> dict[str, Any]:
    """A table of this package."""
    table: dict[str, Any] = yaml.safe_load(files("navigator.safety").joinpath(path).read_text(encoding="utf-8"))
    return table
