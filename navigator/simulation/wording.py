"""How simulated people put things, and what they look for in an answer: the data files of `personas/`, by language."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's file. Its keys are explained there."""

    language: str
    table: Mapping[str, Any]

    def one(self, chance: random.Random, *path: str, **values: object) -> str:
        """A wording of `path` ("needs", "food", "say"), by chance, with `values` filled in."""
        found: Any = self.table
        for name in path:
            found = found[name]
        options: Sequence[str] = [found] if isinstance(found, str) else found
        return chance.choice(options).format(**values)

    def reads(self, text: str, *path: str) -> tuple[str, ...]:
        """The names under `path` (each with a list of signs) that someone who reads `text` sees in it."""
        found: Any = self.table
        for name in path:
            found = found[name]
        low = text.lower()
        return tuple(
            name
            for name, row in found.items()
            if any(sign.lower() in low for sign in (row["signs"] if isinstance(row, dict) else row))
        )


@cache
def wording(language: str) -> Wording:
    text = files("navigator.simulation.personas").joinpath(f"{language}.yml").read_text(encoding="utf-8")
    return Wording(language, yaml.safe_load(text))
