"""Addresses of pages that are somebody's: those with a path. A bare host ("google.com") is nobody's."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span

_LINK = re.compile(
    r"\b(?:https?://\S+|(?:[a-z0-9-]+\.)+(?:com|net|org|me|co|app|ee|gg|ly|tv|io|us|mx)/\S+)", re.IGNORECASE
)


def find(text: str) -> Iterator[Span]:
    for match in _LINK.finditer(text):
        end = match.end() - len(match.group()) + len(match.group().rstrip(".,;:!?)"))
        yield Span(match.start(), end, "link")
