"""Numbers that pick from what was just offered: "1 and 3", "both", "the second one", "yeah that one"."""

import re
from collections.abc import Sequence

from navigator.understanding.tables import load

_ONE = frozenset(["one", "uno", "una"])  # no number in "the second one"
_MOST = 9  # nothing longer is ever offered


def pick(words: Sequence[str], offered: int = 0, labels: Sequence[str] = ()) -> tuple[int, ...]:
    """The 1-based numbers of a message that does nothing but pick; empty when it says anything else.

    `words` as `normalise.words` gives them. `offered` is how many things were on offer, 0 when unknown: then "both" and
    "the last one" mean nothing. A number beyond the offer is no pick. `labels` are the offered things by name.
    """
    named = _by_name(words, labels)
    if named:
        return named
    table = load("talk", "choices")
    phrase = " ".join(word for word in words if word.isalnum())
    if offered and phrase in table["all"]:
        return tuple(range(1, offered + 1))
    if offered == 2 and phrase in table["both"]:
        return (1, 2)
    if offered == 1 and phrase in table["that"]:
        return (1,)
    return _numbers_only(words, offered)


def mentioned(words: Sequence[str], offered: int = 0) -> tuple[int, ...]:
    """The numbers a longer sentence points at ("directions to 2", "the second one said no"); quantities are not."""
    table = load("talk", "choices")
    found: list[int] = []
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        number = _number(word, offered)
        if number is None or (word.isdigit() and after.isalpha() and after not in table["after"]):
            continue
        if not word.isdigit() and word not in table["ordinals"]:
            continue
        found.append(number)
    return _in_range(found, offered)


def _numbers_only(words: Sequence[str], offered: int) -> tuple[int, ...]:
    fillers = load("talk", "choices")["fillers"]
    numbers = [_number(word, offered) for word in words]
    if any(number and word not in _ONE for word, number in zip(words, numbers, strict=True)):
        numbers = [None if word in _ONE else number for word, number in zip(words, numbers, strict=True)]
    said = [number for number in numbers if number is not None]
    rest = [w for w, number in zip(words, numbers, strict=True) if number is None and w.isalnum() and w not in fillers]
    return _in_range(said, offered) if said and not rest else ()


def _number(word: str, offered: int) -> int | None:
    table = load("talk", "choices")
    if word in table["last"] and offered:
        return offered
    said = table["numbers"].get(word) or table["ordinals"].get(word) or word
    return int(said) if re.fullmatch(r"[1-9]", said) else None


def _in_range(numbers: Sequence[int], offered: int) -> tuple[int, ...]:
    most = min(offered or _MOST, _MOST)
    return tuple(dict.fromkeys(numbers)) if numbers and all(1 <= number <= most for number in numbers) else ()


def _by_name(words: Sequence[str], labels: Sequence[str]) -> tuple[int, ...]:
    fillers = load("talk", "choices")["fillers"]
    said = [word for word in words if word.isalpha() and word not in fillers]
    names = [set(re.findall(r"[a-z]+", label.lower())) for label in labels]
    if not said or not all(any(word in name for name in names) for word in said):
        return ()
    return tuple(at for at, name in enumerate(names, 1) if name & set(said))
