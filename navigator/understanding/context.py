"""What the conversation knows when a message comes in, as far as it changes what the message means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """`language`: the conversation's so far. `offered`: how many things were just listed, `labels` their names or ids.

    `asked`: what the last message asked: "area", "urgency", "age", a circumstance id ("with_children"),
    "confirm_need:<need>", "confirm_circumstance:<circumstance>", or None.
    """

    language: str | None = None
    offered: int = 0
    labels: tuple[str, ...] = ()
    asked: str | None = None
