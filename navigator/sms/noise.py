"""Reactions and automatic replies: they get no answer, so that two machines never talk to each other."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml


def is_tapback(text: str) -> bool:
    return _matches("tapback", text)


def is_auto_reply(text: str) -> bool:
    return _matches("auto_reply", text)


def is_noise(text: str) -> bool:
    """Nobody typed this to us."""
    return is_tapback(text) or is_auto_reply(text)


def _matches(kind: str, text: str) -> bool:
    said = _plain(text)
    return any(pattern.fullmatch(said) for pattern in _table()[kind])


def _plain(text: str) -> str:
    quotes = text.translate(str.maketrans("“”„«»’‘", '"""""\'\''))
    lower = unicodedata.normalize("NFKD", quotes).casefold()
    return " ".join("".join(c for c in lower if not unicodedata.combining(c) and c.isprintable()).split())


@cache
def _table() -> dict[str, tuple[re.Pattern[str], ...]]:
    table = yaml.safe_load(files("navigator.sms").joinpath("noise.yml").read_text(encoding="utf-8"))
    return {kind: tuple(re.compile(row, re.DOTALL) for row in rows) for kind, rows in table.items()}
