"""A programme with two mentors, over either database."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from sqlalchemy import Engine

from navigator.clock import FrozenClock
from navigator.handoff.effects import TellPerson
from navigator.handoff.programme.store import Programme
from navigator.handoff.record import Person
from navigator.handoff.store import Handoffs
from navigator.outbox.messages.store import Outbox
from navigator.privacy.sealing import Sealer, new_key
from navigator.store import open_database
from tests.emptied import database_url, engine, kept_postgres_url

__all__ = ["database_url", "engine", "kept_postgres_url"]

KEY = new_key()


def say(told: TellPerson, person: Person) -> str:
    return f"[{told.key}]"


class Office:
    """One process: its own connection to the one database."""

    def __init__(self, engine: Engine) -> None:
        sealer = Sealer([KEY])
        self.engine, self.outbox, self.programme = engine, Outbox(engine, sealer), Programme(engine)
        self.handoffs = Handoffs(engine, sealer, self.outbox, self.programme, say, "America/Los_Angeles")

    def sent(self, now: datetime) -> list[tuple[str, str]]:
        """Takes everything out of the outbox, as if sent: (to, words) in order."""
        out = []
        while taken := self.outbox.claim(now, 100):
            for one in taken:
                self.outbox.sent(one.id, f"SM{one.id}")
                out.append((one.to, one.text))
        return out


@pytest.fixture
def office(engine: Engine, clock: FrozenClock) -> Office:
    opened = Office(engine)
    for mentor in ("ana", "bea"):
        opened.programme.put(mentor, 2)
        opened.programme.shift(mentor, True, clock.now())
    return opened


@pytest.fixture
def another(database_url: str, office: Office) -> Iterator[Callable[[], Office]]:
    """Further processes on the same database."""
    engines: list[Engine] = []

    def open_one() -> Office:
        engines.append(open_database(database_url))
        return Office(engines[-1])

    yield open_one
    for opened in engines:
        opened.dispose()
