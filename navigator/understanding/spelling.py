"""One wrong, missing, doubled or swapped letter in a word, put right when only one known word is that near."""

import string
from collections.abc import Iterator, Mapping
from functools import lru_cache

from navigator.understanding.phrases_known import lexicon_words

_SHORTEST = 3  # letters: shorter words have too many neighbours
_OFTEN = {3: 60}  # times a word must have been seen in training to be a correction, by length of what was typed
_ELSE_OFTEN = 3
_LETTERS = string.ascii_lowercase


class Spelling:
    """`vocabulary`: words and how often training saw them."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._counts = dict.fromkeys(lexicon_words(), _ELSE_OFTEN) | dict(vocabulary)
        self._corrected = lru_cache(maxsize=4096)(self._correct)

    def correct(self, word: str) -> str:
        """`word`, or the known word one slip away; a known or short word stays as it is."""
        if len(word) < _SHORTEST or not word.isalpha() or word in self._counts:
            return word
        return self._corrected(word)

    def _correct(self, word: str) -> str:
        often = _OFTEN.get(len(word), _ELSE_OFTEN)
        near = {other: count for other in _slips(word) if (count := self._counts.get(other, 0)) >= often}
        return max(sorted(near), key=lambda other: near[other]) if near else word


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)
