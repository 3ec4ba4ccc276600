"""Numbers of papers: social security, licence, passport, immigration, benefits cards, plates."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span

_SSN = re.compile(r"(?<![\w-])\d{3}[- .]\d{2}[- .]\d{4}(?![\w-])")
_NINE = re.compile(r"(?<![\w$#.-])\d{9}(?![\w-])")
_LICENCE = re.compile(r"(?<![\w@/])(?=[a-z]{1,2}\d)[a-z]{1,2}\d{6,8}(?!\w)", re.IGNORECASE)
_ALIEN = re.compile(r"(?<!\w)A[- #]{0,2}\d{3}[- ]?\d{3}[- ]?\d{2,3}(?!\w)", re.IGNORECASE)
_CURP = re.compile(r"(?<!\w)[a-z]{4}\d{6}[a-z]{6}\w\d(?!\w)", re.IGNORECASE)
_PAPERS = (
    r"ss ?n|social(?: security)?|seguro(?: social)?|itin|dl|id|i\.d\.|cdl|(?:driver'?s?|drivers?) li[cs]en[cs]e|"
    r"li[cs]en[cs]e|licencia|passport|pasaporte|alien|uscis|a number|matricula|curp|ine|medi-?cal|medicaid|"
    r"ebt|snap|insurance|seguro medico|member|plates?|placas?|tag|account|acct|routing|cuenta"
)
_GIVEN = re.compile(
    rf"\b(?:{_PAPERS})(?: (?P<number>number|num|no\.?|card|numero|tarjeta))?"
    r"(?P<sure> ?[:#=]| is| es| was|'s|’s)? ?#?(?P<token>(?=[\w-]*\d)[\w-]{4,18}(?: \d{2,4}){0,3})(?!\w)",
    re.IGNORECASE,
)
_LAST_FOUR = re.compile(r"\b(?:last (?:4|four)|ultimos (?:4|cuatro))\D{0,28}?(?P<token>\d{4})(?!\w)", re.IGNORECASE)
_ENOUGH, _PLENTY = 4, 7


def find(text: str) -> Iterator[Span]:
    for pattern in (_SSN, _NINE, _LICENCE, _ALIEN, _CURP):
        for match in pattern.finditer(text):
            yield Span(*match.span(), "id_number")
    for match in _LAST_FOUR.finditer(text):
        yield Span(*match.span("token"), "id_number")
    for match in _GIVEN.finditer(text):
        digits = sum(letter.isdecimal() for letter in match["token"])
        if digits >= (_ENOUGH if match["sure"] or match["number"] else _PLENTY):
            yield Span(*match.span("token"), "id_number")
