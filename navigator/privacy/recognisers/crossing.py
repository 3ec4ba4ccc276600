"""Where two streets meet: "corner of 5th and main", "98th n mac", "esquina de juarez y morelos"."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span
from navigator.privacy.recognisers.words import is_common, is_function

_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_KIND = r"(?: (?:st|street|ave?|avenue|blvd|rd|way|dr))?"
_DIRECTION = r"(?:(?:n|s|e|w|north|south|east|west)\.? )?"
_STREET = rf"{_DIRECTION}(?:{_ORDINAL}|mlk|[^\W\d_][\w'’.-]+(?: [^\W\d_][\w'’.-]+)?){_KIND}"
_SHORT = rf"{_DIRECTION}(?:{_ORDINAL}|[^\W\d_][\w'’.-]+){_KIND}"
_AND = r" ?(?:\band\b|&|\bn\b|/|\+|@) ?"
_CORNER = re.compile(
    rf"\b(?:corner|cornr|intersection|cross streets?)(?: of| at| is| are|:)? (?P<a>{_STREET}?){_AND}(?P<b>{_SHORT})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?P<cue>\b(?:at|on|by|near|off|around|@|en|corner)\b )?(?<!\bthe )(?<!\bmy )(?<!\bel )(?<![\w/])(?P<a>{_DIRECTION}{_ORDINAL}{_KIND}){_AND}(?P<b>{_SHORT})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:at|on|by|near|off|around) (?P<a>{_DIRECTION}[^\W\d_][\w'’.-]+{_KIND}){_AND}(?P<b>{_DIRECTION}{_ORDINAL}{_KIND})",
    re.IGNORECASE,
)
_ESQUINA = re.compile(
    r"\besquina(?: de| con| en|:)?(?: la| el)? (?P<a>(?:calle )?[\w'’.-]+?(?: [\w'’.-]+)?) (?:y|con|and|&) (?:la )?(?P<b>(?:calle )?[\w'’.-]+)",
    re.IGNORECASE,
)
_CALLES = re.compile(
    r"\b(?:calle|av|avenida|ave) [\w'’.-]+ (?:y|con|esquina|esq|entre) (?:la )?(?:calle )?(?P<b>[\w'’.-]+)",
    re.IGNORECASE,
)
_NOT_STREETS = re.compile(
    r"(?:grade|time|kid|month|floor|trimester|child|day|week|weekend|baby|year|step|semester|birthday|offense|strike)",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    for pattern in (_CORNER, _ESQUINA):
        for match in pattern.finditer(text):
            if not is_function(match["b"].split()[0]):
                yield Span(match.start("a"), match.end("b"), "address")
    for match in _CALLES.finditer(text):
        if not is_common(match["b"]):
            yield Span(*match.span(), "address")
    for pattern in (_NUMBERED, _NAMED):
        for match in pattern.finditer(text):
            if _meet(match, text):
                yield Span(match.start("a"), match.end("b"), "address")


def _meet(match: re.Match[str], text: str) -> bool:
    """Not "1st and 2nd trimester", not "my 5th and last kid", not "the 1st and the 15th"."""
    ahead = text[match.end() : match.end() + 12].strip()
    second = match["b"].split()[0]
    if _NOT_STREETS.match(ahead) or _NOT_STREETS.match(second) or is_function(second):
        return False
    sure = (
        match.re is _NAMED
        or match["cue"]
        or re.fullmatch(_ORDINAL, second)
        or re.search(r"(?:st|ave|blvd)$", match["b"])
    )
    return bool(sure) or not is_common(second)
