"""What matching and the conversation know of a service: a flat, read-only view of HSDS rows.

A confidential place never carries an address, a ZIP or coordinates here: the store leaves them out (the one guard).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from navigator.needs import Answer

Status = Literal["active", "inactive", "defunct", "temporarily closed"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """One HSDS schedule row, local time. `rrule` is an RFC 5545 rule or weekdays are in `byday` ("MO,TU").

    `opens`/`closes` are minutes after midnight; closes <= opens runs past midnight; 0 and 1440 is all day.
    `kind` tells a phone line's hours from the door's.
    """

    byday: str = ""
    opens: int = 0
    closes: int = 1440
    valid_from: date | None = None
    valid_to: date | None = None
    rrule: str = ""
    closed: bool = False
    kind: Literal["door", "phone"] = "door"


@dataclass(frozen=True, slots=True)
class Listing:
    id: str
    name: str
    organization: str = ""
    description: str = ""
    short_text: str = ""
    short_text_es: str = ""
    needs: frozenset[str] = frozenset()
    attributes: Mapping[str, Answer] = field(default_factory=dict)  # an id that is absent is unknown
    phone: str = ""
    text_line: str = ""
    website: str = ""
    email: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    latitude: float | None = None
    longitude: float | None = None
    serves: frozenset[str] = frozenset()  # lower-case places and ZIPs, or {"everywhere"}; empty: near its address
    schedules: tuple[Schedule, ...] = ()
    hours_text: str = ""
    timezone: str = ""
    languages: frozenset[str] = frozenset()  # ISO 639-1
    fees: str = ""
    eligibility: str = ""
    bring: str = ""
    intake: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    genders: frozenset[str] = frozenset()  # women, men, trans, all; empty is unknown
    verified: date | None = None
    status: Status = "active"
    capacity: int | None = None  # free places; None is unknown
    capacity_at: datetime | None = None
    outcomes: Mapping[str, int] = field(default_factory=dict)  # smoothed counts: turned_away, wrong, helped


@dataclass(frozen=True, slots=True)
class Near:
    """Where to look. `places` are lower-case names and ZIPs that mean this area (for `Listing.serves`): for a ZIP, also
    the town it lies in. Whatever stands within `radius_km` is here; a town is wider than a ZIP.
    """

    places: frozenset[str] = frozenset()
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float = 5.0


@dataclass(frozen=True, slots=True)
class Query:
    """`needs` in the person's order; `at` aware; `skip` are ids not to show again; `words` free words."""

    needs: tuple[str, ...]
    at: datetime
    circumstances: frozenset[str] = frozenset()
    near: Near | None = None
    urgency: Literal["now", "soon"] | None = None
    language: str = "en"
    age: int | None = None
    words: tuple[str, ...] = ()
    skip: frozenset[str] = frozenset()
    limit: int = 3


@dataclass(frozen=True, slots=True)
class Match:
    """`fits` and `ask` read "accepts_children: yes" and "accepts_record: unknown"; `says` reads "requires_exit: yes":
    what a person has to know before they call."""

    listing: Listing
    score: float
    fits: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    open_now: bool | None = None  # None: hours unknown
    distance_km: float | None = None
    stale: bool = False
    parts: Mapping[str, float] = field(default_factory=dict)  # what each weight gave, for --explain


@dataclass(frozen=True, slots=True)
class Exclusion:
    id: str
    because: str  # "accepts_record: no"


@dataclass(frozen=True, slots=True)
class Found:
    """`relaxed` names what was loosened when nothing fitted: "area", "hours" …; never a strict exclusion."""

    results: tuple[Match, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    relaxed: tuple[str, ...] = ()
    more: bool = False
