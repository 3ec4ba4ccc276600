"""A message as the plain words the phrase tables are written in: no accents, no apostrophes, one spelling."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

LONGEST = 2000
"""Characters read of one message: its beginning and its end, where danger is said."""

_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_TRIPLED = re.compile(r"([a-z])\1{2,}")
_TOKEN = re.compile(r"[a-z0-9]+|[.!?;\n]+|[,:—–…-]+")
_DROPPED_G = re.compile(r"\b([a-z]{2,}in)g\b")


@dataclass(frozen=True, slots=True)
class Words:
    """`line` is the tokens with a space before, between and after; "." ends a sentence, "," a clause."""

    raw: str
    line: str
    tokens: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Words":
        raw = cut(text)
        tokens = tuple(respelled(plain(raw)).split())
        return cls(raw, f" {' '.join(tokens)} ", tokens)


def cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST // 2]}\n{text[-LONGEST // 2 :]}"


def plain(text: str) -> str:
    """Lower case without accents; emoji as words; tokens with one space between."""
    text = _APOSTROPHES.sub("'", text.casefold())
    for sign, word in _spelling()["signs"].items():
        text = text.replace(sign, f" {word} ")
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    bare = _TRIPLED.sub(r"\1", bare.replace("'", ""))
    tokens = ("." if t[0] in ".!?;\n" else "," if t[0] in ",:—–…-" else t for t in _TOKEN.findall(bare))
    return " ".join(tokens)


def respelled(line: str) -> str:
    """One spelling for words people write in many: `dyin` for dying, `hes` for he is, `you` for u."""
    table = _spelling()["words"]
    line = " ".join(table.get(token, token) for token in line.split())
    line = _joined().sub(lambda found: str(_spelling()["joined"][found[0]]), line)
    return _DROPPED_G.sub(r"\1", line)


@cache
def _joined() -> re.Pattern[str]:
    pairs = sorted(_spelling()["joined"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, pairs))})\b")


@cache
def _spelling() -> dict[str, dict[str, str]]:
    text = files("navigator.safety").joinpath("spelling.yml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = yaml.safe_load(text)
    return table
