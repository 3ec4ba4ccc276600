"""Reads messages with `<kind:…>` marks, and measures a scrubber against them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from navigator.privacy.recognisers import Span
from navigator.privacy.scrub import Scrubber

FOLDER = Path(__file__).parent / "scrub"
_MARK = re.compile(r"<(\w+):([^>]*)>")


def innocent(name: str) -> list[str]:
    listed: list[str] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return listed


def marked(name: str) -> list[tuple[str, list[Span]]]:
    """Each message without its marks, and the spans that were marked."""
    return [_unmarked(line) for line in innocent(name)]


def _unmarked(line: str) -> tuple[str, list[Span]]:
    text, spans, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        spans.append(Span(len(text), len(text) + len(match[2]), match[1]))
        text, at = text + match[2], match.end()
    return text + line[at:], spans


@dataclass
class Reach:
    """How much was found of each kind, and how many innocent words were kept."""

    there: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    words: int = 0
    kept: int = 0
    missed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return sum(self.gone.values()) / sum(self.there.values())

    @property
    def survival(self) -> float:
        return self.kept / self.words

    def table(self) -> str:
        rows = [f"{kind:12} {self.gone[kind]}/{count}" for kind, count in sorted(self.there.items())]
        return "\n".join([*rows, f"words kept {self.survival:.4f}", *self.missed, *self.lost])


def measure(scrubber: Scrubber, messages: list[tuple[str, list[Span]]]) -> Reach:
    """A marked span counts as gone if every letter and digit of it is."""
    reach = Reach()
    for text, wanted in messages:
        found = scrubber.spans(text)
        for span in wanted:
            gone = all(_covered(found, at) for at in range(span.start, span.end) if text[at].isalnum())
            reach.there[span.kind] += 1
            reach.gone[span.kind] += gone
            reach.missed += [] if gone else [f"missed {span.kind}: {text}"]
        for word in re.finditer(r"\S+", text):
            if not any(word.start() < span.end and span.start < word.end() for span in wanted):
                lost = any(word.start() < span.end and span.start < word.end() for span in found)
                reach.words += 1
                reach.kept += not lost
                reach.lost += [f"lost {word.group()}: {text}"] if lost else []
    return reach


def _covered(spans: list[Span], at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)
