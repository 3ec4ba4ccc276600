"""What makes an alarming phrase harmless: denial, figures of speech, songs, long ago. spaCy token rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from navigator.needs import LANGUAGES, safety_classes
from navigator.safety.notation import GAP, Choice, Phrase, read
from navigator.safety.phrases import Hit, load
from navigator.safety.words import Words

Where = Literal["before", "over", "clause"]
_CLAUSE_ENDS = frozenset({".", "but", "pero", "now", "ahora", "yet", "still"})


@dataclass(frozen=True, slots=True)
class Rule:
    """`where` it must lie to silence a phrase of one of `classes`."""

    where: Where
    classes: frozenset[str]

    def silences(self, hit: Hit, start: int, end: int, words: Words) -> bool:
        """Whether this rule, found at tokens `start` to `end`, makes `hit` harmless."""
        if hit.id not in self.classes:
            return False
        if self.where == "before":
            return end == hit.start
        if self.where == "over":
            return start < hit.end and hit.start < end
        between = words.tokens[min(end, hit.end) : max(start, hit.start)]
        return not _CLAUSE_ENDS.intersection(between)


def harmful(hits: list[Hit], words: Words) -> Iterator[Hit]:
    """The hits that no rule silences. Looks at the rules only when there is a hit."""
    found = _found(words) if hits else []
    for hit in hits:
        if not any(rule.silences(hit, start, end, words) for rule, start, end in found):
            yield hit


def softened(words: Words) -> bool:
    """Whether a message denies, jokes or looks back anywhere: the classifier must be surer of such a one."""
    return any(rule.where != "before" or start == 0 for rule, start, _ in _found(words))


def _found(words: Words) -> list[tuple[Rule, int, int]]:
    matcher, vocab, rules = _matcher()
    spans = matcher(Doc(vocab, words=list(words.tokens)))
    return [(rules[key], start, end) for key, start, end in spans]


@cache
def _matcher() -> tuple[Matcher, Vocab, dict[int, Rule]]:
    vocab = spacy.blank("xx").vocab
    matcher = Matcher(vocab)
    rules: dict[int, Rule] = {}
    for language in LANGUAGES:
        table = load(f"quiet/{language}.yml")
        for name, row in table["rules"].items():
            key = f"{language} {name}"
            phrases = [read(source, table["sets"]) for source in row["phrases"]]
            matcher.add(key, [pattern for phrase in phrases for pattern in token_patterns(phrase)])
            rules[vocab.strings[key]] = Rule(row["where"], frozenset(row.get("classes", safety_classes())))
    return matcher, vocab, rules


def token_patterns(phrase: Phrase) -> list[list[dict[str, Any]]]:
    """The phrase as spaCy patterns: several, because alternatives differ in their number of words."""
    patterns: list[list[dict[str, Any]]] = [[]]
    for place in phrase.places:
        patterns = [[*pattern, *way] for pattern in patterns for way in _ways(place)]
    return patterns


def _ways(place: Choice | None) -> list[list[dict[str, Any]]]:
    if place is None:
        return [[{"IS_ALPHA": True, "OP": "?"}] * GAP]
    by_length: dict[int, list[list[str]]] = {}
    for option in place.options:
        by_length.setdefault(len(option.split()), []).append(option.split())
    single = [word for [word] in by_length.pop(1, [])]
    ways: list[list[dict[str, Any]]] = [[{"ORTH": {"IN": single}}]] if single else []
    ways += [[{"ORTH": word} for word in option] for listed in by_length.values() for option in listed]
    return [*ways, []] if place.optional else ways
