"""Heard as Rasa carries it: the act is the intent, everything else is entities with canonical values. Both ways."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from navigator.understanding.heard import Area, Heard

# field of Heard -> entity name; a field with several values becomes one entity each
MANY = {
    "needs": "need",
    "maybe_needs": "maybe_need",
    "not_needs": "not_need",
    "circumstances": "circumstance",
    "maybe_circumstances": "maybe_circumstance",
    "not_circumstances": "not_circumstance",
    "choices": "choice",
    "words": "word",
}
ONE = ("urgency", "age", "language", "area_unclear", "for_other")
ENTITIES = (*MANY.values(), *ONE, "area")


def to_entities(heard: Heard) -> list[dict[str, Any]]:
    """`[{"entity": "need", "value": "housing"}, …]`; nothing for what was not said."""
    found = [{"entity": name, "value": value} for field, name in MANY.items() for value in getattr(heard, field)]
    found += [{"entity": name, "value": getattr(heard, name)} for name in ONE if getattr(heard, name)]
    if heard.area is not None:
        found.append({"entity": "area", "value": area_to_dict(heard.area)})
    return found


def from_entities(intent: Mapping[str, Any], entities: Iterable[Mapping[str, Any]]) -> Heard:
    """`intent` is Rasa's `{"name", "confidence"}`; entities of other names are ignored."""
    values: dict[str, list[Any]] = {}
    for entity in entities:
        values.setdefault(entity["entity"], []).append(entity["value"])
    given: dict[str, Any] = {field: tuple(values.get(name, ())) for field, name in MANY.items()}
    given.update({name: values[name][0] for name in ONE if name in values})
    if "area" in values:
        given["area"] = area_from_dict(values["area"][0])
    confidence = intent.get("confidence")
    return Heard(
        act=intent.get("name") or "inform", act_confidence=1.0 if confidence is None else float(confidence), **given
    )


def area_to_dict(area: Area) -> dict[str, Any]:
    """Without what is empty: this stands in the stored slots."""
    return {name: value for name, value in asdict(area).items() if value not in ("", None)}


def area_from_dict(given: Mapping[str, Any]) -> Area:
    return Area(**given)
