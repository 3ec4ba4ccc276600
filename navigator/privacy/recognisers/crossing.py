"""Where two streets meet: "corner of 5th and main", "98th n mac", "esquina de juarez y morelos"."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.known_names import is_name
from navigator.privacy.recognisers.span import Span
from navigator.privacy.recognisers.words import is_common, is_function

_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_KIND = r"(?: (?:st|street|ave?|avenue|blvd|rd|way|dr))?"
_DIRECTION = r"(?:(?:n|s|e|w|north|south|east|west)\.? )?"
_STREET = rf"{_DIRECTION}(?:{_ORDINAL}|mlk|[^\W\d_][\w'’.-]+(?: [^\W\d_][\w'’.-]+)?){_KIND}"
_SHORT = rf"{_DIRECTION}(?:{_ORDINAL}|(?:(?:san|santa|los|las|el|la|martin luther) )?[^\W\d_][\w'’.-]+){_KIND}"
_AND = r" ?(?:\band\b|&|\bn\b|/|\+|@) ?"
_CORNER = re.compile(
    rf"\b(?:corner|cornr|intersection|cross streets?)(?: of| at| is| are|:) (?P<a>{_STREET}){_AND}(?P<b>{_SHORT})",
    re.IGNORECASE,
)
_WHERE = r"\b(?:at|on|by|near|off|around|corner|en)\b "
_NOT_A_DATE = r"(?<!\bthe )(?<!\bmy )(?<!\bel )(?<![\w/])"
_NUMBERED = re.compile(
    rf"(?P<cue>{_WHERE})?{_NOT_A_DATE}(?P<a>{_DIRECTION}{_ORDINAL}{_KIND}){_AND}(?P<b>{_SHORT})", re.IGNORECASE
)
_NAMED = re.compile(
    rf"{_WHERE}(?P<a>{_DIRECTION}[^\W\d_][\w'’.-]+{_KIND}){_AND}(?P<b>{_DIRECTION}{_ORDINAL}{_KIND})", re.IGNORECASE
)
_NAME = r"(?:calle )?[\w'’.-]+"
_ESQUINA = re.compile(
    rf"\besquina(?: de| con| en|:)?(?: la| el)? (?P<a>{_NAME}?(?: [\w'’.-]+)?) (?:y|con|and|&) (?:la )?(?P<b>{_NAME})",
    re.IGNORECASE,
)
_CALLES = re.compile(
    rf"\b(?:calle|av|avenida|ave) (?P<a>[\w'’.-]+) (?:y|con|esquina|esq|entre) (?:la )?(?P<b>{_NAME})", re.IGNORECASE
)
_NOT_STREETS = re.compile(
    r"(?:grade|time|kid|month|floor|trimester|child|day|week|baby|year|step|semester|birthday|offense|strike)",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    for pattern in (_CORNER, _ESQUINA):
        for match in pattern.finditer(text):
            words = match.re is _ESQUINA and _are_words(match["a"], match["b"])
            if not words and not is_function(match["b"].split()[0]):
                yield Span(match.start("a"), match.end("b"), "address")
    for match in _CALLES.finditer(text):
        if not _are_words(match["a"], match["b"]) and not is_function(match["a"]) and not is_function(match["b"]):
            yield Span(*match.span(), "address")
    for pattern in (_NUMBERED, _NAMED):
        for match in pattern.finditer(text):
            if _meet(match, text):
                yield Span(match.start("a"), match.end("b"), "address")


def _are_words(*streets: str) -> bool:
    """Not "en la esquina de noche y hoy"."""
    return all(is_common(word) and not is_name(word) for street in streets for word in street.split())


def _meet(match: re.Match[str], text: str) -> bool:
    """Not "1st and 2nd trimester", not "my 5th and last kid", not "the 1st and the 15th"."""
    ahead = text[match.end() : match.end() + 12].strip()
    second = match["b"].split()[0]
    if _NOT_STREETS.match(ahead) or _NOT_STREETS.match(second) or is_function(second):
        return False
    if match.re is _NAMED:
        return not is_function(match["a"].split()[0])
    numbered = re.fullmatch(_ORDINAL, second) or re.search(r"(?:st|ave|blvd)$", match["b"])
    return bool(match["cue"] or numbered) or not is_common(second)
