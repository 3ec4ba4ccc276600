"""`navigator evaluate`: how well people are understood, on messages written apart from the training data."""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.commands.rasa import ROOT
from bot.model_files import understanding_folder
from navigator.errors import NavigatorError
from navigator.evaluation.compare import Drop, compare
from navigator.evaluation.items import read_items
from navigator.evaluation.measure import measure
from navigator.evaluation.page import page
from navigator.evaluation.report import Report
from navigator.settings import Settings
from navigator.understanding.model import Model
from navigator.understanding.pipeline import Pipeline

SETS = ROOT / "navigator" / "evaluation" / "sets"
BASELINE = ROOT / "navigator" / "evaluation" / "baseline.json"


@click.command("evaluate", short_help="Measure understanding on the evaluation sets.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write one self-contained page here.")
@click.option("--save", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON, to compare.")
@click.option("--model", type=click.Path(exists=True, path_type=Path), help="Another model than the newest.")
@click.option("--against", type=click.Path(exists=True, path_type=Path), help="A second model, or a saved report.")
@click.option("--check", is_flag=True, help="Exit 1 when a label fell below its interval in the kept baseline.")
@click.option("--every", is_flag=True, help="Show every label, not only the totals.")
def command(
    html: Path | None, save: Path | None, model: Path | None, against: Path | None, check: bool, every: bool
) -> None:
    """Measure understanding on messages written apart from the training data.

    \b
    Examples:  navigator evaluate --every
               navigator evaluate --html report.html
               navigator evaluate --against models/older.tar.gz
               navigator evaluate --check
    """
    report = measured(model or Settings.from_environment(demo=True).model_path)
    console = Console()
    console.print(table_of(report, every=every))
    if html:
        html.write_text(page(report), encoding="utf-8")
        click.echo(f"Wrote {html}")
    if save:
        report.save(save)
    drops = list(_drops(report, against, check))
    for drop in drops:
        click.echo(f"fell: {drop.name} {drop.before:.3f} -> {drop.after:.3f} (chance alone explains {drop.low:.3f})")
    click.get_current_context().exit(1 if drops else 0)


def measured(model: Path) -> Report:
    pipeline = Pipeline(Model.load(understanding_folder(model)))
    return measure(pipeline, read_items(sorted(SETS.glob("understanding.*.jsonl"))))


def _drops(report: Report, against: Path | None, check: bool) -> Iterator[Drop]:
    """What `report` lost: to `against` (a model or a saved report), and with `check` to the kept baseline."""
    if against:
        other = Report.load(against) if against.suffix == ".json" else measured(against)
        yield from compare(other, report)
    if check:
        if not BASELINE.is_file():
            raise NavigatorError(
                f"no baseline yet; make one with: navigator evaluate --save {BASELINE.relative_to(ROOT)}"
            )
        yield from compare(Report.load(BASELINE), report)


def table_of(report: Report, every: bool) -> Table:
    cost = report.cost
    table = Table("", "score", "95 in 100", "precision / recall", "messages", title=f"{report.messages} messages")
    shown = len(report.overall) + (len(report.labels) if every else 0)
    for row in list(report.rows())[:shown]:
        table.add_row(*row)
    table.caption = f"{cost.median_ms:.1f} ms median, {cost.p99_ms:.1f} ms p99, {cost.grown_mb:.0f} MB"
    return table
