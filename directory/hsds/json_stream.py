"""Reads a large JSON file one object at a time: an object, a list of them, or a page with `contents`."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from directory.hsds.files import Unfit

PAGED = ("contents", "organizations", "taxonomy_terms")  # the last two: what our export adds to its services
CHUNK = 1 << 20
MOST_OBJECT = 50_000_000  # characters of one object
_SPACE = " \t\r\n"


def objects(file: BinaryIO) -> Iterator[Any]:
    """Raises :class:`Unfit` where the text stops being JSON."""
    text = _Text(file)
    first = text.peek()
    if first == "[":
        yield from _items(text)
    elif first == "{":
        yield from _object_or_page(text)
    else:
        raise Unfit("is no JSON object or list")
    if text.peek():
        yield from _lines(text)


def _lines(text: "_Text") -> Iterator[Any]:
    """More objects after the first: one a line, as some exports have it."""
    while text.peek():
        yield text.value()


def _items(text: "_Text") -> Iterator[Any]:
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    while True:
        yield text.value()
        if text.peek() == "]":
            text.take("]")
            return
        text.take(",")


def _object_or_page(text: "_Text") -> Iterator[Any]:
    head: dict[str, Any] = {}
    text.take("{")
    paged = False
    while text.peek() != "}":
        name = text.value()
        if not isinstance(name, str):
            raise Unfit("has an object whose field has no name")
        text.take(":")
        if name in PAGED and text.peek() == "[":
            paged = True
            yield from _items(text)
        else:
            head[name] = text.value()
        if text.peek() != "}":
            text.take(",")
    text.take("}")
    if not paged:
        yield head


class _Text:
    def __init__(self, file: BinaryIO) -> None:
        self._file, self._decoder = file, json.JSONDecoder(parse_constant=_refuse)
        self._left, self._at, self._ended, self._bytes = "", 0, False, b""

    def peek(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            while self._at < len(self._left) and self._left[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._left):
                return self._left[self._at]
            if not self._more():
                return ""

    def take(self, expected: str) -> None:
        if self.peek() != expected:
            raise Unfit(f"is broken JSON: {expected} expected")
        self._at += 1

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._left, self._at)
            except RecursionError:
                raise Unfit("is nested too deep") from None
            except ValueError as problem:
                if self._more():
                    continue
                raise Unfit(f"is broken JSON: {getattr(problem, 'msg', problem)}") from None
            # A number may go on in the next chunk.
            if end < len(self._left) or not self._more():
                self._at = end
                return found

    def _more(self) -> bool:
        if self._ended:
            return False
        kept = self._left[self._at :]
        if len(kept) > MOST_OBJECT:
            raise Unfit(f"has an object of more than {MOST_OBJECT} characters")
        # Doubling keeps the work linear when one object fills many chunks.
        raw = self._file.read(max(CHUNK, len(kept)))
        self._ended = not raw
        self._left, self._at = kept + self._decoded(raw), 0
        return True

    def _decoded(self, raw: bytes) -> str:
        whole = self._bytes + raw
        cut = len(whole)
        if not self._ended:
            # A character may be cut in two at the end of a chunk.
            while cut and cut > len(whole) - 4 and whole[cut - 1] >= 0x80:
                cut -= 1
        self._bytes = whole[cut:] if not self._ended else b""
        try:
            return whole[:cut].decode("utf-8-sig" if whole[:3] == b"\xef\xbb\xbf" else "utf-8")
        except UnicodeDecodeError:
            raise Unfit("is not UTF-8 text") from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number in JSON")
