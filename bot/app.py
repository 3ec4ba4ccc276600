"""The composition root: builds every part from Settings and puts the routes together."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount

import actions.search
import actions.wiring
import migrations
from bot import pages
from bot.bursts import Bursts
from bot.carrier import carrier_of
from bot.channels import ops, sms, voice, web
from bot.codes import Codes
from bot.components.understand import Understand
from bot.desk.app import create_desk
from bot.desk.talks import Find
from bot.engine import Engine
from bot.handoff import Mentoring, reporting_of
from bot.inbox import Inbox, Voice
from bot.limits import Limits
from bot.messages import render
from bot.messages.listing import contact
from bot.stores import Stores, open_stores, with_demo_keys
from bot.tracker_store import Vault
from directory.admin.app import create_admin
from directory.api.app import create_api
from directory.samples.load import load_sample
from directory.search import gazetteer
from directory.store.repository import Directory
from navigator.accounts.accounts import Accounts
from navigator.clock import Clock, SystemClock
from navigator.dialogue.state import State
from navigator.dialogue.turn import Search
from navigator.handoff.programme.store import Programme
from navigator.handoff.record import Held
from navigator.ids import Ids, RandomIds
from navigator.outbox.sending import Sender, SendWorker
from navigator.safety.answers import answer, fallback_text
from navigator.safety.screen import default_screen
from navigator.settings import Settings
from navigator.store import open_database
from navigator.understanding.language import hear_language
from navigator.understanding.normalise import fold

log = logging.getLogger("navigator.app")
SWEEP_EVERY, DELETE_EVERY, RELAY_EVERY = timedelta(minutes=30), timedelta(seconds=5), timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Parts:
    settings: Settings
    stores: Stores
    directory: Directory
    inbox: Inbox
    clock: Clock
    accounts: Accounts
    mentoring: Mentoring
    sending: SendWorker

    def close(self) -> None:
        """Lets go of the databases."""
        self.stores.close()
        self.directory.engine.dispose()


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    directory_url: str = "",
    limits: Limits | None = None,
    engine: Engine | None = None,
) -> Parts:
    """Opens stores, migrates, loads the model. Raises :class:`NavigatorError` with a sentence for the operator.

    `directory_url`: where the listings stand, if not in the same database as the rest. `engine`: a model loaded before.
    """
    clock = clock or SystemClock()
    settings = with_demo_keys(settings) if settings.demo else settings
    database = open_database(settings.database_url)
    migrations.upgrade(database)
    directory = open_directory(directory_url, settings) if directory_url else Directory(database, settings.timezone)
    carrier = carrier_of(settings)
    stores = open_stores(settings, database, clock, carrier)
    mentoring = mentoring_of(settings, stores, clock, ids or RandomIds())
    Understand.gazetteer = gazetteer(directory.places())
    actions.wiring.configure(directory=directory, clock=clock, ids=ids or RandomIds(), settings=settings)
    inbox = Inbox(
        engine or Engine.load(settings.model_path),
        default_screen(settings.safety_folder),
        stores.ledger,
        limits or Limits(clock),
        voice_of(settings),
        mentoring,
        Codes(stores.saved, clock, ids or RandomIds(), settings.pseudonym_key),
        Bursts(settings.burst),
    )
    sending = sending_of(stores, carrier, mentoring, clock)
    return Parts(settings, stores, directory, inbox, clock, Accounts(database, clock), mentoring, sending)


def mentoring_of(settings: Settings, stores: Stores, clock: Clock, ids: Ids) -> Mentoring:
    return Mentoring(
        stores.handoffs,
        stores.programme,
        stores.outbox,
        clock,
        ids,
        settings.timezone,
        reporting_of(settings),
        settings.mentor_hours,
    )


def finder(parts: Parts) -> Find:
    """The desk's search: for the person of a relay, by what is known of them. Their area only if they share it."""
    wiring = actions.wiring.Wiring(parts.directory, parts.clock, RandomIds(), parts.settings)
    ledger = parts.stores.ledger

    def find(held: Held, need: str) -> list[tuple[str, str]]:
        person, shared = held.person, any(item.startswith("area:") for item in held.relay.shared)
        names = ledger.names(person.address, person.channel)
        state = State.from_slots(next((slots for name in names if (slots := ledger.vault.read(name))), {}))
        search = Search(
            "results",
            needs=(need,),
            circumstances=frozenset(state.circumstances),
            area=state.area if shared else None,
            language=person.language,
            age=state.age,
            limit=5,
        )
        found = actions.search.look(search, wiring).results
        return [(one.name, f"{one.name}: {contact(one.to_value(), person.language)}") for one in found]

    return find


def sending_of(stores: Stores, sender: Sender, mentoring: Mentoring, clock: Clock) -> SendWorker:
    def stop(number: str) -> None:
        stores.ledger.opt_out(number)
        mentoring.stops(stores.ledger.names(number, "sms"))

    return SendWorker(stores.outbox, sender, stores.deletions, clock, stores.ledger.has_stopped, stop)


def open_directory(url: str, settings: Settings) -> Directory:
    engine = open_database(url)
    migrations.upgrade(engine)
    return Directory(engine, settings.timezone)


def open_accounts(settings: Settings) -> Accounts:
    """Those who may sign in to /admin and /desk, without the rest of the server."""
    engine = open_database(settings.database_url)
    migrations.upgrade(engine)
    return Accounts(engine, SystemClock())


def open_programme(settings: Settings) -> tuple[Programme, Accounts]:
    """The mentors and the accounts, without the rest of the server."""
    engine = open_database(settings.database_url)
    migrations.upgrade(engine)
    return Programme(engine), Accounts(engine, SystemClock())


def voice_of(settings: Settings) -> Voice:
    return Voice(
        render=render,
        safety=partial(answer, country=settings.country),
        fallback=partial(fallback_text, country=settings.country),
        language=language_of,
    )


def language_of(text: str) -> str | None:
    folded = fold(text)
    return hear_language(folded.split(), folded).language


def load_samples(settings: Settings, clock: Clock | None = None) -> int:
    """The sample city and the national lines, into the demo's database; how many services."""
    engine = open_database(settings.database_url)
    migrations.upgrade(engine)
    count = load_sample(engine, (clock or SystemClock()).now(), settings.country)
    engine.dispose()
    return count


def shell_vault(clock: Clock) -> Vault:
    """What `navigator rasa shell` keeps its conversation in: the demo's own database."""
    settings = with_demo_keys(Settings.from_environment(demo=True))
    engine = open_database(settings.database_url)
    migrations.upgrade(engine)
    return open_stores(settings, engine, clock, carrier_of(settings)).ledger.vault


def create_app(parts: Parts, extra: list[BaseRoute] | None = None) -> Starlette:
    """The ASGI application. `extra`: further rooms (maintainers, mentors, outreach), each with its own guard."""
    settings, stores = parts.settings, parts.stores
    routes: list[BaseRoute] = [
        *web.create_routes(parts.inbox, stores.sealer, settings),
        *ops.create_routes(checks_of(parts), gauges_of(parts)),
        Mount("/hsds", create_api(parts.directory)),
        Mount("/admin", create_admin(parts.directory, parts.accounts, parts.clock, secure=not settings.demo)),
        Mount("/desk", desk_of(parts)),
        *(extra or []),
    ]
    if settings.twilio_auth_token:
        routes += [
            *sms.create_routes(parts.inbox, stores.deletions, settings, parts.sending.reported),
            *voice.create_routes(settings),
        ]

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        chores = [asyncio.create_task(chore) for chore in (sweep(parts), delete_copies(parts), relay(parts))]
        try:
            yield
        finally:
            for chore in chores:
                chore.cancel()
            await asyncio.gather(*chores, return_exceptions=True)

    return Starlette(routes=routes, middleware=[Middleware(pages.SafeHeaders)], lifespan=lifespan)


def desk_of(parts: Parts) -> Starlette:
    settings = parts.settings
    return create_desk(
        parts.mentoring, parts.accounts, parts.clock, finder(parts), settings.country, secure=not settings.demo
    )


def checks_of(parts: Parts) -> dict[str, ops.Check]:
    return {
        "model": lambda: True,  # without a model the application is not built at all
        "database": lambda: parts.stores.ledger.alive(),
        "queue": lambda: parts.stores.deletions.left() >= 0,
    }


def gauges_of(parts: Parts) -> dict[str, ops.Read]:
    return {
        "navigator_carrier_copies": parts.stores.deletions.left,
        "navigator_outbox": parts.sending.left,
        "navigator_outbox_stuck": parts.sending.stuck,
        "navigator_turns": lambda: parts.inbox.turns,
        "navigator_failed_turns": lambda: parts.inbox.failed,
    }


async def sweep(parts: Parts) -> None:
    """Deletes what is over, at the start and then every half hour."""
    while True:
        await _chore("retention", partial(parts.stores.retention.sweep, parts.clock.now()))
        await asyncio.sleep(SWEEP_EVERY.total_seconds())


async def delete_copies(parts: Parts) -> None:
    """Deletes the carrier's copies as they fall due."""
    while True:
        await _chore("carrier_copies", parts.stores.deletions.work)
        await asyncio.sleep(DELETE_EVERY.total_seconds())


async def relay(parts: Parts) -> None:
    """Sends what waits, and lets time pass for talks with mentors."""
    while True:
        await _chore("mentors", parts.mentoring.tick)
        await _chore("outbox", parts.sending.work)
        await asyncio.sleep(RELAY_EVERY.total_seconds())


async def _chore(name: str, work: partial[object] | object) -> None:
    try:
        await asyncio.to_thread(work)  # type: ignore[arg-type]
    except Exception as error:  # a chore that fails is tried again; it never takes the server down
        log.error("chore_failed", extra={"fields": {"chore": name, "error": type(error).__name__}})
