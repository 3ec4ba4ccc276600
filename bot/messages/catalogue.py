"""The message catalogues: texts by key, one file per language and channel; the web inherits what it does not change."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

import yaml

from navigator.errors import NavigatorError

Channel = Literal["sms", "web"]
CHANNELS: tuple[Channel, ...] = ("sms", "web")


class MessageError(NavigatorError):
    """A message, a value or a word is missing from the catalogue. Not retryable: the sentence names it."""


def read(name: str) -> Mapping[str, Any]:
    """A YAML file of this folder, without its ending."""
    table: dict[str, Any] = yaml.safe_load(files("bot.messages").joinpath(f"{name}.yml").read_text(encoding="utf-8"))
    return MappingProxyType(table)


@cache
def entries(language: str, channel: Channel) -> Mapping[str, Any]:
    """As written: a text, or `{text, reviewed_by, date}` where it bears on safety."""
    base = read(f"sms.{language}")
    return base if channel == "sms" else MappingProxyType({**base, **read(f"web.{language}")})


@cache
def texts(language: str, channel: Channel) -> Mapping[str, str]:
    """By key. On the web, what is inherited is reworded by `inherit.yml`: nobody texts a page."""
    own = read(f"web.{language}") if channel == "web" else entries(language, channel)
    plain = {key: _text(entry) for key, entry in entries(language, channel).items()}
    return {key: text if key in own else _reworded(text, language) for key, text in plain.items()}


def _text(entry: Any) -> str:
    return str(entry["text"] if isinstance(entry, dict) else entry)


def _reworded(text: str, language: str) -> str:
    for pattern, instead in read("inherit")[language]:
        text = re.sub(pattern, instead, text)
    return text


def text(key: str, language: str, channel: Channel) -> str:
    """The text of `key` with its placeholders; raises :class:`MessageError`."""
    try:
        return texts(language, channel)[key]
    except KeyError:
        raise MessageError(f"no message {key!r} in {channel}.{language}.yml") from None


@cache
def budget(key: str) -> int:
    """Segments."""
    return int(read("budgets").get(key, 1))
