"""The project's published taxonomy: needs, service attributes and a few facts that HSDS has no field for.

Any HSDS tool can carry them as `attribute` + `taxonomy_term`. A term's id is made from its code and never changes;
a code is "need.<id>", "attribute.<id>" or "fact.<id>".
"""

import uuid
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from navigator.needs import attributes, needs

SPACE = uuid.UUID("6f1f4e3a-6f0a-5d0e-9a3c-2f5f0a6b7c11")  # of every id made here: changing it renames every term
TAXONOMY_ID = str(uuid.uuid5(SPACE, "taxonomy"))
TAXONOMY = {
    "id": TAXONOMY_ID,
    "name": "Navigator service facts",
    "description": "What a person needs, and what a service says of itself: yes, no or ask. Absent means unknown.",
    "version": "1",
}
GROUPS = {"need": "What a person wants help with", "attribute": "What a service says about itself", "fact": "Facts"}
FACTS = {
    "genders": "Gender served: women, men, trans or all; one attribute each",
    "short_text": "The text a phone shows; the label is its language",
    "hours": "Opening hours in words",
}


class Fact(NamedTuple):
    group: str
    id: str


def new_id(*parts: object) -> str:
    """The same id for the same parts, always."""
    return str(uuid.uuid5(SPACE, "\x1f".join(str(part) for part in parts)))


def term_id(group: str, id: str) -> str:
    return new_id("term", f"{group}.{id}")


@cache
def terms() -> Mapping[str, Fact]:
    """Term id -> what it says."""
    ids = [("need", id) for id in needs()] + [("attribute", id) for id in attributes()] + [("fact", id) for id in FACTS]
    return MappingProxyType({term_id(group, id): Fact(group, id) for group, id in ids})


def term_rows() -> list[dict[str, Any]]:
    """The taxonomy's terms as HSDS rows, parents first."""
    about = {"need": {id: need.covers for id, need in needs().items()}}
    about["attribute"] = {id: attribute.about for id, attribute in attributes().items()}
    about["fact"] = FACTS
    rows = [_row(group, group, text, None) for group, text in GROUPS.items()]
    for group, texts in about.items():
        rows += [_row(f"{group}.{id}", id.replace("_", " "), text, new_id("term", group)) for id, text in texts.items()]
    return rows


def _row(code: str, name: str, description: str, parent: str | None) -> dict[str, Any]:
    return {
        "id": new_id("term", code),
        "code": code,
        "name": name,
        "description": description,
        "parent_id": parent,
        "taxonomy": TAXONOMY["name"],
        "language": "en",
        "taxonomy_id": TAXONOMY_ID,
    }
