"""The small language the word tables are written in, and finding its phrases in a message.

`(a|b)` one of these, `word*` and `(a|b)*` may be missing, `(s)` glued to a word is an optional ending, `(a|b)` glued
to one is one of these endings, `...` up to three words in between. Lines are looked up by their first word, so that
thousands of them cost a message a fraction of a millisecond. As spaCy patterns their alternatives would have to be
spelled out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from navigator.understanding.normalise import words

_GAP = "..."
_WIDE = 3
_STOPS = frozenset(".;!?")  # a phrase does not reach over the end of a sentence


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `start` up to `end` (exclusive) are a phrase of `key`."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One part of a line: one of `single` words or `longer` runs of words. `gap`: any few words."""

    single: frozenset[str] = frozenset()
    longer: tuple[tuple[str, ...], ...] = ()
    optional: bool = False
    gap: bool = False

    def ends(self, said: Sequence[str], at: int) -> Iterator[int]:
        """Where the next part may begin, when this part begins at word `at`."""
        if self.gap:
            yield from _within(said, at)
            return
        if at < len(said) and said[at] in self.single:
            yield at + 1
        for run in self.longer:
            if tuple(said[at : at + len(run)]) == run:
                yield at + len(run)
        if self.optional:
            yield at

    def first_words(self) -> Iterator[str]:
        yield from self.single
        yield from (run[0] for run in self.longer)


_Line = tuple[_Step, ...]


class PhraseTable:
    """Finds all phrases of many keys in one pass over a message."""

    def __init__(self, table: Mapping[str, Iterable[str]], language: str | None) -> None:
        self._by_first: dict[str, list[tuple[str, _Line]]] = defaultdict(list)
        for key, lines in table.items():
            for line in lines:
                self._add(key, parse(line, language))

    def find(self, said: Sequence[str]) -> list[Hit]:
        """Every phrase in the words `said`; of one key the longest where they overlap. In order of appearance."""
        hits = [
            Hit(key, at, end)
            for at, word in enumerate(said)
            for key, line in self._by_first.get(word, ())
            if (end := _reach(line, said, at)) > at
        ]
        return _longest(sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.key)))

    def _add(self, key: str, line: _Line) -> None:
        firsts: set[str] = set()
        for step in line:
            firsts.update(step.first_words())
            if not step.optional:
                break
        for word in firsts:
            self._by_first[word].append((key, line))


def parse(line: str, language: str | None) -> _Line:
    """A line of a table as steps of normalised words. ValueError when it begins with a gap or says nothing."""
    steps = tuple(_step(part, language) for part in _split(line, " "))
    if not steps or steps[0].gap or all(step.optional for step in steps):
        raise ValueError(f"a phrase needs words to begin with: {line!r}")
    return steps


def _step(part: str, language: str | None) -> _Step:
    if part == _GAP:
        return _Step(gap=True)
    whole = "(" not in part or (part.startswith("(") and _closing(part, 0) == len(part) - 2)
    optional = part.endswith("*") and whole
    spelled = {tuple(words(way, language)) for way in _ways(part.removesuffix("*") if optional else part)}
    single = frozenset(way[0] for way in spelled if len(way) == 1)
    return _Step(single, tuple(sorted(way for way in spelled if len(way) > 1)), optional)


def _ways(text: str) -> list[str]:
    """Every way of spelling out the groups of `text`, groups within groups too."""
    start = text.find("(")
    if start < 0:
        return [text]
    end = _closing(text, start)
    glued = start > 0 and text[start - 1] != " "
    choices = [way for choice in _split(text[start + 1 : end], "|") for way in _ways(choice)]
    rest = text[end + 1 :]
    if rest.startswith("*") or (glued and len(choices) == 1):
        choices.append("")
    return [f"{text[:start]}{choice}{tail}" for choice, tail in product(choices, _ways(rest.removeprefix("*")))]


def _closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    raise ValueError(f"a bracket is never closed: {text!r}")


def _split(text: str, mark: str) -> list[str]:
    """`text` at every `mark` outside brackets; with a blank as mark, no empty pieces."""
    pieces, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == mark and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += letter
    return [piece for piece in pieces if piece or mark != " "]


def _within(said: Sequence[str], at: int) -> Iterator[int]:
    for reach in range(_WIDE + 1):
        yield at + reach
        if at + reach >= len(said) or said[at + reach] in _STOPS:
            return


def _reach(line: _Line, said: Sequence[str], at: int) -> int:
    """The farthest end of `line` begun at word `at`; -1 when it is not there."""
    if not line:
        return at
    return max((_reach(line[1:], said, end) for end in line[0].ends(said, at)), default=-1)


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.key == other.key and hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.key))
