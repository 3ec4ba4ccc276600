"""Names people go by online: @names, and what follows "my ig is"."""

import re
from collections.abc import Iterator

from navigator.privacy.recognisers.span import Span
from navigator.privacy.recognisers.words import is_common

_AT = re.compile(r"(?<![\w@.])@[a-z_][\w.]{1,29}", re.IGNORECASE)
_PLACES = (
    r"ig|insta|instagram|snap|snapchat|sc|fb|facebook|messenger|tiktok|tik tok|twitter|telegram|kik|whatsapp|wickr|"
    r"discord|onlyfans|tagged|plenty of fish|pof|skip the games|screen ?name|user ?name|usuario"
)
_GIVEN = re.compile(
    rf"\b(?:{_PLACES})\b(?: (?:name|handle|user ?name|account|acct|page|usuario|cuenta))?"
    r"(?P<sure> ?[:=] ?| (?:is|es|as|under|como) |['’]s )? ?(?P<handle>[a-z_][\w.]{2,29})",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"\b(?:follow|add|find|look|hit|sigueme|agregame|buscame) (?:me|him|her|us)? ?(?:up )?(?:at|on|as|como) "
    r"(?P<handle>[a-z]\w*[\d_.]\w*)",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    for match in _AT.finditer(text):
        yield Span(match.start(), match.start() + len(match.group().rstrip(".")), "handle")
    for match in _GIVEN.finditer(text):
        handle = match["handle"].rstrip(".")
        odd = any(not letter.isalpha() for letter in handle)
        if odd or (match["sure"] and not is_common(handle)):
            yield Span(match.start("handle"), match.start("handle") + len(handle), "handle")
    for match in _FOLLOW.finditer(text):
        yield Span(match.start("handle"), match.end("handle"), "handle")
