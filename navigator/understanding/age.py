"""The age a person says they are."""

import re

_YEARS = r"(?P<age>1\d|[2-9]\d)"
_SAID = (
    re.compile(
        rf"\b(?:im|i am|age|aged|turned|turning|edad|soy de|cumpli|cumplo|tengo|ya tengo) (?:only |just |like |almost |about |solo |nomas |apenas |casi |como )?{_YEARS}\b(?! (?:dollars|bucks|weeks|months|days|minutes|hours|percent|miles|kids|semanas|meses|dias|minutos|horas|dolares|pesos|millas|hijos|citas|weeks|mo|clean))"
    ),
    re.compile(rf"\b{_YEARS} (?:f|m|female|male)\b"),
    re.compile(rf"^{_YEARS} (?:years? old|anos)\b"),
    re.compile(rf"\b(?:im|i am|am) a {_YEARS} years? old\b"),
    re.compile(rf"\b(?:as a|being a?) ?{_YEARS} years? old\b"),
)
_OTHER = (
    re.compile(rf"\b(?:she|he|they|friend|girl|sister|cousin|homegirl|daughter|son|niece|amiga|hermana|prima|ella|hija)(?: is| are| who is| whos|s)? (?:only |just |tiene |de )?{_YEARS}\b"),
    re.compile(rf"\b(?:my|mi) {_YEARS} years? old\b"),
)  # fmt: skip
_BARE = re.compile(rf"^(?:im |i am |tengo )?{_YEARS}(?: years? old| anos)?$")


def hear_age(text: str, *, for_other: bool = False, asked: bool = False) -> int | None:
    """Years (10-99) from normalised text. A child's age or a quantity is not the person's age.

    `for_other`: someone else is being helped, so that one's age counts. `asked`: a bare number is the answer.
    """
    patterns = (*_SAID, *_OTHER) if for_other else _SAID
    if asked:
        patterns = (_BARE, *patterns)
    found = next((match for pattern in patterns if (match := pattern.search(text))), None)
    return int(found["age"]) if found else None
