"""The tables of names, and which of them are everyday words too."""

from functools import cache
from importlib.resources import files

import yaml

from navigator.privacy.recognisers.words import is_common, plain


@cache
def _listed(name: str) -> frozenset[str]:
    table = yaml.safe_load(files("navigator.privacy.training").joinpath("names.yml").read_text(encoding="utf-8"))
    return frozenset(plain(word) for word in table[name].split())


def is_name(word: str) -> bool:
    """A name in some sense: given, nick or family name, or an everyday word that some are called by."""
    known = plain(word)
    return any(known in _listed(kind) for kind in ("first", "nick", "last", "words"))


def is_only_a_name(word: str) -> bool:
    """A given or nick name that is no everyday word: wherever it stands, it names someone."""
    known = plain(word)
    named = known in _listed("first") or known in _listed("nick")
    return named and known not in _listed("words") and not is_common(known)


def is_word_name(word: str) -> bool:
    """A name that is an everyday word."""
    return plain(word) in _listed("words")


def is_family_name(word: str) -> bool:
    return plain(word) in _listed("last")
