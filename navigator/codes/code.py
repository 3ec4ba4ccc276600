"""The code itself: four plain words. Whoever has them has what they open; nothing else leads there."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from navigator.ids import Ids

WORDS = 4
_LEAD = re.compile(r"^(my |mi )?(code|codigo)( is| es)?[ :]+")


@dataclass(frozen=True, slots=True)
class Lock:
    """`id`: the name of the row, 64 hex digits. `key`: 32 bytes that seal what stands in it."""

    id: str
    key: bytes


@cache
def word_lists() -> Mapping[str, tuple[str, ...]]:
    """By language."""
    text = files("navigator.codes").joinpath("words.yml").read_text(encoding="utf-8")
    return {language: tuple(words) for language, words in yaml.safe_load(text).items()}


@cache
def _known() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in word_lists().values())


def new_code(language: str, ids: Ids) -> str:
    """Four words, such as "maple kettle otter lemon"."""
    words = word_lists().get(language) or word_lists()["en"]
    return " ".join(ids.pick(words) for _ in range(WORDS))


def code_in(text: str) -> str | None:
    """The code, if the message is one and nothing else: any case, any accents, words apart or with dashes between."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    said = re.findall(r"[a-z]+", _LEAD.sub("", plain.strip()))
    if len(said) != WORDS or not any(set(said) <= words for words in _known()):
        return None
    return " ".join(said)


def language_of(code: str) -> str:
    """Whose words these are; English when both have them all."""
    return next(language for language, words in word_lists().items() if set(code.split()) <= {*words})


def lock_of(code: str, pepper: str) -> Lock:
    """Slow on purpose (scrypt, 32 MiB, some 100 ms): trying all codes takes decades of one core even with `pepper`,
    the operator's secret, and cannot be done without it. The two halves tell nothing about each other.
    """
    made = hashlib.scrypt(
        code.encode(), salt=b"code:" + pepper.strip().encode(), n=2**15, r=8, p=1, maxmem=2**26, dklen=64
    )
    return Lock(made[:32].hex(), made[32:])
