"""One recogniser a file, each a function `find(text) -> spans`; `RULES` are all of them, in no special order."""

from navigator.privacy.recognisers import (
    address,
    birth_date,
    card,
    case_number,
    cash_tag,
    crossing,
    email,
    handle,
    id_number,
    link,
    name,
    phone,
)
from navigator.privacy.recognisers.span import KINDS, Recogniser, Span

RULES: tuple[Recogniser, ...] = (
    address.find,
    birth_date.find,
    card.find,
    case_number.find,
    cash_tag.find,
    crossing.find,
    email.find,
    handle.find,
    id_number.find,
    link.find,
    name.find,
    phone.find,
)

__all__ = ["KINDS", "RULES", "Recogniser", "Span"]
