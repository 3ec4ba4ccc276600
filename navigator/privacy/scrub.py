"""Takes out of a text what could identify someone, for whatever must pass on: Rasa's memory, logs, a mentor's summary.

Every recogniser looks at the text; spans that overlap become one of the more certain kind; each becomes
`[kind]`. Rules alone
do most of it; names that only context shows need the trained recogniser (`Scrubber.load`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from navigator.privacy.recognisers import KINDS, RULES, Recogniser, Span

_REPLACED = re.compile(r"\[(?:" + "|".join(KINDS) + r")\]")


class Scrubber:
    """Safe to share between threads."""

    def __init__(self, recognisers: Sequence[Recogniser] = RULES) -> None:
        self._recognisers = tuple(recognisers)

    @classmethod
    def load(cls, folder: Path) -> "Scrubber":
        """With the trained recogniser of names in `folder`, if it is there; else by rules alone."""
        if not (folder / "config.cfg").is_file():
            return cls()
        from navigator.privacy.namer import Namer

        return cls((*RULES, Namer.load(folder).find))

    def scrub(self, text: str) -> str:
        """`text` with each identifying span as `[kind]` (`KINDS`). Idempotent; adds nothing else; never raises."""
        while spans := self.spans(text):
            for span in reversed(spans):
                text = f"{text[: span.start]}[{span.kind}]{text[span.end :]}"
        return text

    def spans(self, text: str) -> list[Span]:
        """What one look at `text` finds, in order, without overlaps and outside what is replaced already."""
        merged: list[Span] = []
        for span in sorted(self._found(text)):
            if merged and span.start < merged[-1].end:
                merged[-1] = _joined(merged[-1], span)
            elif span.end > span.start:
                merged.append(span)
        done = [match.span() for match in _REPLACED.finditer(text)]
        return [span for span in merged if all(span.end <= start or span.start >= end for start, end in done)]

    def _found(self, text: str) -> Iterator[Span]:
        for find in self._recognisers:
            yield from find(text)


def _joined(one: Span, two: Span) -> Span:
    """All of both, as the more certain kind: nothing that sticks out of one is left standing."""
    return Span(min(one.start, two.start), max(one.end, two.end), min(one.kind, two.kind, key=KINDS.index))


@cache
def _by_rules() -> Scrubber:
    return Scrubber()


def scrub(text: str) -> str:
    """`text` scrubbed by rules alone: for where no trained weights are at hand."""
    return _by_rules().scrub(text)
