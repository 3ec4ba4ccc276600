"""`navigator chat`: talk in the terminal, through the same door as real messages."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from navigator.clock import FrozenClock, SystemClock
from navigator.settings import Settings
from navigator.sms.segments import segments

Row = dict[str, Any]


@click.command("chat", short_help="Talk in the terminal.")
@click.option("--channel", type=click.Choice(["sms", "web"]), default="sms", show_default=True, help="How to render.")
@click.option("--jsonl", is_flag=True, help="Read JSON lines from standard input, write JSON lines.")
@click.option("--now", type=click.DateTime(["%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S%z"]), help="Pretend it is now.")
@click.option("--database", default="", help="Directory to search; the sample city if not given.")
def command(channel: str, jsonl: bool, now: datetime | None, database: str) -> None:
    """Talk in the terminal. Conversations last as long as the command.

    \b
    Examples:  navigator chat
               navigator chat --channel web
               echo '{"conversation": "a", "channel": "sms", "text": "need a bed tonight"}' | navigator chat --jsonl
    """
    with _inbox(now, database) as inbox:
        if jsonl:
            asyncio.run(_scripted(inbox))
        else:
            asyncio.run(_talk(inbox, channel))


@contextmanager
def _inbox(now: datetime | None, database: str) -> Iterator[Any]:
    """An inbox whose conversations stand in a temporary folder and are gone at the end."""
    from bot.app import build, load_samples
    from bot.limits import Limits

    settings = Settings.from_environment(demo=True)
    clock = FrozenClock(now) if now else SystemClock()
    listings = database or settings.database_url
    if not database and not settings.database:
        load_samples(settings)
    with tempfile.TemporaryDirectory(prefix="navigator-chat-") as home:
        apart = replace(settings, home=home, database="", apart="")
        # A script writes faster than a person; the limit is not what is being looked at here.
        limits = Limits(clock, burst=1_000_000)
        yield build(apart, clock=clock, directory_url=listings, limits=limits).inbox


async def _scripted(inbox: Any) -> None:
    for number, line in enumerate(sys.stdin, start=1):
        if line.strip():
            print(json.dumps(await _answered(inbox, _row(line, number)), ensure_ascii=False), flush=True)


def _row(line: str, number: int) -> Row:
    try:
        row = json.loads(line)
    except ValueError:
        raise click.UsageError(f"line {number} is not JSON") from None
    if (
        not isinstance(row, dict)
        or not isinstance(row.get("conversation"), str)
        or not isinstance(row.get("text"), str)
    ):
        raise click.UsageError(f'line {number} needs "conversation" and "text"')
    if row.get("channel", "sms") not in ("sms", "web"):
        raise click.UsageError(f'line {number}: "channel" is sms or web')
    return row


async def _answered(inbox: Any, row: Row) -> Row:
    from bot.inbox import Inbound

    channel = row.get("channel", "sms")
    inbound = Inbound(channel, row["conversation"], row["text"], sid=str(row.get("sid") or ""))
    answer = await inbox.receive(inbound)
    replies = [said.text for said in answer.said]
    return {
        "conversation": row["conversation"],
        "replies": replies,
        "segments": [segments(reply) for reply in replies],
        "services": answer.services,
        "state": state_of(answer.slots),
        "safety": list(answer.safety),
    }


def state_of(slots: Row) -> Row:
    """The part of the state that others rely on."""
    area = slots.get("area") or {}
    return {
        "needs": slots.get("needs") or [],
        "circumstances": slots.get("circumstances") or [],
        "area": area.get("label", ""),
    }


async def _talk(inbox: Any, channel: str) -> None:
    click.echo("Type a message; an empty line ends.\n")
    while text := (await asyncio.to_thread(_ask)).strip():
        row = await _answered(inbox, {"conversation": "terminal", "channel": channel, "text": text})
        for reply, count in zip(row["replies"], row["segments"], strict=True):
            size = f"   [{count} segment{'s' if count > 1 else ''}]" if channel == "sms" else ""
            click.echo(f"\n{reply}{click.style(size, dim=True)}\n")


def _ask() -> str:
    try:
        return input("> ")
    except EOFError:
        return ""
