"""Messages to measure on, written apart from the training data: `sets/<language>.jsonl`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from navigator.errors import BadFile
from navigator.needs import acts, circumstances, needs
from navigator.understanding.example import Example


@dataclass(frozen=True, slots=True)
class Item:
    """One message and what it says. `kind`: what it tries ("plain", "typo", "negated" …). `act` "" is not judged.

    `either`: ids of needs and circumstances on which careful readers differ; asserting them counts neither way.
    """

    text: str
    needs: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()
    not_needs: frozenset[str] = frozenset()
    not_circumstances: frozenset[str] = frozenset()
    urgency: str | None = None
    language: str = "en"
    act: str = ""
    kind: str = "plain"
    either: frozenset[str] = frozenset()

    @classmethod
    def of(cls, example: Example) -> "Item":
        """A training message as something to measure on."""
        return cls(
            example.text,
            example.needs,
            example.circumstances,
            example.not_needs,
            example.not_circumstances,
            example.urgency,
            example.language,
            example.act,
            kind=example.source,
        )


def read_items(paths: Iterable[Path]) -> list[Item]:
    """BadFile names the line that is not JSON, or names an id that the vocabulary does not have."""
    return [
        _item(line, f"{path.name}:{number}")
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip()
    ]


def _item(line: str, where: str) -> Item:
    try:
        row = json.loads(line)
        item = Item(
            row["text"],
            needs=frozenset(row.get("needs") or ()),
            circumstances=frozenset(row.get("circumstances") or ()),
            not_needs=frozenset(row.get("not_needs") or ()),
            not_circumstances=frozenset(row.get("not_circumstances") or ()),
            urgency=row.get("urgency"),
            language=row.get("language", "en"),
            act=row.get("act") or "",
            kind=row.get("kind", "plain"),
            either=frozenset(row.get("either") or ()),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BadFile(f"{where}: not a message with labels") from problem
    unknown = (
        (item.needs | item.not_needs) - needs().keys()
        | (item.circumstances | item.not_circumstances) - circumstances().keys()
        | (item.either - needs().keys() - circumstances().keys())
        | ({item.act} - acts().keys() - {""})
    )
    if unknown:
        raise BadFile(f"{where}: no such id: {', '.join(sorted(unknown))}")
    return item
