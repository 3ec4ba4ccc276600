"""An answer as a simulated person sees it."""

import re
from dataclasses import dataclass

from navigator.sms.segments import segments

PHONE = re.compile(r"\b\d{3}[-. ]\d{3}[-. ]\d{4}\b")
NOTHING = frozenset(["none_found", "none_because", "none_more"])
ASKS = ("ask_need", "ask_area", "confirm_need", "remind_area", "which", "welcome", "stuck")


@dataclass(frozen=True, slots=True)
class Line:
    """One text message. `key`: its name in the catalogue; `services`: ids it suggests, in order."""

    text: str
    key: str = ""
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """`language`: the one it was answered in; `danger`: the safety classes it gave lines for."""

    lines: tuple[Line, ...] = ()
    language: str = "en"
    danger: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(line.key for line in self.lines)

    @property
    def services(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(id for line in self.lines for id in line.services))

    @property
    def segments(self) -> int:
        return sum(segments(line.text) for line in self.lines)

    @property
    def has_phone(self) -> bool:
        """Whether a number to call or text for the service asked for is in it; crisis lines are not counted."""
        return any(line.services and PHONE.search(line.text) for line in self.lines) or any(
            line.key in NOTHING for line in self.lines
        )

    @property
    def asks(self) -> bool:
        return any(line.key.startswith(ASKS) for line in self.lines)
