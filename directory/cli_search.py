"""`navigator directory search`: what a person with these needs would be shown, and why."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import click
from sqlalchemy.exc import SQLAlchemyError

from directory.hours import describe
from directory.model import Found, Match, Near, Query
from directory.search import near as near_place
from directory.search import search
from directory.store.repository import Directory
from navigator.clock import SystemClock
from navigator.errors import StoreUnavailable
from navigator.needs import LANGUAGES, circumstances, needs
from navigator.settings import Settings
from navigator.store import open_database

EXAMPLE = "navigator directory search --need housing --circumstance has_record --near 00104 --at 2026-11-20T22:30"
MOMENTS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z")


@click.command("search", epilog=f"Example: {EXAMPLE}")
@click.option(
    "--need",
    "wanted",
    multiple=True,
    metavar="NEED",
    type=click.Choice(list(needs())),
    help="What is wanted: housing, food, legal …; repeatable.",
)
@click.option(
    "--circumstance",
    "said",
    multiple=True,
    metavar="WORD",
    type=click.Choice(list(circumstances())),
    help="What holds for the person: pet, has_record …; repeatable.",
)
@click.option("--near", "place", metavar="PLACE", help="A ZIP, a town or a neighborhood.")
@click.option(
    "--at",
    "when",
    metavar="2026-11-20T22:30",
    type=click.DateTime(MOMENTS),
    help="When, in the settings' zone; default now.",
)
@click.option("--urgency", type=click.Choice(["now", "soon"]), help="now: tonight; soon: in days.")
@click.option("--age", type=click.IntRange(0, 120), help="Years.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--words", default="", help='Free words, such as "tattoo removal".')
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True)
@click.option("--explain", is_flag=True, help="Show what each weight gave.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
@click.option("--database", metavar="URL", help="Default: the one of the settings.")
def command(
    wanted: tuple[str, ...],
    said: tuple[str, ...],
    place: str | None,
    when: datetime | None,
    urgency: Literal["now", "soon"] | None,
    age: int | None,
    language: str,
    words: str,
    limit: int,
    explain: bool,
    as_json: bool,
    database: str | None,
) -> None:
    """Find services for what a person needs, near a place, at a time."""
    if not wanted and not words.strip():
        raise click.UsageError("say what is wanted: --need or --words")
    settings = Settings.from_environment(demo=True)
    directory = Directory(open_database(database or settings.database_url), settings.timezone)
    at = _moment(when, settings.timezone)
    try:
        near = _near(directory, place)
        asked = Query(
            needs=tuple(dict.fromkeys(wanted)),
            at=at,
            circumstances=frozenset(said),
            near=near,
            urgency=urgency,
            language=language,
            age=age,
            words=tuple(words.split()),
            limit=limit,
        )
        found = search(directory, asked)
    except SQLAlchemyError as problem:
        raise StoreUnavailable(
            "The directory cannot be read. Is the database there? Fill it with: navigator directory import FILE"
        ) from problem
    if as_json:
        click.echo(json.dumps(as_object(found, explain), ensure_ascii=False))
    else:
        click.echo("\n".join(as_text(found, asked, explain)))


def as_object(found: Found, explain: bool) -> dict[str, Any]:
    """The answer as contracts.md has it; `explain` adds score and parts."""
    return {
        "results": [_one(match, explain) for match in found.results],
        "excluded": [{"id": one.id, "because": one.because} for one in found.excluded],
        "relaxed": list(found.relaxed),
    }


def as_text(found: Found, asked: Query, explain: bool) -> Iterator[str]:
    """The answer in lines for a person at a terminal."""
    if not found.results:
        yield "Nothing fits."
    for number, match in enumerate(found.results, 1):
        yield from _lines(number, match, asked, explain)
    if found.relaxed:
        yield f"Loosened, because nothing fitted: {', '.join(found.relaxed)}"
    for one in found.excluded:
        yield f"Left out: {one.id} ({one.because})"


def _moment(when: datetime | None, timezone: str) -> datetime:
    if when is None:
        return SystemClock().now()
    return when if when.tzinfo else when.replace(tzinfo=ZoneInfo(timezone))


def _near(directory: Directory, place: str | None) -> Near | None:
    if place is None:
        return None
    near = near_place(directory.places(), place)
    if near is None:
        hint = "is there one of that name, and one only? Try a ZIP, or a town and its state: 'Oakland, CA'"
        raise click.BadParameter(f"no place {place!r}: {hint}", param_hint="--near")
    return near


def _one(match: Match, explain: bool) -> dict[str, Any]:
    listing = match.listing
    given: dict[str, Any] = {
        "id": listing.id,
        "name": listing.name,
        "organization": listing.organization,
        "distance_km": match.distance_km,
        "open_now": match.open_now,
        "verified": listing.verified.isoformat() if listing.verified else None,
        "stale": match.stale,
        "needs": list(match.needs),
        "fits": list(match.fits),
        "ask": list(match.ask),
        "says": list(match.says),
        "phone": listing.phone,
        "text_line": listing.text_line,
    }
    return given | ({"score": match.score, "parts": dict(match.parts)} if explain else {})


def _lines(number: int, match: Match, asked: Query, explain: bool) -> Iterator[str]:
    listing = match.listing
    checked = f"checked {listing.verified}" if listing.verified else "never checked"
    far = f"{match.distance_km} km" if match.distance_km is not None else ""
    hours = describe(listing, asked.at, asked.language)
    reach = listing.phone or listing.text_line or listing.website
    yield f"{number}. {listing.name}  [{listing.id}]"
    call_first = f"{checked}, call first" if match.stale else checked
    yield "   " + " | ".join(filter(None, (reach, far, hours, call_first)))
    for word, facts in (("fits", match.fits), ("ask", match.ask), ("know", match.says)):
        if facts:
            yield f"   {word}: {', '.join(facts)}"
    if explain:
        sum_of = " ".join(f"{points:+g} {id}" for id, points in match.parts.items())
        yield f"   score {match.score:g}: {sum_of}"
