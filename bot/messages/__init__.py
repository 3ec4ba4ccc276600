"""Puts what is to be said into words: one catalogue per language and channel."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.messages import listing, words
from bot.messages.catalogue import CHANNELS, Channel, MessageError, budget, text, texts
from navigator.sms.gsm7 import to_gsm7

__all__ = ["CHANNELS", "Channel", "MessageError", "budget", "keys", "render", "text"]

COUNTRY = "us"
EMERGENCY = {"line": "emergency"}  # where a message names a line and nobody said which


def keys(language: str, channel: Channel) -> frozenset[str]:
    """Every key with a text of its own, and those that are put together."""
    return frozenset(texts(language, channel)) | frozenset(MADE)


def render(key: str, values: Mapping[str, Any], language: str, channel: Channel) -> str:
    """The message in words. `values` are ids and facts (`navigator.dialogue.Say.values`); `language` and `country`
    among them win. Raises :class:`MessageError` for an unknown key and for a value that is missing.
    """
    language = values.get("language") or language
    made = MADE[key](values, language, channel) if key in MADE else _filled(key, values, language, channel)
    said = made[:1].upper() + made[1:]
    return to_gsm7(said) if channel == "sms" else said


def _filled(key: str, values: Mapping[str, Any], language: str, channel: Channel) -> str:
    try:
        return text(key, language, channel).format_map(_Words({**EMERGENCY, **values}, language))
    except KeyError as missing:
        raise MessageError(f"message {key!r} needs the value {missing}") from None


class _Words(dict[str, str]):
    """Values in words, by the name of the placeholder."""

    def __init__(self, values: Mapping[str, Any], language: str) -> None:
        super().__init__({name: str(value) for name, value in values.items() if name not in _IN_WORDS})
        country = values.get("country") or COUNTRY
        self.update({name: put(values[name], language, country) for name, put in _IN_WORDS.items() if name in values})
        if "needs" in values:
            self["choices"] = "\n".join(
                f"{number} {words.need(id, language)}" for number, id in enumerate(values["needs"], 1)
            )


_IN_WORDS: Mapping[str, Callable[[Any, str, str], str]] = {
    "needs": lambda ids, language, country: words.some_needs(ids, language),
    "line": words.line,
    "because": lambda answer, language, country: words.attribute(answer, language) if answer else "",
    "steps": lambda steps, language, country: "\n".join(
        f"{number} {words.step_texts(language)[step['id']]}{' (OK)' if step['done'] else ''}"
        for number, step in enumerate(steps, 1)
    ),
}


def _results(values: Mapping[str, Any], language: str, channel: Channel) -> str:
    """What stands over the list: an answer to what was said, or what had to be loosened."""
    known = texts(language, channel)
    heads = [values["head"]] if values.get("head") else []
    heads += [key if (key := f"relaxed_{what}") in known else "relaxed" for what in (values.get("relaxed") or ())[:1]]
    return listing.service_list(values, language, channel, " ".join(known[key] for key in heads))


def _mentor(values: Mapping[str, Any], language: str, channel: Channel) -> str:
    return listing.service_list(values, language, channel, text("mentor", language, channel))


MADE: Mapping[str, Callable[[Mapping[str, Any], str, Channel], str]] = {
    "results": _results,
    "mentor": _mentor,
    "details": listing.service_in_full,
    "directions": listing.way_there,
    "what_to_say": listing.phone_script,
}
