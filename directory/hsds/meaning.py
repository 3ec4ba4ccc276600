"""What a term of somebody else's taxonomy means here (terms.yml)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

from navigator.needs import Answer


@dataclass(frozen=True, slots=True)
class Meaning:
    needs: tuple[str, ...] = ()
    attributes: Mapping[str, Answer] = field(default_factory=dict)
    genders: tuple[str, ...] = ()


NOTHING = Meaning()


def meaning(name: str) -> Meaning:
    return table().get(name.strip().casefold(), NOTHING)


@cache
def table() -> Mapping[str, Meaning]:
    rows = yaml.safe_load(files("directory.hsds").joinpath("terms.yml").read_text(encoding="utf-8"))
    return {
        name: Meaning(tuple(row.get("needs", ())), row.get("attributes", {}), tuple(row.get("genders", ())))
        for name, row in rows.items()
    }
