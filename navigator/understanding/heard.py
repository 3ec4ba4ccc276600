"""What was understood from one message. Crosses into Rasa as intent and entities, and back (see `bot/components`)."""

from dataclasses import dataclass
from typing import Literal

from navigator.needs import Urgency

AreaKind = Literal["zip", "city", "neighborhood", "state"]


@dataclass(frozen=True, slots=True)
class Area:
    """A place no finer than a neighbourhood. Coordinates in degrees (WGS 84), None when only the name is known."""

    label: str
    kind: AreaKind
    city: str = ""
    state: str = ""
    zip: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """`needs` and `circumstances` are sure; `maybe_…` want asking; `not_…` were denied or taken back.

    `choices` are the numbers that pick from what was just offered (1-based). `area_unclear` is the person's kind of
    place when it cannot be found ("near the greyhound"): ask back. `words` are content words for full-text search.
    """

    act: str = "inform"
    act_confidence: float = 1.0
    needs: tuple[str, ...] = ()
    maybe_needs: tuple[str, ...] = ()
    not_needs: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    maybe_circumstances: tuple[str, ...] = ()
    not_circumstances: tuple[str, ...] = ()
    urgency: Urgency | None = None
    age: int | None = None
    language: str | None = None
    area: Area | None = None
    area_unclear: bool = False
    choices: tuple[int, ...] = ()
    for_other: bool = False
    words: tuple[str, ...] = ()
