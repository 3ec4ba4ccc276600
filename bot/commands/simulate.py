"""`navigator simulate`: made-up people talk to the real inbox and are scored by what they got."""

import asyncio
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from navigator.clock import FrozenClock, SystemClock
from navigator.ids import SeededIds
from navigator.needs import LANGUAGES
from navigator.settings import Settings
from navigator.simulation.page import page, to_json
from navigator.simulation.persona import Persona, personas
from navigator.simulation.reply import Line, Reply
from navigator.simulation.run import simulate
from navigator.simulation.score import Measures
from navigator.simulation.services import Service, places_of

if TYPE_CHECKING:
    from bot.app import Parts
    from bot.inbox import Inbox

START = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)  # a Friday, 11 in the morning in the sample city
File = click.Path(dir_okay=False, path_type=Path)


@click.command("simulate", short_help="Let made-up people talk to the inbox and score what they got.")
@click.option("--people", type=click.IntRange(1, 10_000), default=60, show_default=True)
@click.option("--seed", default=7, show_default=True, help="Another seed is other people.")
@click.option("--language", type=click.Choice([*LANGUAGES, "both"]), default="both", show_default=True)
@click.option("--html", type=File, help="Write one self-contained page here.")
@click.option("--json", "out", type=File, help="Write every talk and its score here.")
@click.option("--database", default="", help="Directory to search; the sample city if not given.")
def command(people: int, seed: int, language: str, html: Path | None, out: Path | None, database: str) -> None:
    """Let made-up people talk to the real inbox. Exit code 1 when anyone was sent where they are turned away.

    \b
    Examples:  navigator simulate
               navigator simulate --people 200 --language es --html report.html
    """
    languages = LANGUAGES if language == "both" else (language,)
    with stage(seed, database) as (parts, clock):
        measures = met(parts, clock, personas(people, seed, places_of(services_of(parts).values()), languages))
    click.get_current_context().exit(told(measures, html, out))


def told(measures: Measures, html: Path | None = None, out: Path | None = None) -> int:
    """Prints and writes; the exit code."""
    Console().print(table_of(measures))
    if html:
        html.write_text(page(measures), encoding="utf-8")
        click.echo(f"Wrote {html}")
    if out:
        out.write_text(json.dumps(to_json(measures), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        click.echo(f"Wrote {out}")
    return 1 if measures.total("excluding") else 0


@contextmanager
def stage(seed: int, database: str = "", at: datetime | None = None) -> Iterator[tuple["Parts", FrozenClock]]:
    """The real parts in a temporary folder, gone at the end, and their clock.

    `database`: listings to search, as of `at` or now. The sample city is looked at on one and the same day.
    """
    from bot.app import build, load_samples
    from bot.limits import Limits

    settings, clock = (
        Settings.from_environment(demo=True),
        FrozenClock(at or (SystemClock().now() if database else START)),
    )
    with tempfile.TemporaryDirectory(prefix="navigator-simulate-") as home:
        apart = replace(settings, home=home, database="", apart="")
        if not database:
            load_samples(apart, clock)
        limits = Limits(clock, burst=1_000_000)  # the clock stands still while they write
        listings = database or apart.database_url
        parts = build(apart, clock=clock, ids=SeededIds(seed), directory_url=listings, limits=limits)
        try:
            yield parts, clock
        finally:
            parts.close()


def services_of(parts: "Parts") -> dict[str, Service]:
    """Every listing of the directory, by id."""
    return {one.id: one for one in parts.directory.all()}


def met(parts: "Parts", clock: FrozenClock, people: Sequence[Persona]) -> Measures:
    """What came of `people` at the real inbox."""
    return asyncio.run(simulate(people, Phone(parts.inbox), services_of(parts), clock.forward))


@dataclass
class Phone:
    """Text messages to the inbox, each person from a number of their own."""

    inbox: "Inbox"
    sent: int = 0

    async def __call__(self, who: str, text: str) -> Reply:
        from bot.inbox import Inbound

        self.sent += 1
        answer = await self.inbox.receive(Inbound("sms", f"simulated-{who}", text, sid=f"SIM{self.sent}"))
        lines = tuple(Line(said.text, said.key, said.services) for said in answer.said)
        return Reply(lines, answer.language, answer.safety)


def table_of(measures: Measures) -> Table:
    table = Table("", "", show_header=False, title="Simulated people")
    for row in measures.rows():
        table.add_row(*row)
    return table
