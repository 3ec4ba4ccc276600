"""Makes `zips.csv.gz` and `cities.csv.gz` from GeoNames files (see SOURCE.md). Run by a maintainer, never at run time.

python -m navigator.understanding.places.build US.txt cities1000.txt
"""

import csv
import gzip
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from navigator.understanding.normalise import fold

_HERE = Path(__file__).parent
_FEWEST = 1000  # people


def main(postal: Path, cities: Path) -> None:
    """`postal`: GeoNames postal codes of the US. `cities`: the GeoNames `cities1000` table."""
    _write("zips.csv.gz", _zips(_rows(postal)))
    _write("cities.csv.gz", _cities(_rows(cities)))


def key(name: str) -> str:
    """How a place is looked up: folded, letters and digits only, "st" and "ft" spelled out."""
    long = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain"}
    plain = "".join(letter if letter.isalnum() else " " for letter in fold(name).replace("'", ""))
    return " ".join(long.get(word, word) for word in plain.split())


def _zips(rows: Iterable[list[str]]) -> Iterator[str]:
    for row in rows:
        if row[4]:
            yield f"{row[1]}|{row[2]}|{row[4]}|{float(row[9]):.3f}|{float(row[10]):.3f}"


def _cities(rows: Iterable[list[str]]) -> Iterator[str]:
    for row in rows:
        if row[8] == "US" and int(row[14]) >= _FEWEST and row[7] != "PPLX":
            yield f"{key(row[1])}|{row[10]}|{row[1]}|{float(row[4]):.3f}|{float(row[5]):.3f}|{row[14]}"


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        yield from csv.reader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)


def _write(name: str, lines: Iterable[str]) -> None:
    text = "\n".join(sorted(set(lines))) + "\n"
    (_HERE / name).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
