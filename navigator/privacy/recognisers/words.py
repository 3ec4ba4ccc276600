"""Which words are everyday words. Tables: `words.yml` (small words, things that are counted) and `common.txt`."""

from functools import cache
from importlib.resources import files

import yaml

_ENDINGS = (
    *(("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("in", ""), ("ing", "e"), ("er", ""), ("ly", "")),
    *(("ando", "ar"), ("iendo", "er"), ("iendo", "ir"), ("aron", "ar"), ("ieron", "er"), ("ito", "o"), ("ita", "a")),
)
_ACCENTS = str.maketrans("áéíóúü", "aeiouu")


def plain(word: str) -> str:
    """As the tables write it: lower case, no accents but ñ, no apostrophes."""
    return word.lower().translate(_ACCENTS).replace("'", "").replace("’", "")


@cache
def _table(name: str) -> frozenset[str]:
    text = files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    return frozenset(word for line in yaml.safe_load(text)[name] for word in line.split())


@cache
def _common() -> frozenset[str]:
    return frozenset(files(__package__).joinpath("common.txt").read_text(encoding="utf-8").split())


def is_function(word: str) -> bool:
    """A small word ("and", "the", "con"): part of a sentence, never of a name or a street."""
    return plain(word) in _table("function")


def is_counted(word: str) -> bool:
    """What people count: "2 kids", "20 minute", "3 noches"."""
    return plain(word) in _table("counted")


def numbered_thing(word: str) -> bool:
    """After a number, that it is only a number: something counted, or a small word ("3 of us")."""
    return is_counted(word) or is_function(word)


def is_common(word: str) -> bool:
    """An everyday word of a text message, in either language, also with an ending ("kicking", "preguntas")."""
    known = plain(word)
    return _is_listed(known) or (len(known) > 4 and any(_is_listed(stem) for stem in _stems(known)))


def _is_listed(word: str) -> bool:
    return word in _common() or word in _table("function") or word in _table("counted")


def _stems(word: str) -> list[str]:
    stems = [word[: -len(end)] + put for end, put in _ENDINGS if word.endswith(end)]
    return stems + [stem[:-1] for stem in stems if len(stem) > 3 and stem[-1] == stem[-2]]
