"""One wrong, missing, doubled or swapped letter in a word, put right to the known word its neighbours fit best."""

import string
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from navigator.understanding.phrases_known import lexicon_words

_SHORTEST = 3  # letters: shorter words have too many neighbours
_OFTEN = {3: 60}  # times a word must have been seen in training to be a correction, by length of what was typed
_ELSE_OFTEN = 2
_PAIR_COUNTS = 3  # how much each time two words stood together says, beside how often a word comes at all
_LETTERS = string.ascii_lowercase


class Spelling:
    """`vocabulary`: words and how often training saw them. `pairs`: "first second" and how often, edges left out."""

    def __init__(self, vocabulary: Mapping[str, int], pairs: Mapping[str, int] | None = None) -> None:
        self._counts = dict.fromkeys(lexicon_words(), _ELSE_OFTEN) | dict(vocabulary)
        self._pairs = pairs or {}
        self._near = lru_cache(maxsize=4096)(self._known_near)

    def corrected(self, said: Sequence[str]) -> list[str]:
        """The words, each unknown one replaced by the known word one slip away; known and short ones stay."""
        right = list(said)
        for at, word in enumerate(said):
            if len(word) >= _SHORTEST and word.isalpha() and word not in self._counts:
                before, after = right[at - 1 : at], right[at + 1 : at + 2]
                right[at] = max(self._near(word), key=lambda near: self._fit(near, before, after), default=word)
        return right

    def _fit(self, word: str, before: Sequence[str], after: Sequence[str]) -> int:
        fit = self._counts[word]
        for pair in (*(f"{one} {word}" for one in before), *(f"{word} {one}" for one in after)):
            fit *= 1 + _PAIR_COUNTS * self._pairs.get(pair, 0)
        return fit

    def _known_near(self, word: str) -> tuple[str, ...]:
        often = _OFTEN.get(len(word), _ELSE_OFTEN)
        return tuple(sorted({near for near in _slips(word) if self._counts.get(near, 0) >= often}))


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)
