"""Menu words: a message that is nothing but one of them always means that act."""

import re
from dataclasses import dataclass
from functools import cache

from navigator.needs import acts
from navigator.understanding.normalise import fold

_NUMBER = re.compile(r"^(?P<word>.+?)\s*#?\s*(?P<number>[1-9])$")
_LANGUAGE = {"espanol": "es", "english": "en"}


@dataclass(frozen=True, slots=True)
class MenuWord:
    act: str
    number: int | None = None
    language: str | None = None  # the language asked for


def menu_word(text: str) -> MenuWord | None:
    """The act of "MORE", "no 2", "Done 2." or "ESPAÑOL"; None when the message says anything else."""
    said = " ".join(re.sub(r"[.,;:!?()\"'*]", " ", fold(text)).split())
    act = _words().get(said)
    if act and not acts()[act].needs_number:
        return MenuWord(act, language=_LANGUAGE.get(said))
    numbered = _NUMBER.match(said)
    act = _words().get(numbered["word"]) if numbered else None
    if numbered and act and acts()[act].takes_number:
        return MenuWord(act, int(numbered["number"]))
    return None


@cache
def _words() -> dict[str, str]:
    return {fold(word): act.id for act in acts().values() for listed in act.words.values() for word in listed}
