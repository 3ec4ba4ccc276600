"""Mail addresses, written as they are or as people spell them out in a text."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span

_WRITTEN = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
_HOSTS = "gmail|g mail|yahoo|hotmail|outlook|icloud|aol|proton|protonmail|live|msn|ymail"
_SPELT = re.compile(
    rf"\b[\w.+-]{{2,40}} ?(?:@|\(at\)|\bat\b|\barroba\b) ?(?:{_HOSTS})\b"
    r"(?: ?(?:\.|\bdot\b|\bpunto\b) ?(?:com|net|org|me)\b)?",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    for pattern in (_WRITTEN, _SPELT):
        for match in pattern.finditer(text):
            yield Span(*match.span(), "email")
