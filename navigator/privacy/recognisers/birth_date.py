"""Dates of birth: a date said to be one, or a full date too far back to be an appointment. Years alone are ages."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|"
    r"noviembre|diciembre)"
)
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?)"
_OLD_YEAR = r"(?:19[3-9]\d|200\d|201[0-5])"
_YEAR = rf"(?:{_OLD_YEAR}|20\d\d|'?\d\d)"
_BETWEEN = r"[ /.,-]{1,2}"


def _dates(year: str) -> str:
    worded = rf"{_MONTH}\.? {_DAY}(?:,? (?:of )?{year})?|{_DAY} (?:de |of )?{_MONTH}(?:(?: de| del|,)? {year})?"
    return rf"\d{{1,2}}{_BETWEEN}\d{{1,2}}{_BETWEEN}{year}|{worded}|{year}-\d\d-\d\d|{_MONTH},? (?:of |de )?{year}"


_SAID = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|birth ?day|b-?day|born|fecha de nacimiento|naci|nací|nacio|nació|"
    r"nacimiento|cumple(?:anos|años)?)\b[^\d\n]{0,14}?"
    rf"(?P<date>\b(?:{_dates(_YEAR)}|\d{{6}}|\d{{8}}|\d{{1,2}}[/-]\d{{1,2}}))(?![\w/-])",
    re.IGNORECASE,
)
_OLD = re.compile(
    rf"(?<![\w/$-])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{_OLD_YEAR}|[3-9]\d)|{_OLD_YEAR}-\d\d-\d\d|"
    rf"{_MONTH}\.? {_DAY},? {_OLD_YEAR}|{_DAY} (?:de |of )?{_MONTH}(?: de| del|,)? {_OLD_YEAR})(?![\w/-])",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    for match in _SAID.finditer(text):
        yield Span(*match.span("date"), "birth_date")
    for match in _OLD.finditer(text):
        yield Span(*match.span(), "birth_date")
