"""Reads files that anybody may have made: bounded, decoded, and never trusted to be what they say."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from directory.hsds.checks import LONGEST

MOST_UNPACKED = 2_000_000_000  # bytes of all files in a zip
MOST_RATIO = 300  # unpacked to packed; text packs to a twentieth, a bomb to a thousandth
LONGEST_LINE = 4 * LONGEST


class Unfit(ValueError):
    """The file cannot be read as what it should be; `str()` is the reason, `row` is where when known."""

    def __init__(self, reason: str, row: int = 0) -> None:
        super().__init__(reason)
        self.row = row


class Bundle:
    """The files of a folder, a zip or a single file, by their bare names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        if path.is_dir():
            self._names = {file.name: str(file) for file in sorted(path.iterdir()) if file.is_file()}
        elif zipfile.is_zipfile(path) and path.suffix.lower() != ".xlsx":
            self._zip = open_zip(path)
            self._names = _members(self._zip)
        else:
            self._names = {path.name: str(path)}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def names(self) -> list[str]:
        return list(self._names)

    def open(self, name: str) -> BinaryIO:
        if self._zip is None:
            return Path(self._names[name]).open("rb")
        return cast(BinaryIO, self._zip.open(self._names[name]))

    def size(self, name: str) -> int:
        if self._zip is None:
            return Path(self._names[name]).stat().st_size
        return self._zip.getinfo(self._names[name]).file_size


def open_zip(path: Path, most: int = MOST_UNPACKED) -> zipfile.ZipFile:
    """Raises :class:`Unfit` for a broken zip, an encrypted one, or one that unpacks to far more than it holds."""
    try:
        opened = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise Unfit("is not a zip that can be read") from problem
    unpacked = sum(info.file_size for info in opened.infolist())
    packed = sum(info.compress_size for info in opened.infolist())
    if unpacked > most or (unpacked > 10_000_000 and unpacked > MOST_RATIO * max(packed, 1)):
        raise Unfit("unpacks to far more than it holds, and is left alone")
    if any(info.flag_bits & 1 for info in opened.infolist()):
        raise Unfit("is locked with a password")
    return opened


def _members(opened: zipfile.ZipFile) -> dict[str, str]:
    """Bare name -> name in the zip. Folders inside do not matter; nothing is ever written to disk."""
    names = [info.filename for info in opened.infolist() if not info.is_dir() and "__MACOSX" not in info.filename]
    return {name.replace("\\", "/").rpartition("/")[2]: name for name in names}


def rows(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV, numbered from 1. Raises :class:`Unfit` with the row where it stops being one."""
    start = file.peek(4)[:4] if isinstance(file, io.BufferedReader | zipfile.ZipExtFile) else b""
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    number = 0
    try:
        with io.TextIOWrapper(file, encoding=encoding, newline="") as text:
            lines = _lines(text)
            first = next(lines, "")
            delimiter = max(",;\t", key=first.count)
            for row in csv.reader(_again(first, lines), delimiter=delimiter, strict=False):
                number += 1
                yield number, row
    except UnicodeError:
        raise Unfit("is not UTF-8 text: save it as “CSV UTF-8”", number + 1) from None
    except (csv.Error, zipfile.BadZipFile, OSError, EOFError) as problem:
        raise Unfit(f"cannot be read on: {problem}", number + 1) from None


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            raise csv.Error(f"a line of more than {LONGEST_LINE} characters")
        yield line
