"""The trained recogniser of names: for those that only their place in a sentence shows ("trell took my phone").

A small spaCy entity recogniser, trained by the project on its own made-up messages (:mod:`navigator.privacy.train`).
What it says is checked against the everyday words: it may add names, it may not take words away.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from navigator.privacy.recognisers.known_names import is_word_name
from navigator.privacy.recognisers.name import is_elsewhere, is_mostly_a_name
from navigator.privacy.recognisers.span import Span
from navigator.privacy.recognisers.words import is_common

LABEL = "NAME"
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
# Endings of words, not of names.
_WORDY = re.compile(
    r"\w{3,}(?:[cs]ion|miento|[ai]ndo|iendo|[aei]r(?:me|te|se|nos|lo|la)|[ae]ncia|[ai]ble|[ai]tiv[oa]|[lt]ogo|ism[oa]|ista|"
    r"tion|ment|ness|less|ful|ology|ical|izing|ities)s?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def as_doc(vocab: Vocab, text: str) -> Doc:
    """`text` as training and reading cut it: words, numbers and marks apart."""
    found = list(_TOKEN.finditer(text))
    ends = [match.end() for match in found]
    starts = [match.start() for match in found[1:]] + [len(text)]
    spaces = [end < start for end, start in zip(ends, starts, strict=True)]
    return Doc(vocab, words=[match.group() for match in found], spaces=spaces)


class Namer:
    """Reads one text at a time; safe to share between threads for reading."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._recogniser = nlp.get_pipe("ner")

    @classmethod
    def load(cls, folder: Path) -> "Namer":
        return cls(spacy.load(folder))

    def find(self, text: str) -> Iterator[Span]:
        """The names. A text of everyday words alone, or of one word, has no place for one and is not looked at."""
        words = [match.group() for match in _WORD.finditer(text)]
        if len(words) < 2 or all(is_common(word) and not is_mostly_a_name(word) for word in words):
            return
        places = [match.span() for match in _TOKEN.finditer(text)]
        doc = self._recogniser(as_doc(self._vocab, text))
        for entity in doc.ents:
            odd = [at for at in range(entity.start, entity.end) if _could_name(text, *places[at])]
            if odd:
                yield Span(places[odd[0]][0], places[odd[-1]][1], "name")


def _could_name(text: str, start: int, end: int) -> bool:
    word = text[start:end]
    everyday = is_common(word) or is_word_name(word) or bool(_WORDY.fullmatch(word))
    if not _WORD.fullmatch(word) or (everyday and not is_mostly_a_name(word)):
        return False
    return not is_elsewhere(text, start)
