"""The age a person says they are."""

import re

_YEARS = r"(?P<age>1\d|[2-9]\d)"
_I_AM = "im|i am|age|aged|turned|turning|edad|soy de|cumpli|cumplo|tengo|ya tengo"
_JUST = "only|just|like|almost|about|solo|nomas|apenas|casi|como"
_UNITS = (
    "dollars|bucks|weeks|months|days|minutes|hours|percent|miles|kids|mo|clean"
    "|semanas|meses|dias|minutos|horas|dolares|pesos|millas|hijos|citas"
)
_SOMEONE = "she|he|they|friend|girl|sister|cousin|homegirl|daughter|son|niece|amiga|hermana|prima|ella|hija"
_SAID = (
    re.compile(rf"\b(?:{_I_AM}) (?:(?:{_JUST}) )?{_YEARS}\b(?! (?:{_UNITS})\b)"),
    re.compile(rf"\b{_YEARS} (?:f|m|female|male)\b"),
    re.compile(rf"^{_YEARS} (?:years? old|anos)\b"),
    re.compile(rf"\b(?:im|i am|am|as|being) an? {_YEARS} years? old\b"),
)
_OTHER = (
    re.compile(
        rf"\b(?:{_SOMEONE})(?: is| are| who is| whos|s)? (?:(?:only|just|tiene|de) )?{_YEARS}\b(?! (?:{_UNITS})\b)"
    ),
    re.compile(rf"\b(?:my|mi) {_YEARS} years? old\b"),
)
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
