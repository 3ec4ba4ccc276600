"""What a recogniser finds."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

# In order of trust: where two spans overlap, the earlier kind names both.
KINDS = (
    "email",
    "link",
    "cash_tag",
    "handle",
    "card",
    "id_number",
    "case_number",
    "birth_date",
    "phone",
    "address",
    "name",
)


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of a text are a `kind`, one of `KINDS`."""

    start: int
    end: int
    kind: str


Recogniser = Callable[[str], Iterable[Span]]
