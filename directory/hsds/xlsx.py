"""The first sheet of a workbook, row by row."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml import DEFUSEDXML

from directory.hsds.files import Unfit, open_zip

MOST_UNPACKED = 300_000_000  # bytes; a workbook's texts are held in memory
MOST_COLUMNS = 500


def sheet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows of text. Raises :class:`Unfit` for what is no workbook."""
    assert DEFUSEDXML, "openpyxl must parse with defusedxml"  # else entities in a stranger's file would be expanded
    open_zip(path, MOST_UNPACKED).close()
    number = 0
    try:
        # Opened here: openpyxl leaves a workbook open that it cannot load.
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
            for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):
                yield number, [_text(cell) for cell in row]
    except (InvalidFileException, zipfile.BadZipFile, ParseError) as problem:
        raise Unfit(f"is no workbook that can be read: {type(problem).__name__}", number) from None
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, OverflowError) as problem:
        # openpyxl meets broken parts with whatever its parsing stumbles over.
        raise Unfit(f"is no workbook that can be read: {type(problem).__name__}", number) from None


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute) else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
