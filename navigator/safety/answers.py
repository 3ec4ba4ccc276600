"""What is said when danger is seen: the line, one thing to do now, the way on."""

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from navigator.needs import LANGUAGES
from navigator.safety.lines import line_for
from navigator.safety.screen import Assessment
from navigator.sms.gsm7 import to_gsm7

Channel = Literal["sms", "web", "voice"]
TWO_SEGMENTS = 2 * 153
"""Characters (GSM-7 septets) of an answer by SMS."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Fills the reviewed sentences for one country, language and channel."""

    country: str
    language: str
    channel: str

    def say(self, sentences: Iterable[str]) -> list[str]:
        """Sentences with their lines in them, each once; those whose line the country lacks are left out."""
        named = (self._named(sentence) for sentence in sentences)
        filled = (self._filled(sentence) for sentence in named)
        return list(dict.fromkeys(sentence for sentence in filled if sentence is not None))

    def _named(self, sentence: str) -> str:
        shared: str = _texts(self.language)["shared"][sentence[1:]] if sentence.startswith("=") else sentence
        return shared

    def _filled(self, sentence: str) -> str | None:
        found = {role: line_for(role, self.country) for role in roles_in(sentence)}
        said = {role: line.say[self.language] for role, line in found.items() if line is not None}
        if len(said) < len(found):
            return None
        text = sentence.format(**said)
        return to_gsm7(text) if self.channel == "sms" else text


def answer(
    assessment: Assessment,
    *,
    country: str,
    language: str | None,
    channel: str,
    repeat: bool = False,
    minor: bool = False,
) -> list[str]:
    """The message parts to send; by SMS one part of at most two segments. Empty when nothing fired.

    `repeat`: the same danger was answered before, so this is shorter. `minor`: known to be under 18.
    """
    if not assessment:
        return []
    speaker = Speaker(country, _known(language), channel)
    texts = _texts(speaker.language)
    sentences = _sentences(assessment.classes, texts, repeat=repeat)
    if minor and "under_18" not in assessment.classes:
        sentences = [*sentences[:-1], "=youth", sentences[-1]]
    said = speaker.say(sentences) or speaker.say([texts["no_lines"]])
    return [_within_budget(said, channel)]


def fallback_text(language: str | None, country: str, channel: str = "sms") -> str:
    """For any failure after a message came in: the lines, and to text again in a minute."""
    return _one_text("failure", language, country, channel)


def help_text(language: str | None, country: str, channel: str = "sms") -> str:
    """The crisis lines, for the answer to HELP."""
    return _one_text("help", language, country, channel)


def reviewed_texts(language: str) -> list[str]:
    """Every sentence of a language that may be said, with its placeholders."""
    texts = _texts(language)
    said = [sentence for kinds in texts["classes"].values() for listed in kinds.values() for sentence in listed]
    own = [sentence for sentence in said if not sentence.startswith("=")]
    return [*texts["shared"].values(), *own, texts["failure"], texts["help"], texts["no_lines"]]


def roles_in(sentence: str) -> list[str]:
    return [role for _, role, _, _ in string.Formatter().parse(sentence) if role]


def _one_text(key: str, language: str | None, country: str, channel: str) -> str:
    speaker = Speaker(country, _known(language), channel)
    texts = _texts(speaker.language)
    return " ".join(speaker.say([texts[key]]) or speaker.say([texts["no_lines"]]))


def _sentences(classes: Sequence[str], texts: dict[str, Any], *, repeat: bool) -> list[str]:
    if len(classes) == 1:
        sentences: list[str] = texts["classes"][classes[0]]["again" if repeat else "full"]
        return sentences
    joint = [sentence for id in classes for sentence in texts["classes"][id]["joint"]]
    return [*joint, "=onward_short"]


def _within_budget(said: list[str], channel: str) -> str:
    """Leaves out what matters least, from the end but before the way on, until an SMS fits two segments."""
    kept = list(said)
    while channel == "sms" and len(" ".join(kept)) > TWO_SEGMENTS and len(kept) > 1:
        del kept[-2 if len(kept) > 2 else -1]
    return " ".join(kept)


def _known(language: str | None) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


@cache
def _texts(language: str) -> dict[str, Any]:
    text = files("navigator.safety").joinpath(f"answers.{language}.yml").read_text(encoding="utf-8")
    texts: dict[str, Any] = yaml.safe_load(text)
    return texts
