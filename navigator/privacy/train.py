"""Trains the recogniser of names on made-up messages: templates, lists of names and made-up names (`training/*.yml`).

Nothing anyone wrote is in it. Same seed, same weights. Well under a minute on one core.
"""

import random
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import spacy
import yaml
from spacy.language import Language
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import fix_random_seed

from navigator.privacy.namer import LABEL, as_doc

_BATCH = 64
_MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 48,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 64,
        "depth": 2,
        "embed_size": 1500,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
    },
}
Marked = tuple[str, list[tuple[int, int]]]


def train(folder: Path, seed: int = 7, how_many: int = 12_000, rounds: int = 6) -> None:
    """Trains and writes the weights to `folder` (made if need be). `Scrubber.load` reads them."""
    fix_random_seed(seed)
    nlp = spacy.blank("xx")
    recogniser = nlp.add_pipe("ner", config={"model": _MODEL})
    recogniser.add_label(LABEL)  # type: ignore[attr-defined]  # spaCy types every pipe as a callable
    examples = [_example(nlp, *one) for one in messages(random.Random(seed), how_many)]
    optimizer = nlp.initialize(lambda: examples[:500])
    for _ in range(rounds):
        random.Random(seed).shuffle(examples)
        for batch in minibatch(examples, _BATCH):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer, drop=0.2)
    folder.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)


def messages(chance: random.Random, how_many: int) -> Iterator[Marked]:
    """Made-up messages, each with the places of its names. Two in three have one; some run on into another."""
    templates = [_table(f"templates_{language}") for language in ("en", "es")]
    namer = _MadeUp(chance)
    for _ in range(how_many):
        table = chance.choices(templates, weights=(2, 1))[0]
        text, spans = namer.fill(chance.choice(table["named" if chance.random() < 0.75 else "plain"]))
        if chance.random() < 0.35:
            more, added = namer.fill(chance.choice(table["plain" if chance.random() < 0.6 else "named"]))
            joint = chance.choice((" ", ". ", ", ", " and ", " so ", "\n"))
            spans += [(start + len(text + joint), end + len(text + joint)) for start, end in added]
            text += joint + more
        yield text, spans


class _MadeUp:
    """Puts names into templates: from the lists, or made of syllables."""

    def __init__(self, chance: random.Random) -> None:
        names, parts = _table("names"), _table("syllables")
        self._chance = chance
        self._first = [*names["first"], *names["nick"] * 2]
        self._words, self._last = names["words"], names["last"]
        self._parts = parts

    def fill(self, template: str) -> Marked:
        text, spans = "", []
        for piece in template.replace("{", "\0{").replace("}", "}\0").split("\0"):
            if piece in ("{n}", "{f}"):
                name = self._name(full=piece == "{f}")
                spans.append((len(text), len(text) + len(name)))
                text += name
            else:
                text += self._misspelt(piece) if self._chance.random() < 0.3 else piece
        return text, spans

    def _misspelt(self, words: str) -> str:
        """One letter of `words` dropped, doubled or swapped: what is oddly spelt is not for that a name."""
        at = self._chance.randrange(len(words)) if len(words) > 3 else -1
        if at < 1 or not words[at - 1 : at + 1].isalpha():
            return words
        one, two = words[at - 1], words[at]
        return words[: at - 1] + self._chance.choice((one, one + two + two, two + one)) + words[at + 1 :]

    def _name(self, full: bool) -> str:
        pick = self._chance
        kind = pick.random()
        first = pick.choice(self._first) if kind < 0.4 else self._from_syllables() if kind < 0.95 else self._word()
        name = f"{first} {pick.choice(self._last)}" if full or pick.random() < 0.15 else first
        return name.title() if pick.random() < 0.2 else name

    def _word(self) -> str:
        return self._chance.choice(self._words)

    def _from_syllables(self) -> str:
        pick = self._chance.choice
        middle = pick(self._parts["middle"]) if self._chance.random() < 0.4 else ""
        end = pick(self._parts["end"]) if self._chance.random() < 0.8 else ""
        return pick(self._parts["start"]) + middle + end


def _table(name: str) -> dict[str, list[str]]:
    text = files("navigator.privacy.training").joinpath(f"{name}.yml").read_text(encoding="utf-8")
    table: dict[str, str | list[str]] = yaml.safe_load(text)
    return {key: listed.split() if isinstance(listed, str) else listed for key, listed in table.items()}


def _example(nlp: Language, text: str, spans: list[tuple[int, int]]) -> Example:
    doc = as_doc(nlp.vocab, text)
    # Expanded to whole words: in "keishas house" the name and its s are one.
    found = (doc.char_span(start, end, LABEL, alignment_mode="expand") for start, end in spans)
    marked = [span for span in found if span is not None]
    reference = doc.copy()
    reference.set_ents(marked)
    return Example(doc, reference)
