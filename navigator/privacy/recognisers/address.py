"""Places finer than a neighbourhood: a house number with its street, a room with its number, a post box."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span
from navigator.privacy.recognisers.words import is_counted, is_function, numbered_thing

_DIRECTION = r"(?:n|s|e|w|ne|nw|se|sw|north|south|east|west|norte|sur|este|oeste)"
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_SURE = (
    r"st|str|street|ave?|avenue|blvd|boulevard|rd|road|ln|lane|cir|circle|hwy|highway|pkwy|parkway|ter|terrace|"
    r"sq|square|aly|alley|expy|plz|plaza"
)
_UNSURE = r"dr|drive|ct|court|pl|place|way|trl|trail|run|loop|row|walk|park"
_UNIT = (
    r"(?:[ ,]{1,2}(?:(?:apt|apartment|unit|ste|suite|rm|room|fl|floor|spc|space|lot|depto|departamento|apto|cuarto|"
    r"int|piso)\.? ?#? ?|# ?)[a-z\d-]{1,5}\b)?"
)
_WORD = r"[^\W\d_][\w'’.-]*"
_HOUSE = re.compile(
    rf"(?<![\w$#/:.-])(?P<number>\d{{1,5}}(?:-?[a-d])?(?:½| 1/2)?) (?P<street>(?:{_DIRECTION}\.? )?"
    rf"(?:{_ORDINAL}|{_WORD})(?: {_WORD}){{0,3}}?) "
    rf"(?P<suffix>{_SURE}|{_UNSURE})\b\.?(?: {_DIRECTION}\b(?![ '’]\w))?{_UNIT}",
    re.IGNORECASE,
)
_ORDINAL_HOUSE = re.compile(
    rf"(?<![\w$#/:.-])\d{{2,5}} (?:{_DIRECTION}\.? )?{_ORDINAL}\b(?! (?:time|day|month|floor|grade|kid)){_UNIT}",
    re.IGNORECASE,
)
_CALLE = re.compile(
    r"\b(?:calle|av|avenida|bulevar|calz(?:ada)?|carrera|cra|camino|paseo|privada|priv|callejon|andador|"
    r"prolongacion|avda)\.? (?P<street>(?:(?:de|del|la|las|los|el|san|santa) )*(?:\d{1,3}|[^\W\d_][\w'’.-]*)"
    rf"(?: (?:de |del |la )?{_WORD}){{0,3}}?),? "
    r"(?P<cue>(?:numero|número|num|nro|no|n)\.? ?#? ?|# ?|n[º°] ?)?(?P<number>\d{1,5}(?:-?[a-d])?)(?![\w/:%])"
    rf"(?P<after> [^\W\d_]+)?{_UNIT}",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"\b(?:apt|apartment|unit|rm|room|ste|suite|cuarto|habitacion|habitación|depto|departamento|spc|bldg|edificio)"
    r"\.? ?(?P<cue>#|number |num |no\.? |numero )? ?(?P<number>\d{1,4}-?[a-d]?|[a-h])(?![\w'’/:-])"
    r"(?P<after> [^\W\d_]+)?",
    re.IGNORECASE,
)
_BOX = re.compile(r"\b(?:p\.? ?o\.? ?box|apartado(?: postal)?) ?#?\d{1,6}\b", re.IGNORECASE)
_LIVES = re.compile(
    r"\b(?:live|lives|living|stay|stays|staying|house|crib|spot|place|apartment|home)(?: is)?(?: right)? "
    r"(?:on|at|off|over on|out on) "
    rf"(?P<street>(?:{_DIRECTION}\.? )?(?:{_ORDINAL}|{_WORD})(?: {_WORD})? (?:{_SURE}|dr|drive|ct|way|pl))\b\.?",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    for match in _HOUSE.finditer(text):
        if _is_street(match):
            yield Span(*match.span(), "address")
    for pattern in (_ORDINAL_HOUSE, _BOX):
        for match in pattern.finditer(text):
            yield Span(*match.span(), "address")
    for match in _LIVES.finditer(text):
        if not _has_function_word(match["street"]):
            yield Span(*match.span("street"), "address")
    yield from _spanish(text)
    for match in _ROOM.finditer(text):
        after = (match["after"] or "").strip()
        sure = match["cue"] or match["number"].isalpha() or not (after and is_counted(after))
        lettered = match["number"].isalpha() and (match["after"] or match.group().lower().startswith(("unit", "r")))
        if sure and not lettered:
            yield Span(match.start(), match.end("number"), "address")


def _spanish(text: str) -> Iterator[Span]:
    for match in _CALLE.finditer(text):
        after = (match["after"] or "").strip()
        if not match["cue"] and (is_function(match["street"].split()[0]) or (after and numbered_thing(after))):
            continue
        end = match.end() if not after or match.end() > match.end("after") else match.end("number")
        yield Span(match.start(), end, "address")


def _is_street(match: re.Match[str]) -> bool:
    """Not "2 kids and a long way" or "20 minute drive"."""
    words = re.sub(rf"^{_DIRECTION}\.? ", "", match["street"], flags=re.IGNORECASE).split()
    if any(is_function(word) and len(word) > 1 for word in words) or numbered_thing(words[0]):
        return False
    unsure = re.fullmatch(_UNSURE, match["suffix"], re.IGNORECASE)
    return not unsure or len(match["number"]) > 1


def _has_function_word(street: str) -> bool:
    return any(is_function(word) and len(word) > 1 for word in street.split())
