"""Card numbers: 13 to 19 digits that pass the Luhn check; as long a number that fails it is some other number."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span

_LONG = re.compile(r"(?<![\w$])\d(?:[ -]?\d){11,18}(?![\w])")


def find(text: str) -> Iterator[Span]:
    for match in _LONG.finditer(text):
        digits = [int(letter) for letter in match.group() if letter.isdecimal()]
        if not _is_list(match.group()):
            is_card = len(digits) >= 13 and passes_luhn(digits)
            yield Span(*match.span(), "card" if is_card else "id_number")


def passes_luhn(digits: list[int]) -> bool:
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _is_list(written: str) -> bool:
    """ZIP codes or menu digits one after another ("94601 94606 94612", "1 2 3 4 …")."""
    groups = re.split(r"[ -]", written)
    return len(groups) > 1 and all(len(group) == len(groups[0]) for group in groups) and len(groups[0]) in (1, 2, 5)
