"""What the classifier learns from: the written messages, and the many ways a thumb might have sent them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from zlib import crc32

import yaml

from navigator.needs import LANGUAGES
from navigator.safety.phrases import find, load
from navigator.safety.words import Words

HELD_OUT = 15
"""Per cent of the messages that the limits are set by, before they too are learned from."""

ORDINARY = "ordinary"
_TABLES = ("{}", "more_{}")
_SEED = 4
_FRAMES = {
    "en": (
        "help {}|{} what do i do|{} pls|hi {}|idk {}|so {}|hey um {}|{} i dont know what to do|omg {}|{} any help|"
        "need help {}|{} can u help|ok so {}|like {}|sorry but {}|{} thats it|{} rn|yeah {}"
    ),
    "es": (
        "ayuda {}|{} que hago|{} por favor|hola {}|no se {}|pues {}|oye {}|{} no se que hacer|ay {}|"
        "necesito ayuda {}|{} me pueden ayudar|es que {}|perdon pero {}|bueno {}|mira {}|{} ahorita"
    ),
}
_JOINS = (" and ", ". ", " ", " also ", ", ", " n ", " y ", " but ", " pero ")


@dataclass(frozen=True, slots=True)
class Example:
    """`classes` it shows; `unsure` classes neither count for nor against it. `kind`: its heading in the table."""

    text: str
    language: str
    kind: str
    classes: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()

    @property
    def held_out(self) -> bool:
        return crc32(self.text.encode()) % 100 < HELD_OUT


def written() -> list[Example]:
    """Every written message of every language, each once."""
    found: dict[str, Example] = {}
    for language, name in product(LANGUAGES, _TABLES):
        table = load(f"training/{name.format(language)}.yml")
        for id, texts in table["danger"].items():
            for text in texts:
                known = found.get(text, Example(text, language, id))
                found[text] = replace(known, classes=known.classes | {id})
        for kind, texts in table["calm"].items():
            for text in texts:
                found.setdefault(text, Example(text, language, kind))
    return [_with_unsure(example) for example in found.values()]


def ordinary(folder: Path) -> list[Example]:
    """Calm messages from Rasa's NLU files under `folder`: those of plain needs in which no table sees danger."""
    plain = load("training/plain.yml")["files"]
    examples: list[Example] = []
    for path in sorted(path for path in folder.rglob("*.yml") if path.stem in plain):
        language = "es" if "es" in path.parts else "en"
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            said = [line[2:].strip() for line in entry.get("examples", "").splitlines() if line.startswith("- ")]
            examples += [Example(text, language, ORDINARY) for text in said if not any(find(Words.of(text)))]
    return examples


def varied(examples: Sequence[Example]) -> list[Example]:
    """The examples, then misspelled, framed and joined forms of those written for safety. Deterministic."""
    chance = random.Random(_SEED)
    ours = [example for example in examples if example.kind != ORDINARY]
    return [*examples, *_reworded(ours, chance), *_joined(ours, chance)]


def _with_unsure(example: Example) -> Example:
    """A danger message may show other dangers too; what the tables see in it is not held against those."""
    if not example.classes:
        return example
    seen = {hit.id for hit in find(Words.of(example.text))}
    return replace(example, unsure=frozenset(seen) - example.classes)


def _reworded(examples: Sequence[Example], chance: random.Random) -> Iterator[Example]:
    for example in examples:
        frames = _FRAMES[example.language].split("|")
        yield replace(example, text=mistyped(chance.choice(frames).format(example.text), chance))


def _joined(examples: Sequence[Example], chance: random.Random) -> Iterator[Example]:
    """Danger said beside something ordinary, and two ordinary things: the company says nothing about danger."""
    for language in LANGUAGES:
        calm = [e for e in examples if e.language == language and e.kind in ("needs", "talk", "other")]
        for example in (e for e in examples if e.language == language):
            parts = [example, chance.choice(calm)]
            chance.shuffle(parts)
            yield replace(example, text=chance.choice(_JOINS).join(part.text for part in parts))


def mistyped(text: str, chance: random.Random) -> str:
    """`text` with one or two slips of a thumb; letters dropped, doubled, swapped, a space lost."""
    letters = list(text)
    for _ in range(1 + len(text) // 40):
        at = chance.randrange(max(len(letters) - 1, 1))
        slip = chance.randrange(4)
        if slip == 0 and len(letters) > 4:
            del letters[at]
        elif slip == 1:
            letters.insert(at, letters[at])
        elif slip == 2 and len(letters) > 4:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        elif " " in letters:
            letters.remove(" ")
    return "".join(letters)
