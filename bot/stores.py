"""Opens everything that is kept of people, from Settings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from bot.handoff import sentence
from bot.ledger import Ledger
from bot.tracker_store import Vault
from navigator.clock import Clock
from navigator.codes.store import Saved
from navigator.handoff.programme.store import Programme
from navigator.handoff.store import Handoffs
from navigator.outbox.deletions import Carrier, DeletionWorker
from navigator.outbox.messages.store import Outbox
from navigator.outbox.store import Deletions
from navigator.privacy.apart.store import Erasures, KeyTable, open_apart
from navigator.privacy.erasing import Erasable, Eraser, apply_erasures
from navigator.privacy.pseudonym import Pseudonyms
from navigator.privacy.retention import Retention, Sweepable
from navigator.privacy.sealing import Sealer, new_key
from navigator.privacy.slow_hash import SlowHash
from navigator.privacy.store import Conversations, Counts, OptOuts, Receipts
from navigator.settings import Settings
from navigator.store import Engine, try_lock

DEMO_KEYS = "demo.keys"


@dataclass(frozen=True, slots=True)
class Stores:
    engine: Engine
    apart: Engine
    sealer: Sealer
    ledger: Ledger
    deletions: DeletionWorker
    retention: Retention
    outbox: Outbox
    programme: Programme
    handoffs: Handoffs
    saved: Saved
    restored: int  # conversations that a restored backup had brought back and that were erased again

    def close(self) -> None:
        self.engine.dispose()
        self.apart.dispose()


def open_stores(settings: Settings, engine: Engine, clock: Clock, carrier: Carrier) -> Stores:
    """`engine`'s database has been migrated. Raises :class:`SettingsError` for malformed keys."""
    sealer = Sealer(settings.keys)
    apart = open_apart(settings.apart_url)
    journal = Erasures(apart)
    pseudonyms = Pseudonyms(KeyTable(apart), sealer, clock, settings.retention)
    conversations, receipts = Conversations(engine, sealer), Receipts(engine, sealer)
    counts = Counts(engine)
    outbox, programme = Outbox(engine, sealer), Programme(engine)
    handoffs = Handoffs(engine, sealer, outbox, programme, sentence, settings.timezone)
    erasable: Sequence[Erasable] = (conversations, receipts, handoffs, outbox)
    deletions = DeletionWorker(Deletions(engine, sealer), carrier, clock)
    ledger = Ledger(
        try_lock=partial(try_lock, engine) if engine.dialect.name == "postgresql" else None,
        pseudonyms=pseudonyms,
        vault=Vault(conversations, clock, timedelta(hours=settings.retention)),
        receipts=receipts,
        opt_outs=OptOuts(engine),
        slow_hash=SlowHash(settings.pseudonym_key),
        eraser=Eraser(pseudonyms, erasable, journal, clock),
        deletions=deletions,
        counts=counts,
        clock=clock,
    )
    saved = Saved(engine)
    sweepable: dict[str, Sweepable] = {
        "conversations": conversations,
        "receipts": receipts,
        "counts": counts,
        "erasures": journal,
        "outbox": outbox,
        "programme": programme,
        "codes": saved,
    }
    restored = apply_erasures(conversations, erasable, journal)
    retention = Retention(sweepable, pseudonyms)
    return Stores(engine, apart, sealer, ledger, deletions, retention, outbox, programme, handoffs, saved, restored)


def with_demo_keys(settings: Settings) -> Settings:
    """Keys for a demo that has none: made once and kept in NAVIGATOR_HOME, so that a restart goes on."""
    if settings.keys and settings.pseudonym_key:
        return settings
    file = settings.home_folder / DEMO_KEYS
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(f"{new_key()}\n{new_key()}\n", encoding="ascii")
    secret, pseudonym = file.read_text(encoding="ascii").split()
    return replace(settings, secret_keys=settings.secret_keys or secret, pseudonym_key=pseudonym)
