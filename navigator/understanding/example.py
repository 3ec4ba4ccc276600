"""One labelled message to learn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from navigator.needs import Urgency


@dataclass(frozen=True, slots=True)
class Example:
    """What a message says. Ids are those of the vocabulary; `source` names the file or family it came from."""

    text: str
    act: str = "inform"
    needs: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()
    not_needs: frozenset[str] = frozenset()
    not_circumstances: frozenset[str] = frozenset()
    urgency: Urgency | None = None
    language: str = "en"
    for_other: bool = False
    age: int | None = None
    source: str = ""

    @classmethod
    def of(cls, text: str, act: str, labels: Mapping[str, Any] | None = None, source: str = "") -> "Example":
        """From a Rasa intent and its `metadata` mapping; keys that are not labels are ignored."""
        said = labels or {}

        def ids(key: str) -> frozenset[str]:
            return frozenset(said.get(key) or ())

        return cls(
            text=text,
            act=act,
            needs=ids("needs"),
            circumstances=ids("circumstances"),
            not_needs=ids("not_needs"),
            not_circumstances=ids("not_circumstances"),
            urgency=said.get("urgency"),
            language=said.get("language", "en"),
            for_other=bool(said.get("for_other")),
            age=said.get("age"),
            source=source,
        )
