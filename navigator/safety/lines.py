"""The one reviewed table of crisis lines, by country."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

STALE_AFTER = timedelta(days=183)
Known = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class TextWay:
    """`keyword` by language is what to text; a language without one texts anything. Empty `number`: no texts."""

    number: str = ""
    keyword: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `languages` is None when unknown; `say` is how to reach it, by language, in a text message."""

    id: str
    country: str
    roles: tuple[str, ...]
    classes: tuple[str, ...]
    name: str
    run_by: str
    number: str
    text: TextWay
    chat: str
    hours: str
    languages: tuple[str, ...] | None
    may_send_police: Known
    must_report_minors: Known
    source: str
    checked: date
    reviewed_by: str
    note: str
    say: Mapping[str, str]

    @property
    def confirmed(self) -> bool:
        """A named human has confirmed this row."""
        return not self.reviewed_by.startswith("pending")


@cache
def lines(country: str) -> tuple[Line, ...]:
    """The lines of a country (ISO 3166, lower case) in the order they are preferred; empty when we have none."""
    text = files("navigator.safety").joinpath("lines.yml").read_text(encoding="utf-8")
    return tuple(_line(country, row) for row in yaml.safe_load(text).get(country, ()))


def countries() -> tuple[str, ...]:
    text = files("navigator.safety").joinpath("lines.yml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text))


def line_for(role: str, country: str) -> Line | None:
    """The line that plays `role` there, None when the country has none."""
    return next((line for line in lines(country) if role in line.roles), None)


def every_line() -> list[Line]:
    return [line for country in countries() for line in lines(country)]


def stale_lines(today: date) -> list[Line]:
    """Lines of any country whose last check is more than half a year back."""
    return [line for line in every_line() if today - line.checked > STALE_AFTER]


def unconfirmed_lines() -> list[Line]:
    """Lines of any country that no named human has confirmed yet."""
    return [line for line in every_line() if not line.confirmed]


def _line(country: str, row: dict[str, Any]) -> Line:
    given = dict(row)
    languages = given.pop("languages")
    return Line(
        country=country,
        roles=tuple(given.pop("roles")),
        classes=tuple(given.pop("classes")),
        text=TextWay(**given.pop("text")),
        languages=None if languages == "unknown" else tuple(languages),
        **given,
    )
