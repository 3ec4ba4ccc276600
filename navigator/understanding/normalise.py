"""From what a thumb typed to words a table can look up: lower case, no accents, text-speak spelled out."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from navigator.understanding.tables import load

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "…": " . "})
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|[.,;:!?/&+#$-]")
_MIXED = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_EDGES = ".,;:!?\"'()[]*~"
LONGEST = 1600  # characters: ten text messages; what comes after is not read


def fold(text: str) -> str:
    """Lower case without accents, ñ as n, straight quotes, nothing outside ASCII; at most `LONGEST` characters."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST].translate(_QUOTES)).lower()
    return "".join(letter if letter.isascii() else " " for letter in plain if not unicodedata.combining(letter))


def words(text: str, language: str | None = None) -> list[str]:
    """The words and punctuation marks of a message, text-speak of `language` (None: of both) spelled out.

    Apostrophes go ("don't" is "dont"), digits stand alone ("2kids" is "2", "kids"), stretched letters shrink.
    """
    table = text_speak(language)
    said: list[str] = []
    for chunk in _ADDRESS.sub(" ", fold(text)).split():
        bare = chunk.strip(_EDGES)
        if chunk in table:
            said += table[chunk].split()
        elif bare in table:
            said += [*table[bare].split(), *_trailing(chunk)]
        else:
            said += [piece for word in _WORD.findall(_MIXED.sub(" ", chunk)) for piece in _spell_out(word, table)]
    return said


def normalise(text: str, language: str | None = None) -> str:
    """The words of a message as one line: what the encoder and the n-grams read."""
    return " ".join(words(text, language))


@cache
def text_speak(language: str | None) -> Mapping[str, str]:
    """Short form to full words, both folded. None: English, overridden by nothing Spanish that English has too."""
    if language is None:
        return {**text_speak("es"), **text_speak("en")}
    return {fold(short): fold(full) for short, full in load("txtspk", language).items()}


def _trailing(chunk: str) -> list[str]:
    return list(chunk[len(chunk.rstrip(".,;:!?")) :][:1])


def _spell_out(word: str, table: Mapping[str, str]) -> list[str]:
    short = _STRETCHED.sub(r"\1", word)
    for candidate in (word, short):
        if candidate in table:
            return table[candidate].split()
    return [short.replace("'", "")]
