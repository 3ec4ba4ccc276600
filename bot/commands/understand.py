"""`navigator understand`: what is heard in a sentence, without Rasa and without a conversation."""

import json
import sys
from collections.abc import Callable
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bot.model_files import understanding_folder
from navigator.privacy.scrub import Scrubber
from navigator.safety.screen import Assessment, Screen, default_screen
from navigator.settings import Settings
from navigator.understanding.heard import Heard
from navigator.understanding.model import Model
from navigator.understanding.pipeline import Pipeline

Row = dict[str, Any]


@click.command("understand", short_help="Show what is understood from a sentence.")
@click.argument("sentence", required=False)
@click.option("--jsonl", is_flag=True, help='Read {"id", "text"} lines from standard input, write JSON lines.')
def command(sentence: str | None, jsonl: bool) -> None:
    """Show what is understood from a sentence.

    \b
    Examples:  navigator understand "me n my 2 kids need a place tonite"
               navigator understand --jsonl < messages.jsonl
    """
    if jsonl == bool(sentence):
        raise click.UsageError("give one sentence, or --jsonl")
    reader = Reader(Settings.from_environment(demo=True))
    if jsonl:
        _lines(reader)
    else:
        _show(reader, sentence or "")


class Reader:
    """Understanding, safety screen and scrubber over one message."""

    def __init__(self, settings: Settings) -> None:
        self._pipeline = Pipeline(Model.load(understanding_folder(settings.model_path)))
        self._screen: Screen = default_screen(settings.safety_folder)
        self._scrubber = Scrubber.load(settings.scrub_folder)

    def read(self, text: str) -> tuple[Heard, Assessment, str]:
        heard = self._pipeline.hear(text)
        return heard, self._screen.assess(text), self._scrubber.scrub(text)


def _lines(reader: Reader) -> None:
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            id, text = row["id"], row["text"]
        except (ValueError, KeyError, TypeError):
            raise click.UsageError(f'line {number} is not {{"id": …, "text": …}}') from None
        print(json.dumps(contract(id, *reader.read(str(text))), ensure_ascii=False), flush=True)


def contract(id: object, heard: Heard, danger: Assessment, scrubbed: str) -> Row:
    """Exactly the fields that others rely on."""
    return {
        "id": id,
        "needs": list(heard.needs),
        "circumstances": list(heard.circumstances),
        "urgency": heard.urgency,
        "safety": list(danger.classes),
        "language": heard.language or "en",
        "scrubbed": scrubbed,
    }


def _show(reader: Reader, sentence: str) -> None:
    heard, danger, scrubbed = reader.read(sentence)
    table = Table(show_header=False)
    for name, value in _rows(heard, danger, scrubbed):
        table.add_row(name, value)
    Console().print(table)


def _rows(heard: Heard, danger: Assessment, scrubbed: str) -> list[tuple[str, str]]:
    join: Callable[[tuple[str, ...]], str] = ", ".join
    fired = [f"{id} (seen by: {layer})" for id, layer in danger.layers.items()]
    rows = [
        ("does", f"{heard.act} ({heard.act_confidence:.2f})"),
        ("needs", join(heard.needs)),
        ("perhaps", join(heard.maybe_needs + heard.maybe_circumstances)),
        ("not", join(heard.not_needs + heard.not_circumstances)),
        ("circumstances", join(heard.circumstances)),
        ("urgency", heard.urgency or ""),
        ("age", str(heard.age or "")),
        ("area", heard.area.label if heard.area else ("unclear" if heard.area_unclear else "")),
        ("language", heard.language or ""),
        ("safety", ", ".join(fired)),
        ("scrubbed", scrubbed),
    ]
    return [(name, value) for name, value in rows if value]
