"""What one turn of the talk consists of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from navigator.dialogue.state import State
from navigator.needs import Urgency
from navigator.understanding.heard import Area, Heard

Purpose = Literal["results", "more", "again", "next", "mentor", "details", "directions", "what_to_say"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of this installation, for honest answers. Handed in by whoever runs it."""

    retention_hours: int = 72


@dataclass(frozen=True, slots=True)
class Say:
    """One message: a key of the catalogue and its values, JSON only. Ids are put into words by the catalogue."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Search:
    """Asks the directory. With `ids` these services and no others; else a search.

    `what_if`: circumstances not said, or "tonight"; the view tells which of them would change the answer.
    `also`: needs half heard, to offer after the results. `head`: the message that stands over the list.
    """

    purpose: Purpose
    needs: tuple[str, ...] = ()
    circumstances: frozenset[str] = frozenset()
    area: Area | None = None
    urgency: Urgency | None = None
    language: str = "en"
    age: int | None = None
    words: tuple[str, ...] = ()
    skip: frozenset[str] = frozenset()
    limit: int = 3
    ids: tuple[str, ...] = ()
    what_if: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    head: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """With `search`, ask the directory and hand the view to `present`, which completes the turn.

    `effects`: "erase", "outcome:turned_away:ID", "outcome:wrong:ID"; why, when it was said, as
    "outcome:turned_away/accepts_children:ID".
    """

    state: State
    say: tuple[Say, ...] = ()
    search: Search | None = None
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything a decision may look at. `state` already holds what was just heard."""

    state: State
    heard: Heard
    now: datetime
    facts: Facts
    changed: frozenset[str] = frozenset()  # names of State fields that the message changed
    unstored: frozenset[str] = frozenset()  # circumstances said now that may not be kept
    first: bool = False
