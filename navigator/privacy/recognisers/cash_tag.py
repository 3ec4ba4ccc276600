"""Where someone takes money: $tags, and names given for cash app, venmo, zelle or paypal."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span
from navigator.privacy.recognisers.words import is_common

_TAG = re.compile(r"(?<![\w$])\$[a-z][\w-]{1,24}", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:cash ?app|cashtag|venmo|zelle|paypal|chime)\b(?: (?:name|tag|handle|account|acct|usuario|cuenta))?"
    r"(?P<sure> ?[:=] ?| (?:is|es|as|under|como) |['’]s )? ?(?P<tag>[a-z][\w.-]{2,24})",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    for match in _TAG.finditer(text):
        yield Span(*match.span(), "cash_tag")
    for match in _GIVEN.finditer(text):
        tag = match["tag"].rstrip(".-")
        odd = any(not letter.isalpha() for letter in tag)
        if odd or (match["sure"] and not is_common(tag)):
            yield Span(match.start("tag"), match.start("tag") + len(tag), "cash_tag")
