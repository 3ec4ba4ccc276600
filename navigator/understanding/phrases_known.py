"""Every word the lexicon is written with: known words that need no correcting."""

from functools import cache

from navigator.needs import LANGUAGES
from navigator.understanding.lexicon import entries
from navigator.understanding.phrases import parse


@cache
def lexicon_words() -> frozenset[str]:
    lines = [(line, language) for language in LANGUAGES for _, _, listed in entries(language) for line in listed]
    steps = [step for line, language in lines for step in parse(line, language)]
    return frozenset(word for step in steps for run in (*((w,) for w in step.single), *step.longer) for word in run)
