"""All that can happen to a relay. `line` is a key under which the store has the words; the machine never sees words."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The person does not want `item` (a need's id, or "area") to be shown."""

    item: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """The person said yes. `open`: somebody is on shift with room for one more."""

    open: bool


@dataclass(frozen=True, slots=True)
class Declined:
    """The person said no."""


@dataclass(frozen=True, slots=True)
class CallBackAsked:
    """The person may be written to between these times, and not outside them."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class PersonWrote:
    line: str


@dataclass(frozen=True, slots=True)
class PersonEnded:
    """With a word of their own: BYE, DONE."""


@dataclass(frozen=True, slots=True)
class PersonStopped:
    """STOP or ERASE: over at once, and nothing that was on its way is sent."""


@dataclass(frozen=True, slots=True)
class PersonReported:
    """REPORT: over, and the coordinator hears which mentor, nothing else."""


@dataclass(frozen=True, slots=True)
class PersonInDanger:
    """The safety screen fired on what the person wrote."""


@dataclass(frozen=True, slots=True)
class Claimed:
    mentor: str


@dataclass(frozen=True, slots=True)
class MentorWrote:
    mentor: str
    line: str


@dataclass(frozen=True, slots=True)
class MentorSeen:
    """The mentor's page is open and asked for news."""

    mentor: str


@dataclass(frozen=True, slots=True)
class MentorHandsOn:
    """The mentor gives the talk to whoever takes it next."""

    mentor: str


@dataclass(frozen=True, slots=True)
class MentorEnded:
    mentor: str


@dataclass(frozen=True, slots=True)
class MentorFlagged:
    """The mentor sees a crisis."""

    mentor: str


@dataclass(frozen=True, slots=True)
class MentorCalledHelp:
    """The mentor wants their coordinator."""

    mentor: str


@dataclass(frozen=True, slots=True)
class TimePassed:
    """Looks whether a time-out is due; comes every few seconds."""


Event = (
    LeftOut
    | Agreed
    | Declined
    | CallBackAsked
    | PersonWrote
    | PersonEnded
    | PersonStopped
    | PersonReported
    | PersonInDanger
    | Claimed
    | MentorWrote
    | MentorSeen
    | MentorHandsOn
    | MentorEnded
    | MentorFlagged
    | MentorCalledHelp
    | TimePassed
)
