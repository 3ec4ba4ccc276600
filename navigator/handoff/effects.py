"""What is to be done about an event, as data: the store and the glue around it do it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class TellPerson:
    """Say the message `key`. `unread`: lines of theirs that no mentor will get; they are to know.

    `at_once`: they are here just now; else it can wait until they may be woken.
    """

    key: str
    unread: int = 0
    at_once: bool = True


@dataclass(frozen=True, slots=True)
class ToMentor:
    mentor: str
    line: str


@dataclass(frozen=True, slots=True)
class ToPerson:
    line: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep this line for the mentor who comes next."""

    line: str


@dataclass(frozen=True, slots=True)
class Refuse:
    """This mentor has no part in this relay (any more): nothing was delivered, and they are to know."""

    mentor: str


@dataclass(frozen=True, slots=True)
class NotifyMentor:
    mentor: str
    what: Literal["danger", "person_quiet"]


@dataclass(frozen=True, slots=True)
class NotifyCoordinator:
    """`mentor` and the kind of thing; never which person, never a word of theirs."""

    mentor: str
    what: Literal["report", "crisis", "help"]


@dataclass(frozen=True, slots=True)
class DropUnsent:
    """What is still on its way to the person stays unsent."""


@dataclass(frozen=True, slots=True)
class Count:
    """One more of `what` in the coordinators' counts."""

    what: str


Effect = TellPerson | ToMentor | ToPerson | Hold | Refuse | NotifyMentor | NotifyCoordinator | DropUnsent | Count
