"""`navigator doctor`: what is misconfigured, in plain words."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.model_files import newest_model
from navigator.errors import NavigatorError
from navigator.privacy.sealing import Sealer, new_key
from navigator.safety.lines import stale_lines
from navigator.settings import Settings


@click.command("doctor", short_help="Say what is misconfigured.")
@click.option("--new-key", is_flag=True, help="Print a fresh key for NAVIGATOR_SECRET_KEYS or NAVIGATOR_PSEUDONYM_KEY.")
def command(new_key: bool) -> None:
    """Say what is misconfigured, in plain words. Exit code 1 when something would keep the server from starting.

    \b
    Examples:  navigator doctor
               navigator doctor --new-key
    """
    if new_key:
        click.echo(_key())
        return
    settings = Settings.from_environment(demo=True)
    Console().print(table_of(settings))
    problems, warnings = list(problems_of(settings)), list(warnings_of(settings))
    for problem in problems:
        click.echo(f"PROBLEM  {problem}")
    for warning in warnings:
        click.echo(f"note     {warning}")
    if not problems:
        click.echo("The server can start." if not warnings else "The server can start; see the notes.")
    click.get_current_context().exit(1 if problems else 0)


def _key() -> str:
    return new_key()


def table_of(settings: Settings) -> Table:
    """Every setting with its value; secrets say only whether they are set."""
    table = Table("setting", "value", "meaning", title="Settings")
    for each in fields(settings):
        if "env" in each.metadata:
            value = getattr(settings, each.name)
            shown = ("set" if value else "not set") if each.metadata["secret"] else value or "-"
            table.add_row(each.metadata["env"], shown, each.metadata["about"])
    return table


def problems_of(settings: Settings) -> Iterator[str]:
    """What would keep the server from starting."""
    yield from Settings(**{f.name: getattr(settings, f.name) for f in fields(settings) if f.name != "demo"}).problems()
    for check in (_keys, _model, _reporting):
        try:
            check(settings)
        except NavigatorError as error:
            yield error.sentence


def warnings_of(settings: Settings) -> Iterator[str]:
    """What works but wants a look."""
    if not settings.public_url.startswith("https://"):
        yield "NAVIGATOR_PUBLIC_URL is not an https address: Twilio's signatures will not fit"
    if not settings.twilio_account_sid:
        yield "TWILIO_ACCOUNT_SID is not set: the phone company's copies of messages cannot be deleted"
    if not (settings.twilio_number or settings.twilio_messaging_service_sid):
        yield "TWILIO_NUMBER is not set: nothing can be sent first"
    for line in stale_lines(date.today()):  # the operator's day, to the day
        yield f"crisis line {line.id} was last checked on {line.checked}: more than six months ago"


def _keys(settings: Settings) -> None:
    if settings.keys:
        Sealer(settings.keys)


def _model(settings: Settings) -> None:
    newest_model(settings.model_path)


def _reporting(settings: Settings) -> None:
    if settings.reporting_text and not Path(settings.reporting_text).is_file():
        raise NavigatorError(f"NAVIGATOR_REPORTING_TEXT names no file: {settings.reporting_text}")
