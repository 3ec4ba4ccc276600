"""Phone numbers: as they are written, with letters for digits left out, or read out digit by digit."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span

_BETWEEN = r"[ .\-/()–]{0,3}"
_TEN = re.compile(rf"(?<![\w$#.-])\(?(?:\+?1{_BETWEEN})?\(?\d{{3}}{_BETWEEN}\d{{3}}{_BETWEEN}\d{{4}}(?![\w%]|-\d|\.\d)")
_INTERNATIONAL = re.compile(r"(?<!\w)(?:\+|00|011 ?)[1-9]\d?\d?(?:[ .\-()]{0,2}\d){7,12}(?!\w)")
_SINGLE = re.compile(r"(?<!\w)(?:\d[ .-]){9,10}\d(?!\w)")
_PAIRS = re.compile(r"(?<![\w-])\d{2}(?:[ .-]\d{2}){4}(?![\w-])|(?<![\w-])\d{2}[ .-]\d{4}[ .-]\d{4}(?![\w-])")
_SEVEN = re.compile(r"(?<![\w$-])[2-9]\d{2}[-.]\d{4}(?![\w-])")
_CUE = r"call|text|txt|hit|reach|number|num|phone|cell|fone|line|llama|llamame|numero|tel|telefono|celular|cel|marca"
_SEVEN_CUED = re.compile(rf"\b(?:{_CUE})\b\D{{0,12}}?(?P<number>[2-9]\d{{2}} ?\d{{4}})(?![\w-])", re.IGNORECASE)
_WORD = (
    r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|ate|nine|"
    r"cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|\d)"
)
_READ_OUT = re.compile(rf"\b{_WORD}(?:[ ,.-]{{1,2}}{_WORD}){{6,10}}\b", re.IGNORECASE)
_COUNTING = re.compile(r"1\D+2\D+3\D+4|one\W+two\W+three\W+four|uno\W+dos\W+tres\W+cuatro", re.IGNORECASE)


def find(text: str) -> Iterator[Span]:
    for pattern in (_TEN, _INTERNATIONAL, _SINGLE, _PAIRS, _SEVEN):
        for match in pattern.finditer(text):
            yield Span(*match.span(), "phone")
    for match in _SEVEN_CUED.finditer(text):
        yield Span(*match.span("number"), "phone")
    for match in _READ_OUT.finditer(text):
        if not _COUNTING.search(match.group()):
            yield Span(*match.span(), "phone")
