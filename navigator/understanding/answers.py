"""A short answer, understood from the question: "just me", "nah", "yes", "2" after "kids with you?"."""

from dataclasses import dataclass, replace

from navigator.needs import Urgency, circumstances, needs
from navigator.understanding.context import Context
from navigator.understanding.reading import Reading
from navigator.understanding.tables import load

_COMPANY = frozenset(["with_children", "with_partner", "pet"])  # what "just me" denies
_SHORT = 6  # words: a longer message is read for what it says, not as a yes or no


@dataclass(frozen=True, slots=True)
class Answer:
    """`act` is affirm, deny or inform; the rest as in `Heard`."""

    act: str
    needs: frozenset[str] = frozenset()
    not_needs: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()
    not_circumstances: frozenset[str] = frozenset()
    urgency: Urgency | None = None


def answer(reading: Reading, context: Context) -> Answer | None:
    """What a message says to what was just asked; None when it does not answer it."""
    phrase = " ".join(word for word in reading.said if word.isalnum())
    if phrase.isdigit() and 1 <= int(phrase) <= context.offered:
        return None  # under a numbered list that also asks "kids with you?", a number is a place of the list
    kind, _, id = (context.asked or "").partition(":")
    if kind == "urgency":
        return _urgency(phrase)
    if kind == "confirm_need" and id in needs():
        said = _yes_or_no(phrase)
        return said and _about_need(said, frozenset([id]))
    asked = id if kind == "confirm_circumstance" else kind
    return _circumstance(asked, phrase, reading) if asked in circumstances() else _yes_or_no(phrase)


def _urgency(phrase: str) -> Answer | None:
    table = load("talk", "answers")
    if phrase in table["now"]:
        return Answer("inform", urgency="now")
    return Answer("inform", urgency="soon") if phrase in table["later"] else None


def _circumstance(asked: str, phrase: str, reading: Reading) -> Answer | None:
    said = _yes_or_no(phrase)
    if (
        asked in _COMPANY
        and phrase in load("talk", "answers")["alone"]
        and not (asked == "with_children" and phrase in ("1", "one"))
    ):
        said = Answer("deny")
    elif asked == "with_children" and phrase.isdigit():
        said = Answer("affirm" if int(phrase) else "deny")
    elif said is None and len(reading.said) <= _SHORT and _names(asked, reading):
        said = Answer("affirm")
    return said and _about_circumstance(said, frozenset([asked]))


def _names(asked: str, reading: Reading) -> bool:
    return any(pointer.label == f"circumstance:{asked}" for pointer in reading.pointers)


def _yes_or_no(phrase: str) -> Answer | None:
    table = load("talk", "answers")
    if phrase in table["yes"]:
        return Answer("affirm")
    return Answer("deny") if phrase in table["no"] else None


def _about_need(said: Answer, ids: frozenset[str]) -> Answer:
    return replace(said, needs=ids) if said.act == "affirm" else replace(said, not_needs=ids)


def _about_circumstance(said: Answer, ids: frozenset[str]) -> Answer:
    return replace(said, circumstances=ids) if said.act == "affirm" else replace(said, not_circumstances=ids)
