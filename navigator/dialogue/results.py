"""Search results as the talk sees them; `actions` makes them from the directory's matches."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Opening:
    """Local opening hours: weekdays as in iCalendar ("MO,TU"), minutes after midnight."""

    days: str
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Result:
    """`fits` and `ask` read "accepts_children: yes" and "accepts_record: unknown"; `says` holds further attributes
    worth knowing in details, same form. `verified` is an ISO date or "". `text` is the plain short description in the
    person's language. `open_now` None: hours unknown; `open_text` says it: "open now till 9pm".
    """

    id: str
    name: str
    text: str = ""
    needs: tuple[str, ...] = ()
    phone: str = ""
    text_line: str = ""
    website: str = ""
    address: str = ""
    hours: tuple[Opening, ...] = ()
    hours_text: str = ""
    open_now: bool | None = None
    open_text: str = ""
    fits: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    verified: str = ""
    stale: bool = False
    distance_km: float | None = None
    area: str = ""
    everywhere: bool = False
    languages: tuple[str, ...] = ()
    bring: str = ""
    intake: str = ""
    eligibility: str = ""
    fees: str = ""
    confidential: bool = False

    def to_value(self) -> dict[str, Any]:
        """JSON, without what is empty: travels as a value of a message."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None, (), False)} | {
            "hours": [[opening.days, opening.opens, opening.closes] for opening in self.hours],
            "open_now": self.open_now,
        }


@dataclass(frozen=True, slots=True)
class View:
    """What the directory answered. `changed`: of what was asked for in `Search.what_if`, those that would
    change the answer. `because`: the attribute answer that excluded most, as "accepts_pets: no"; "" when none did.
    """

    results: tuple[Result, ...] = ()
    relaxed: tuple[str, ...] = ()
    more: bool = False
    changed: tuple[str, ...] = ()
    because: str = ""
