"""The vocabulary as types: needs, circumstances, service attributes, safety classes and dialogue acts.

The words stand in `navigator/vocabulary/*.yml` and nowhere else; everything that lists, checks or counts them walks
these tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

import yaml

Answer = Literal["yes", "no", "ask"]
Urgency = Literal["now", "soon"]
LANGUAGES = ("en", "es")
ANSWERS: tuple[Answer, ...] = ("yes", "no", "ask")


@dataclass(frozen=True, slots=True)
class Need:
    id: str
    stage: int
    covers: str


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """A circumstance looks at `attribute`; `fits` is the answer that fits; `strict`: the opposite answer excludes."""

    attribute: str
    fits: Answer
    strict: bool


@dataclass(frozen=True, slots=True)
class Circumstance:
    id: str
    about: str
    asks: tuple[AttributeRule, ...]
    implies: tuple[str, ...] = ()
    stored: bool = True


@dataclass(frozen=True, slots=True)
class Attribute:
    id: str
    group: Literal["who", "entry", "what", "passes_on"]
    about: str


@dataclass(frozen=True, slots=True)
class SafetyClass:
    id: str
    about: str


@dataclass(frozen=True, slots=True)
class Act:
    id: str
    about: str
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    takes_number: bool = False
    needs_number: bool = False


def _table(name: str) -> dict[str, dict[str, Any]]:
    text = files("navigator.vocabulary").joinpath(f"{name}.yml").read_text(encoding="utf-8")
    table: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return table


@cache
def needs() -> Mapping[str, Need]:
    return MappingProxyType({id: Need(id, **row) for id, row in _table("needs").items()})


@cache
def circumstances() -> Mapping[str, Circumstance]:
    def one(id: str, row: dict[str, Any]) -> Circumstance:
        asks = tuple(AttributeRule(**rule) for rule in row["asks"])
        return Circumstance(id, row["about"], asks, tuple(row.get("implies", ())), row.get("stored", True))

    return MappingProxyType({id: one(id, row) for id, row in _table("circumstances").items()})


@cache
def attributes() -> Mapping[str, Attribute]:
    return MappingProxyType({id: Attribute(id, **row) for id, row in _table("attributes").items()})


@cache
def safety_classes() -> Mapping[str, SafetyClass]:
    """In the order in which they are answered when several fire."""
    return MappingProxyType({id: SafetyClass(id, **row) for id, row in _table("safety").items()})


@cache
def acts() -> Mapping[str, Act]:
    def one(id: str, row: dict[str, Any]) -> Act:
        words = {language: tuple(listed) for language, listed in row.get("words", {}).items()}
        return Act(id, row["about"], words, row.get("takes_number", False), row.get("needs_number", False))

    return MappingProxyType({id: one(id, row) for id, row in _table("acts").items()})


def with_implied(ids: frozenset[str]) -> frozenset[str]:
    """The circumstances in `ids` and those they imply (trans is also lgbtq)."""
    table = circumstances()
    return ids | {implied for id in ids for implied in table[id].implies}
