"""How long a search of the directory takes, on both databases, against one bare hand-written statement.

The statement fetches what a match looks through (the nearest for each need, those that serve the area, lines for
everyone) through the bare driver and stops there: it reads no listing, weighs nothing and excludes nobody. On SQLite it
knows no farther than a box, so it fetches fewer where services stand far apart; the rows fetched are printed.
Import speed and peak memory are measured in a process of their own.
"""

import argparse
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg
from sqlalchemy import Engine

import migrations
from bench.made_directory import fill, people, write_hsds
from directory.model import Listing, Query
from directory.search import CANDIDATES, search
from directory.store.load import load
from directory.store.repository import Directory
from navigator.store import open_database

AT = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
ASKED = 200
BOX = 0.6  # degrees
SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"
Bare = Callable[[Query], int]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", default="2000,20000", help="services, comma-separated (default: %(default)s)")
    asked.add_argument("--imported", type=int, default=2000, help="services in the import (default: %(default)s)")
    asked.add_argument("--postgres", default=SERVER, help="a server where databases may be made (default: %(default)s)")
    asked.add_argument("--only", choices=("sqlite", "postgres"), help="one of the two databases")
    asked.add_argument("--import-file", nargs=2, metavar=("URL", "FILE"), help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.import_file:
        import_file(*given.import_file)
        return
    for kind in ("sqlite", "postgres") if given.only is None else (given.only,):
        for size in map(int, given.sizes.split(",")):
            with database(kind, given.postgres) as url:
                searches(kind, url, size)
        with database(kind, given.postgres) as url:
            imports(kind, url, given.imported)


def searches(kind: str, url: str, size: int) -> None:
    engine = open_database(url)
    start = time.perf_counter()
    fill(engine, size, AT)
    print(f"{kind}, {size:,} services, indexed in {time.perf_counter() - start:.1f} s", flush=True)
    wanted, directory, by_hand = people(ASKED, size, AT), Directory(engine), bare(kind, url, engine)
    cold = [timed(lambda one: search(directory, one), one) for one in wanted]
    pairs = [(timed(by_hand, one), timed(lambda one: search(directory, one), one)) for one in wanted * 2]
    plain, ours = ([pair[side] for pair in pairs] for side in (0, 1))
    for name, taken in (("first time", cold), ("match", ours), ("bare SQL", plain)):
        print(f"  {name:<10}  median {median(taken):6.2f} ms   p95 {quantiles(taken, n=20)[-1]:6.2f} ms")
    p95 = quantiles(ours, n=20)[-1] / quantiles(plain, n=20)[-1]
    rows = median(map(by_hand, wanted)), median(len(seen(directory, one)) for one in wanted)
    print(f"  rows: {rows[0]:.0f} by the bare SQL, {rows[1]:.0f} by the match")
    print(f"  match / bare SQL: {median(ours) / median(plain):.2f} median, {p95:.2f} p95", flush=True)
    engine.dispose()


def seen(directory: Directory, one: Query) -> list[Listing]:
    return directory.candidates(one.needs, one.near, limit=CANDIDATES)


def timed(work: Callable[[Query], object], one: Query) -> float:
    start = time.perf_counter()
    work(one)
    return (time.perf_counter() - start) * 1000


def bare(kind: str, url: str, engine: Engine) -> Bare:
    return by_psycopg(psycopg.connect(url, autocommit=True)) if kind == "postgres" else by_sqlite3(engine)


def by_psycopg(connection: "psycopg.Connection[Any]") -> Bare:
    share = CANDIDATES // 4
    statement = f"""SELECT l.n, l.payload FROM unnest(%s::text[]) w (need) CROSS JOIN LATERAL (
        (SELECT n FROM listing_place WHERE need = w.need AND place = 'everywhere' AND NOT spot LIMIT {share}) UNION ALL
        (SELECT n FROM listing_place WHERE need = w.need AND place = ANY(%s) AND NOT spot LIMIT {share}) UNION ALL
        (SELECT n FROM listing_area WHERE need = w.need
         ORDER BY spot <-> ll_to_earth(%s, %s)::cube LIMIT {CANDIDATES - share})
        ) f JOIN listing l ON l.n = f.n"""

    def ask(one: Query) -> int:
        assert one.near is not None
        spot = (one.near.latitude, one.near.longitude)
        return len(connection.execute(statement, (list(one.needs), sorted(one.near.places), *spot)).fetchall())

    return ask


def by_sqlite3(engine: Engine) -> Bare:
    connection = sqlite3.connect(str(engine.url.database))
    share = CANDIDATES // 4
    named = f"""SELECT n FROM (SELECT n FROM listing_place
        WHERE need = ? AND place IN ('everywhere', ?, ?) AND spot = 0 LIMIT {2 * share})"""
    nearest = f"""SELECT n FROM (SELECT id / 64 n FROM listing_area WHERE min_need >= ? AND max_need <= ?
        AND min_lat <= ? AND max_lat >= ? AND min_lon <= ? AND max_lon >= ?
        ORDER BY (min_lat - ?) * (min_lat - ?) + (min_lon - ?) * (min_lon - ?) LIMIT {CANDIDATES - share})"""

    def ask(one: Query) -> int:
        assert one.near is not None
        code, town = sorted(one.near.places)
        y, x = one.near.latitude or 0, one.near.longitude or 0
        box = (y + BOX, y - BOX, x + BOX, x - BOX, y, y, x, x)
        hashes = {need: zlib.crc32(need.encode()) % 2**24 / 2**24 for need in one.needs}
        given = [value for need in one.needs for value in (need, town, code, hashes[need], hashes[need], *box)]
        numbers = " UNION ".join([f"{named} UNION {nearest}"] * len(one.needs))
        rows = connection.execute(f"SELECT n, payload FROM listing WHERE n IN ({numbers})", given)
        return len(rows.fetchall())

    return ask


def imports(kind: str, url: str, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "services.json"
        write_hsds(file, size, AT)
        command = [sys.executable, "-m", "bench.bench_directory", "--import-file", url, str(file)]
        start = time.perf_counter()
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        taken, megabytes = time.perf_counter() - start, file.stat().st_size / 1e6
    print(f"{kind}, import of {size:,} services ({megabytes:.0f} MB of JSON): {taken:.1f} s, {told}", flush=True)


def import_file(url: str, file: str) -> None:
    engine = open_database(url)
    migrations.upgrade(engine)
    loaded = load(engine, Path(file), at=AT)
    assert loaded.kept, loaded.report.problems[:3]
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


@contextmanager
def database(kind: str, server: str) -> Iterator[str]:
    """The URL of an empty database, gone afterwards."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/bench.db"
        return
    name = f"navigator_bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            yield server.rpartition("/")[0] + f"/{name}"
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


if __name__ == "__main__":
    main()
