"""HSDS 3.1 tabular: a zip of CSV files with the datapackage that describes them."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from directory.hsds.checks import NUMBERS
from directory.hsds.columns import COLUMNS
from directory.hsds.tabular import FILES

DEMANDED_KEYS = ("id", "name", "status", "number", "url")
_MOMENT = (2026, 1, 1, 0, 0, 0)  # the same content is the same file


def write_tabular(path: Path, tables: Iterable[tuple[str, Iterable[Mapping[str, Any]]]]) -> int:
    """Writes each HSDS object's rows as its CSV; the number of services."""
    services = 0
    written: dict[str, list[str]] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for table, rows in tables:
            kept = list(rows)
            if kept:
                written[table] = _columns(table, kept)
                _put(package, FILES[table], _csv(table, written[table], kept))
            services += len(kept) if table == "service" else 0
        _put(package, "datapackage.json", json.dumps(datapackage(written), indent=1))
    return services


def datapackage(tables: Mapping[str, list[str]]) -> dict[str, Any]:
    """Describes the files: object -> its columns."""
    return {
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": "3.1.0",
        "homepage": "https://docs.openreferral.org",
        "resources": [_resource(table, columns) for table, columns in sorted(tables.items())],
    }


def _resource(table: str, columns: list[str]) -> dict[str, Any]:
    fields = [{"name": name, "type": "number" if name in NUMBERS else "string"} for name in columns]
    return {
        "name": table,
        "path": FILES[table],
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"primaryKey": "id", "fields": fields},
    }


def _columns(table: str, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    aside = {name: None for row in rows for name in row.get("extra") or {}}
    return [*COLUMNS[table], *sorted(aside)]


def _csv(table: str, columns: list[str], rows: Iterable[Mapping[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        aside = row.get("extra") or {}
        writer.writerow([_cell(row[name] if name in COLUMNS[table] else aside.get(name)) for name in columns])
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _put(package: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, text.encode("utf-8"))
