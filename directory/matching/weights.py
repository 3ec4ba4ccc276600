"""The one table of weights, `weights.csv`: what each fact adds to a service's score, and why."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Weight:
    """`points` are what the fact adds (or takes off) once, at most; `why` is the reason in a sentence."""

    id: str
    points: float
    why: str


@cache
def weights() -> Mapping[str, Weight]:
    """The rows of the table by id, in its order."""
    text = files("directory.matching").joinpath("weights.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({row["id"]: Weight(row["id"], float(row["points"]), row["why"]) for row in rows})


@cache
def points() -> dict[str, float]:
    """Points by id: a plain dict, because it is read for every listing."""
    return {id: weight.points for id, weight in weights().items()}
