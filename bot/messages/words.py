"""How a language names needs, attributes, days, dates and steps. Tables: words, scripts and steps, by language."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from bot.messages.catalogue import MessageError, read
from navigator.safety.lines import line_for

NAMED = 3  # needs named in a row; the rest is "and more"


@cache
def words(language: str) -> Mapping[str, Any]:
    return read(f"words.{language}")


def need(id: str, language: str) -> str:
    return str(_known(words(language)["needs"], id, "need"))


def some_needs(ids: Sequence[str], language: str) -> str:
    """ "food, a ride and a job"; at most three are named."""
    named = [need(id, language) for id in ids[:NAMED]]
    if len(ids) > NAMED:
        named = [*named[: NAMED - 1], words(language)["more"]]
    if len(named) < 2:
        return "".join(named)
    conjunction = words(language)["and"]
    # Spanish "y" becomes "e" before the sound i: "comida e identificación".
    if language == "es" and named[-1].startswith(("i", "hi")):
        conjunction = "e"
    return f"{', '.join(named[:-1])} {conjunction} {named[-1]}"


def attribute(answer: str, language: str) -> str:
    """ "accepts_children: yes" in words: "takes kids"; "genders: women": "for women"; ": ask" gives what to ask."""
    id, _, said = answer.partition(": ")
    if said in ("ask", "unknown"):
        return label("ask", language, topic=topic(answer, language))
    table = words(language)
    if id in table["facts"]:
        said_of = said.split(";")
        # In the table's order: "women, trans" reads better than "trans, women".
        named = [word for id, word in table["genders"].items() if id in said_of] or said_of
        return str(table["facts"][id][0]).format(value=", ".join(named))
    yes, no, _ = _known(table["attributes"], id, "attribute")
    return str(yes if said == "yes" else no)


def topic(answer: str, language: str) -> str:
    """What to ask a place about: "accepts_children: unknown" gives "kids"."""
    id, table = answer.partition(": ")[0], words(language)
    return str(table["facts"][id][1] if id in table["facts"] else _known(table["attributes"], id, "attribute")[2])


def label(key: str, language: str, **values: object) -> str:
    return str(_known(words(language)["labels"], key, "label")).format(**values)


def line(role: str, language: str, country: str) -> str:
    """How to reach the line that plays `role`, from the one reviewed table."""
    found = line_for(role, country)
    if found is None:
        raise MessageError(f"no line plays {role!r} in {country!r}")
    name = _known(words(language)["roles"], role, "role")
    return f"{name}: {found.say[language]}" if name else found.say[language]


def checked(verified: str, language: str, *, stale: bool = False) -> str:
    """ "checked Oct" of an ISO date, with the year when that was long ago; says so when never checked."""
    if not verified:
        return label("unchecked", language)
    year, month = verified.split("-")[:2]
    key = "checked_long_ago" if stale else "checked"
    return label(key, language, month=words(language)["months"][int(month) - 1], year=year)


def languages(codes: Iterable[str], language: str) -> str:
    names = words(language)["language_names"]
    return ", ".join(names.get(code, code) for code in codes)


@cache
def scripts(language: str) -> Mapping[str, Mapping[str, str]]:
    return read(f"scripts.{language}")


@cache
def step_texts(language: str) -> Mapping[str, str]:
    return read(f"steps.{language}")


def _known(table: Mapping[str, Any], id: str, kind: str) -> Any:
    try:
        return table[id]
    except KeyError:
        raise MessageError(f"no words for {kind} {id!r}") from None
