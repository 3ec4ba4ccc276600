"""Which language a message is in: a vote over function words, sticky per conversation, switched by a word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from navigator.understanding.tables import load

_SWITCH = {
    "es": re.compile(
        r"^(?:in |en |por favor |please )*(?:espanol|spanish|castellano)(?: please| pls| por favor| porfa)?[ .!?]*$"
        r"|\b(?:habl(?:a|an|as|o|e|en|ame)|speak|responde|contesta|escrib[ea]|prefiero|text|write)\b.{0,24}\b(?:espanol|spanish)\b"
        r"|\ben espanol\b|\bin spanish\b|\bno (?:hablo|entiendo|se) (?:el |nada de )?ingles\b"
    ),
    "en": re.compile(
        r"^(?:in |en |please |por favor )*(?:english|ingles)(?: please| pls| plz| por favor)?[ .!?]*$"
        r"|\b(?:speak|talk|answer|write|text|reply|prefer)\b.{0,16}\benglish\b|\bin english\b|\ben ingles\b"
        r"|\b(?:dont|do not|cant|no) (?:speak|know|read|understand|hablo) (?:any )?(?:spanish|espanol)\b"
    ),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """`language`: what to answer in, None when the message does not say. `mixed`: words of both languages."""

    language: str | None
    mixed: bool = False
    switch: bool = False  # the person asked for this language


def hear_language(words: Sequence[str], text: str, sticky: str | None = None) -> Spoken:
    """`words` and `text` folded; `sticky` is the conversation's language so far and wins a close vote."""
    asked = switch_asked(text)
    if asked:
        return Spoken(asked, switch=True)
    votes = {language: sum(word in known for word in words) for language, known in _function_words().items()}
    mixed = min(votes.values()) > 1
    if votes["en"] == votes["es"]:
        return Spoken(sticky, mixed or votes["en"] > 0)
    leading = max(votes, key=lambda language: votes[language])
    margin = abs(votes["en"] - votes["es"])
    if sticky and leading != sticky and (margin < 2 or (mixed and margin < 3)):
        return Spoken(sticky, mixed)
    return Spoken(leading, mixed)


def switch_asked(text: str) -> str | None:
    """The language a person asks for ("english please", "en espanol"), from folded text."""
    plain = text.replace("'", "")
    return next((language for language, pattern in _SWITCH.items() if pattern.search(plain)), None)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(listed) for language, listed in load("talk", "function_words").items()}
