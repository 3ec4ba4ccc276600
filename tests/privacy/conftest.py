"""A small product at rest: both databases, a sealer, pseudonyms, and the repositories between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from navigator.clock import FrozenClock
from navigator.privacy.apart.store import Erasures, KeyTable, open_apart
from navigator.privacy.erasing import Eraser, apply_erasures, settle
from navigator.privacy.pseudonym import Pseudonyms
from navigator.privacy.retention import Retention, Sweepable
from navigator.privacy.sealing import Sealer, new_key
from navigator.privacy.store import Conversations, Counts, Receipts
from navigator.store import metadata

RETENTION = timedelta(hours=72)


@dataclass
class Shop:
    """Everything the privacy package keeps, opened on one pair of databases."""

    engine: Engine
    apart: Engine
    clock: FrozenClock
    sealer: Sealer = field(default_factory=lambda: Sealer([new_key()]))

    def __post_init__(self) -> None:
        self.conversations = Conversations(self.engine, self.sealer)
        self.receipts = Receipts(self.engine, self.sealer)
        self.counts = Counts(self.engine)
        self.journal = Erasures(self.apart)
        self.pseudonyms = self.another_process()
        self.kept = (self.conversations, self.receipts)
        self.eraser = Eraser(self.pseudonyms, self.kept, self.journal, self.clock)
        swept: dict[str, Sweepable] = {
            "conversations": self.conversations,
            "receipts": self.receipts,
            "counts": self.counts,
            "erasures": self.journal,
        }
        self.retention = Retention(swept, self.pseudonyms)

    def another_process(self) -> Pseudonyms:
        return Pseudonyms(KeyTable(self.apart), self.sealer, self.clock, retention_hours=72)

    def writes(self, number: str, state: bytes) -> str:
        """A message arrives from `number`: its conversation is found, moved and saved."""
        name = settle(number, "sms", self.pseudonyms, self.conversations)
        self.conversations.save(name, state, self.clock.now() + RETENTION, self.clock.now())
        return name

    def remembered(self, number: str) -> bytes | None:
        name = settle(number, "sms", self.pseudonyms, self.conversations)
        return self.conversations.load(name, self.clock.now())

    def restart(self) -> int:
        return apply_erasures(self.conversations, self.kept, self.journal)


@pytest.fixture
def shop(engine: Engine, clock: FrozenClock, tmp_path: Path) -> Iterator[Shop]:
    metadata.create_all(engine)
    on_postgres = engine.dialect.name == "postgresql"
    apart = open_apart(engine.url.render_as_string(False) if on_postgres else f"sqlite:///{tmp_path / 'apart.db'}")
    yield Shop(engine, apart, clock)
    apart.dispose()
