"""Stop, start and help as carriers mean them, and stop in plain words. Tables: `carrier.yml`.

Wanting to quit work, a habit or a person is not stop: the plain wordings all speak of texts, lists or numbers.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Word = Literal["stop", "start", "help"]
WORDS: tuple[Word, ...] = ("stop", "start", "help")
LONGEST = 120  # letters: a longer message says more than stop, and is left to the rest


@cache
def carrier_words() -> Mapping[Word, frozenset[str]]:
    return {kind: frozenset(_table()[kind]) for kind in WORDS}


def keyword(text: str) -> Word | None:
    """What the message means to the carrier when it is nothing but that word. YES counts as start."""
    said = plain(text)
    return next((kind for kind in WORDS if said in carrier_words()[kind]), None)


def carrier_word(text: str, *, opted_out: bool = False) -> Word | None:
    """What the message asks of the carrier, in its words or plain ones. YES is start only for someone opted out."""
    if wants_stop(text):
        return "stop"
    word = keyword(text)
    if word == "start" and not opted_out and plain(text) in _table()["also_answers"]:
        return None
    return word


def wants_stop(text: str) -> bool:
    """The carrier's word, or plain wording that leaves nothing else said."""
    if keyword(text) == "stop":
        return True
    said = plain(text)
    if not said or len(said) > LONGEST:
        return False
    return any(_nothing_else(said, pattern) for pattern in _patterns())


def plain(text: str) -> str:
    """Lower case, no accents, no punctuation but apostrophes, single spaces."""
    lower = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    letters = "".join(character for character in lower if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^\w']+", " ", letters).split())


@cache
def _table() -> Mapping[str, Any]:
    table: dict[str, Any] = yaml.safe_load(files("navigator.sms").joinpath("carrier.yml").read_text(encoding="utf-8"))
    return table


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{row})\b") for rows in _table()["plain_stop"].values() for row in rows)


@cache
def _around() -> re.Pattern[str]:
    phrases = {word for words in _table()["around"].values() for word in words} | carrier_words()["stop"]
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def _nothing_else(said: str, pattern: re.Pattern[str]) -> bool:
    found = pattern.search(said)
    if found is None:
        return False
    rest = said[: found.start()] + " " + said[found.end() :]
    return not _around().sub(" ", rest).strip()
