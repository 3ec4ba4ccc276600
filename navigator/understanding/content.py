"""The words of a message that a full-text search can use."""

from collections.abc import Sequence
from functools import cache

from navigator.understanding.tables import load

_MOST = 12


def content_words(said: Sequence[str]) -> tuple[str, ...]:
    """At most a dozen words of three letters and more that are not small words, in order, once each."""
    telling = (word for word in said if len(word) > 2 and word.isalpha() and word not in _small())
    return tuple(dict.fromkeys(telling))[:_MOST]


@cache
def _small() -> frozenset[str]:
    return frozenset(word for listed in load("talk", "function_words").values() for word in listed) - _telling()


def _telling() -> frozenset[str]:
    """Listed because they give a language away, yet worth searching for."""
    return frozenset(load("talk", "searched_words"))
