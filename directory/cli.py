"""`navigator directory`: import, check, export, search and count. Exit code 0 fine, 1 problems found, 2 wrong use."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

import migrations
from directory.cli_report import as_json, show
from directory.cli_search import command as search
from directory.hsds.write_sheet import write_template
from directory.store.duplicates import duplicates
from directory.store.export import export_json, export_sheet, export_tabular
from directory.store.load import Loaded, load
from directory.store.repository import Directory
from navigator.clock import SystemClock
from navigator.errors import StoreUnavailable
from navigator.settings import Settings
from navigator.store import open_database

database = click.option("--database", metavar="URL", help="Default: the one of the settings.")
FORMATS = ("hsds-json", "hsds-csv", "csv")


@click.group("directory", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Keep the directory of services.

    \b
    Try:  navigator directory template services.csv
          navigator directory import services.csv --dry-run
          navigator directory search --need food --near 94601
    """


@command.command("import", epilog="Example: navigator directory import services.csv --dry-run")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change; keep nothing.")
@click.option("--json", "json_out", is_flag=True, help="One JSON object instead of text.")
@database
def import_(path: Path, dry_run: bool, json_out: bool, database: str | None) -> None:
    """Bring in services from PATH: all or nothing.

    PATH is HSDS JSON, HSDS CSV files (folder or zip), an Ohana folder, an iCarol CSV, or a one-sheet CSV or XLSX.
    What was edited or verified here stays.
    """
    with _opened(database) as (engine, timezone):
        loaded = _load(engine, path, timezone, dry_run)
    _answer(loaded, dry_run, json_out)


@command.command(epilog="Example: navigator directory check services.csv")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "json_out", is_flag=True, help="One JSON object instead of text.")
def check(path: Path, json_out: bool) -> None:
    """Say what is wrong with PATH, with file, row and field. Touches no database."""
    engine = open_database("sqlite://")
    migrations.upgrade(engine)
    _answer(_load(engine, path, "", True), True, json_out)


@command.command(epilog="Example: navigator directory export --format hsds-json out.json")
@click.option("--format", "format", type=click.Choice(FORMATS), required=True)
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@database
def export(format: str, out: Path, database: str | None) -> None:
    """Write all services to OUT: HSDS 3.1 JSON, a zip of HSDS 3.1 CSV files, or the one-sheet.

    Addresses of confidential places are not in any of them.
    """
    with _opened(database) as (engine, _), _writing(out):
        if format == "hsds-csv":
            count = export_tabular(engine, out)
        else:
            with out.open("w", encoding="utf-8", newline="") as file:
                count = export_json(engine, file) if format == "hsds-json" else export_sheet(Directory(engine), file)
    click.echo(f"{count} services in {out}")


@command.command(epilog="Example: navigator directory stats")
@click.option("--json", "json_out", is_flag=True, help="One JSON object instead of text.")
@database
def stats(json_out: bool, database: str | None) -> None:
    """Count listings by status and by need."""
    with _opened(database) as (engine, _):
        counts = Directory(engine).counts()
    if json_out:
        click.echo(json.dumps(counts))
        return
    for kind, found in counts.items():
        click.echo(f"by {kind}:")
        for name, count in sorted(found.items()):
            click.echo(f"  {count:>7}  {name}")


@command.command("duplicates", epilog="Example: navigator directory duplicates")
@database
def duplicates_(database: str | None) -> None:
    """Show services that may be the same one twice. Nothing is merged."""
    with _opened(database) as (engine, _):
        directory = Directory(engine)
        names = {one.id: one.name for one in directory.all()}
        found = duplicates(directory.all())
    for pair in found:
        click.echo(f"{pair.alike}% and the same {pair.because}:")
        for id in (pair.first, pair.second):
            click.echo(f"  {id}  {names[id]}")
    click.echo(f"{len(found)} pairs")


@command.command(epilog="Example: navigator directory template services.csv")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def template(out: Path) -> None:
    """Write an empty one-sheet to OUT, with an example row."""
    with _writing(out), out.open("w", encoding="utf-8-sig", newline="") as file:
        write_template(file)
    click.echo(f"Fill in {out}, then: navigator directory import {out} --dry-run")


command.add_command(search)


def _load(engine: Engine, path: Path, timezone: str, dry_run: bool) -> Loaded:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:.0f} rows"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"Reading {path.name}", total=None)
        at = SystemClock().now()
        step = lambda count: progress.advance(task, count)  # noqa: E731  # a def here would only hide it
        return load(engine, path, at=at, timezone=timezone, dry_run=dry_run, step=step)


def _answer(loaded: Loaded, dry_run: bool, json_out: bool) -> None:
    if json_out:
        click.echo(json.dumps(as_json(loaded, dry_run), ensure_ascii=False))
    else:
        show(loaded, dry_run)
    if loaded.report.problem_count:
        click.get_current_context().exit(1)


@contextmanager
def _opened(url: str | None) -> Iterator[tuple[Engine, str]]:
    """The migrated database and the time zone of the settings; its failures become one sentence."""
    settings = Settings.from_environment(demo=True)
    try:
        engine = open_database(url or settings.database_url)
        migrations.upgrade(engine)
        yield engine, settings.timezone
        engine.dispose()
    except SQLAlchemyError as problem:
        raise StoreUnavailable(
            "The database cannot be used: is it there, and is nobody else writing to it?"
        ) from problem


@contextmanager
def _writing(out: Path) -> Iterator[Any]:
    try:
        yield out
    except OSError as problem:
        raise click.FileError(str(out), problem.strerror or "cannot be written") from problem
