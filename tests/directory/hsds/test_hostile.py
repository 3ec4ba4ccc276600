"""Files made to hurt: always a report, never a traceback, never half an import."""

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from directory.hsds.record import Record, Report
from directory.store.load import caught
from directory.store.repository import Directory
from navigator.store import open_database
from tests.directory.sheets import bring, opened, service, sheet


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'navigator.db'}")
    yield opened(engine)
    engine.dispose()


def refused(directory: Directory, path: Path) -> str:
    """The reasons; and nothing was kept."""
    loaded = bring(directory, path)
    assert not loaded.kept
    assert list(directory.all()) == []
    return "; ".join(str(one) for one in loaded.report.problems)


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_a_zip_bomb(directory: Directory, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("services.csv", b"0" * 30_000_000)
    assert "unpacks to far more" in refused(directory, tmp_path / "in.zip")


def test_a_workbook_bomb(directory: Directory, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 30_000_000)
    assert "unpacks to far more" in refused(directory, tmp_path / "in.xlsx")


def test_entities_in_a_workbook(directory: Directory, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "xx"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with zipfile.ZipFile(tmp_path / "in.xlsx", "w") as package:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "_rels/.rels"):
            package.writestr(name, bomb)
    assert "no workbook" in refused(directory, tmp_path / "in.xlsx")


def test_a_huge_cell(directory: Directory, tmp_path: Path) -> None:
    assert refused(directory, sheet(tmp_path, service(description="x" * 150_000)))
    assert refused(directory, written(tmp_path, "line.csv", b"name,needs\n" + b"x" * 5_000_000))


def test_another_encoding(directory: Directory, tmp_path: Path) -> None:
    told = refused(directory, written(tmp_path, "in.csv", "name,needs,phone\nJabón,food,1".encode("latin-1")))
    assert "is not UTF-8 text" in told


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x00", b"[", b"{", b"[{]", b'{"a": NaN}', b"[" * 100_000, b'{"a":' * 5_000, b"[1, null]", b"nul",
     b'[{"id": {"a": 1}, "status": "active"}]', b'{"contents": [[]]}', b"\xff\xfe", b'{"id": 1e999, "status": 2}'],
)  # fmt: skip
def test_broken_json(directory: Directory, tmp_path: Path, content: bytes) -> None:
    assert refused(directory, written(tmp_path, "in.json", content))


@pytest.mark.parametrize("name", ["in.csv", "in.xlsx", "in.zip", "in.pdf"])
def test_something_else_altogether(directory: Directory, tmp_path: Path, name: str) -> None:
    assert refused(directory, written(tmp_path, name, b"%PDF-1.7 \x00\x01\x02"))


def test_an_empty_folder(directory: Directory, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert "is none of" in refused(directory, tmp_path / "none")


GOOD = service(hours="24/7", languages="en", genders="all", minimum_age="18")


def good_csv(folder: Path) -> bytes:
    return sheet(folder, GOOD).read_bytes()


def good_json(folder: Path) -> bytes:
    one = {"id": "s", "name": "Soup", "status": "active", "phones": [{"id": "p", "number": "1"}]}
    return json.dumps([one]).encode()


def good_xlsx(folder: Path) -> bytes:
    book = openpyxl.Workbook()
    for row in (list(GOOD), list(GOOD.values())):
        book.worksheets[0].append(row)
    book.save(folder / "good.xlsx")
    return (folder / "good.xlsx").read_bytes()


def good_zip(folder: Path) -> bytes:
    with zipfile.ZipFile(folder / "good.zip", "w") as package:
        package.writestr("services.csv", "id,name,status\ns,Soup,active\n")
        package.writestr("phones.csv", "id,service_id,number\np,s,1\n")
    return (folder / "good.zip").read_bytes()


@pytest.mark.parametrize(
    ("name", "good", "tries"),
    [("in.csv", good_csv, 60), ("in.json", good_json, 60), ("in.xlsx", good_xlsx, 60), ("in.zip", good_zip, 60)],
)
def test_damaged_files(
    directory: Directory, tmp_path: Path, name: str, good: Callable[[Path], bytes], tries: int
) -> None:
    """Every byte of a good file may be wrong: it imports whole, or not at all, and never breaks."""
    chance, whole = random.Random(5), good(tmp_path)
    for _ in range(tries):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if chance.random() < 0.2:
            del damaged[chance.randrange(len(damaged)) :]
        assert not bring(directory, written(tmp_path, name, bytes(damaged)), dry_run=True).kept
    assert list(directory.all()) == []


PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml")


@pytest.mark.parametrize("part", PARTS)
def test_a_workbook_whose_inside_is_damaged(directory: Directory, tmp_path: Path, part: str) -> None:
    """Past the checksums: each part is packed again with a few wrong bytes in it."""
    chance = random.Random(part)
    with zipfile.ZipFile(io.BytesIO(good_xlsx(tmp_path))) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    for _ in range(25):
        damaged = bytearray(parts[part])
        for _ in range(chance.randint(1, 3)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'<>/"&=09xA\xff')
        with zipfile.ZipFile(tmp_path / "in.xlsx", "w") as package:
            for one, content in parts.items():
                package.writestr(one, bytes(damaged) if one == part else content)
        assert not bring(directory, tmp_path / "in.xlsx", dry_run=True).kept
    assert list(directory.all()) == []


def test_a_reader_that_breaks_is_told_with_the_row_it_had_reached() -> None:
    """No file known to us does this; some file will."""

    report = Report()

    def reader() -> Iterator[Record]:
        yield Record("service", {"id": "s", "name": "Soup", "status": "active"}, "in.csv", 7)
        raise LookupError

    read = list(caught(reader(), report, "in.csv"))
    assert len(read) == 1
    assert [str(one) for one in report.problems] == ["in.csv, row 7: cannot be read on from here: LookupError"]
