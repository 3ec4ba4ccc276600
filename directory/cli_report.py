"""What an import says when it is done, for a person and as JSON."""

from typing import Any

import click

from directory.hsds.record import Problem
from directory.store.load import Loaded

SHOWN = 20  # of a kind, to a person; JSON has them all


def as_json(loaded: Loaded, dry_run: bool) -> dict[str, Any]:
    difference = loaded.difference
    return {
        "format": loaded.format,
        "kept": loaded.kept,
        "dry_run": dry_run,
        "new": dict(difference.new),
        "changed": dict(difference.changed),
        "same": dict(difference.same),
        "gone": dict(difference.gone),
        "local_edits_kept": difference.kept,
        "changes": difference.changes,
        "problems": [_problem(one) for one in loaded.report.problems],
        "problem_count": loaded.report.problem_count,
        "notes": [_problem(one) for one in loaded.report.notes],
        "note_count": loaded.report.note_count,
    }


def show(loaded: Loaded, dry_run: bool) -> None:
    report, difference = loaded.report, loaded.difference
    _list("Notes", report.notes, report.note_count)
    if report.problem_count:
        _list("Problems", report.problems, report.problem_count)
        click.echo(f"Nothing was kept: {report.problem_count} problems.")
        return
    for word in ("new", "changed", "same", "gone"):
        counted = +getattr(difference, word)
        if counted:
            click.echo(f"{word:>8}: " + ", ".join(f"{count} {name}" for name, count in sorted(counted.items())))
    for change in difference.changes[:SHOWN]:
        click.echo(
            f"  {change['object']} {change['id']} {change['field']}: {change['before']!r} -> {change['after']!r}"
        )
    if difference.kept:
        click.echo(f"{difference.kept} edits made here stand.")
    click.echo("Nothing was kept: this was a dry run." if dry_run else f"Imported ({loaded.format}).")


def _problem(one: Problem) -> dict[str, Any]:
    return {"file": one.file, "row": one.row, "field": one.field, "reason": one.reason}


def _list(title: str, found: list[Problem], count: int) -> None:
    if not found:
        return
    click.echo(f"{title} ({count}):")
    for one in found[:SHOWN]:
        click.echo(f"  {one}")
    if count > SHOWN:
        click.echo(f"  … and {count - SHOWN} more")
