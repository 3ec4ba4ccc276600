"""Which format a path is in. People hand over what they have; nobody should have to name it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from directory.hsds import icarol, json_read, ohana, onesheet, tabular
from directory.hsds.files import Bundle, Unfit, rows
from directory.hsds.record import Record, Report

Reader = Callable[[Bundle, Report], Iterator[Record]]


class Format(NamedTuple):
    name: str
    read: Reader


HSDS_JSON = Format("HSDS JSON", json_read.read)
HSDS_TABULAR = Format("HSDS tabular", tabular.read)
OHANA = Format("Ohana CSV", ohana.read)
ICAROL = Format("iCarol CSV", icarol.read)
ONE_SHEET = Format("one-sheet", onesheet.read)


def detect(bundle: Bundle) -> Format:
    """Raises :class:`Unfit` when nothing fits."""
    names = {name.lower(): name for name in bundle.names()}
    if "services.csv" in names:
        headers = _headers(bundle, names["services.csv"])
        return OHANA if {"taxonomy_ids", "location_id"} & set(headers) else HSDS_TABULAR
    if len(names) == 1 and bundle.names()[0].lower().endswith((".csv", ".tsv", ".txt", ".xlsx")):
        name = bundle.names()[0]
        if not name.lower().endswith(".xlsx") and icarol.is_icarol(_headers(bundle, name)):
            return ICAROL
        return ONE_SHEET
    if any(name.endswith(".json") and name != "datapackage.json" for name in names):
        return HSDS_JSON
    raise Unfit("is none of: HSDS JSON, HSDS tabular, Ohana CSV folder, iCarol CSV, one-sheet CSV or XLSX")


def _headers(bundle: Bundle, name: str) -> list[str]:
    _, first = next(rows(bundle.open(name)), (1, []))
    return [header.strip().lower() for header in first]
