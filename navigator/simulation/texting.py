"""How a thumb makes a sentence into a text message: lower case, short forms, slips, words of the other language."""

import random
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_']+(?:'[^\W\d_]+)?")
LONG = 5  # shorter words are not misspelled: the slip would often be another word


@dataclass(frozen=True, slots=True)
class Style:
    """`slips`: how many of a hundred longer words come out wrong."""

    lower: bool = False
    plain: bool = False  # no accents, no marks but those between sentences
    run_on: bool = False  # nothing between sentences either
    short_forms: bool = False
    mixed: bool = False
    slips: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        marks = {"lower": self.lower, "plain": self.plain, "run on": self.run_on, "txtspk": self.short_forms}
        marks |= {"spanglish": self.mixed, "typos": self.slips > 0}
        return tuple(name for name, held in marks.items() if held)


def texted(text: str, style: Style, words: Mapping[str, Mapping[str, object]], chance: random.Random) -> str:
    """`text` as this thumb writes it. Words in capitals (MORE, SKIP) and digits stay as they are.

    `words`: "txt" and "mixed", word -> what is written instead.
    """

    def write(found: re.Match[str]) -> str:
        word = found.group()
        if word.isupper() and len(word) > 1:
            return word
        if style.short_forms:
            word = str(words["txt"].get(word.lower(), word))
        if style.mixed and chance.random() < 0.7:
            word = str(words["mixed"].get(word.lower(), word))
        if len(word) >= LONG and chance.randrange(100) < style.slips:
            word = _slip(word, chance)
        return word.lower() if style.lower else word

    written = _WORD.sub(write, text)
    written = _plain(written) if style.plain else written
    return re.sub(r"[.,;]", "", written) if style.run_on else written


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 2)
    kind = chance.choice(("swap", "drop", "double"))
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind == "drop" else word[:at] + word[at] + word[at:]


def _plain(text: str) -> str:
    """Without accents and marks; ñ stays a letter of its own on Spanish keyboards, and most people leave it out."""
    bare = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return re.sub(r"[¿¡']|[?!.]+$", "", bare).strip()
