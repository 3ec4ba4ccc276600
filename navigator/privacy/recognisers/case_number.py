"""Numbers of courts, jails and police: cases, dockets, bookings, warrants, tickets, reports."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span

# 24-CR-01832, CR-2023-4411, 2023CR004411, RG19-001234, 23CJ1182
_SHAPES = (
    re.compile(r"(?<![\w-])\d{2,4}-?[a-z]{1,3}-?\d{3,8}(?:-[a-z\d]{1,4})?(?![\w-])", re.IGNORECASE),
    re.compile(r"(?<![\w-])[a-z]{2,3}-?\d{2,4}-\d{3,8}(?![\w-])", re.IGNORECASE),
    re.compile(r"(?<![\w-])\d{2}-\d{6,8}(?![\w-])"),
    re.compile(r"(?<![\w-])(?:rg|cr|cv|jd|fl|sc|cj|jv)\d{5,10}(?![\w-])", re.IGNORECASE),
)
# What looks the same and is not: times ("0900pm"), doses ("100mg"), streets ("14th").
_UNITS = re.compile(r"\d+(?:mg|ml|mcg|am|pm|st|nd|rd|th|hr|hrs|min|lb|lbs|k|x|kg|yr|yrs|wk|wks|mo)\b", re.IGNORECASE)
_THINGS = (
    r"case|court|docket|booking|bookin|citation|ticket|warrant|cause|file|inmate|pfn|cdc|cdcr|jail|report|incident|"
    r"expediente|caso|causa|folio|boleta|multa|preso|reporte|probation"
)
_GIVEN = re.compile(
    rf"\b(?:{_THINGS})(?: (?P<number>number|num|no\.?|id|numero))?(?P<sure> ?[:#=]| is| es| was|'s|’s)? ?#?"
    r"(?P<token>(?=[\w-]*\d{2})[a-z\d][\w/-]{2,18})(?![\w])",
    re.IGNORECASE,
)
_ENOUGH, _PLENTY = 3, 6


def find(text: str) -> Iterator[Span]:
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if not _UNITS.match(match.group()):
                yield Span(*match.span(), "case_number")
    for match in _GIVEN.finditer(text):
        digits = sum(letter.isdecimal() for letter in match["token"])
        mixed = digits < sum(letter.isalnum() for letter in match["token"])
        sure = match["sure"] or match["number"] or mixed
        if digits >= (_ENOUGH if sure else _PLENTY) and not _UNITS.match(match["token"]):
            yield Span(*match.span("token"), "case_number")
