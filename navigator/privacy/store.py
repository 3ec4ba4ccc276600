"""What is kept of a person, and for how long. Every value that says anything is sealed; every row has an end.

Times of conversations and receipts are kept to the hour, rounded up: a row that said to the second when it was last
touched could be matched with a phone company's records without any key. The true end stands inside the seal and is
checked on every read.
"""

import hashlib
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    String,
    Table,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError

from navigator.errors import StoreUnavailable, Unreadable
from navigator.privacy.sealing import Sealer
from navigator.store import metadata

_HOUR = 3600

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
    Column("updated_at", BigInteger, nullable=False),
)
receipts = Table(
    "receipts",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("sealed", LargeBinary),
    Column("claimed_at", BigInteger),
    Column("expires_at", BigInteger, nullable=False, index=True),
)
opt_outs = Table("opt_outs", metadata, Column("hash", String(64), primary_key=True))
counts = Table(
    "counts",
    metadata,
    Column("need", String(40), primary_key=True),
    Column("area", String(80), primary_key=True),
    Column("outcome", String(40), primary_key=True),
    Column("week", String(8), primary_key=True),
    Column("n", Integer, nullable=False),
)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction. Raises :class:`StoreUnavailable` if the database is locked, full or gone."""
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise StoreUnavailable("The database does not answer.") from error


def insert_or(engine: Engine, table: Table) -> Any:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`, for either database."""
    return (postgresql if engine.dialect.name == "postgresql" else sqlite).insert(table)


def let_go(engine: Engine) -> None:
    """Overwrites SQLite's log, where deleted rows stand until then. PostgreSQL reuses their place in its own time."""
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


class Conversations:
    """The state of each conversation under its pseudonym, sealed and bound to that name."""

    def __init__(self, engine: Engine, sealer: Sealer) -> None:
        self._engine, self._sealer = engine, sealer

    def load(self, id: str, now: datetime) -> bytes | None:
        """The state; None if there is none, it is over, or it can no longer be opened."""
        with transaction(self._engine) as connection:
            sealed = connection.scalar(select(conversations.c.sealed).where(conversations.c.id == id))
        opened = self._opened(id, sealed)
        if opened is None or opened[0] <= now.timestamp():
            return None
        return opened[1]

    def save(self, id: str, state: bytes, expires: datetime, now: datetime) -> None:
        """Keeps `state` (readable: it is sealed here) until `expires`, in place of what stood there."""
        row = self._row(id, state, int(expires.timestamp())) | {"updated_at": _hour_before(now.timestamp())}
        statement = insert_or(self._engine, conversations).values(row)
        with transaction(self._engine) as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))

    def erase(self, *ids: str) -> int:
        """Deletes these conversations; how many there were."""
        with transaction(self._engine) as connection:
            gone = connection.execute(delete(conversations).where(conversations.c.id.in_(ids))).rowcount
        let_go(self._engine)
        return gone

    def rename(self, old: str, new: str) -> bool:
        """Files `old` under `new`, sealed anew; whether there was one. A conversation already at `new` stays."""
        with transaction(self._engine) as connection:
            row = connection.execute(
                delete(conversations)
                .where(conversations.c.id == old)
                .returning(conversations.c.sealed, conversations.c.updated_at)
            ).one_or_none()
            opened = self._opened(old, row.sealed) if row else None
            if row is None or opened is None:
                return False
            moved = self._row(new, opened[1], opened[0]) | {"updated_at": row.updated_at}
            placed = connection.execute(
                insert_or(self._engine, conversations)
                .values(moved)
                .on_conflict_do_nothing(index_elements=["id"])
                .returning(conversations.c.id)
            )
            return placed.first() is not None

    def stamps(self) -> list[tuple[str, int]]:
        """(id, hour of the last touch) of every row, for the erasure journal."""
        with transaction(self._engine) as connection:
            return [
                (row.id, row.updated_at)
                for row in connection.execute(select(conversations.c.id, conversations.c.updated_at))
            ]

    def sweep(self, now: datetime) -> int:
        """Deletes the rows that are over; how many."""
        over = conversations.c.expires_at <= now.timestamp()
        with transaction(self._engine) as connection:
            gone = connection.execute(delete(conversations).where(over)).rowcount
        let_go(self._engine)
        return gone

    def _row(self, id: str, state: bytes, expires: int) -> dict[str, Any]:
        sealed = self._sealer.seal(expires.to_bytes(8, "big") + state, f"conversation {id}")
        return {"id": id, "sealed": sealed, "expires_at": _hour_after(expires)}

    def _opened(self, id: str, sealed: bytes | None) -> tuple[int, bytes] | None:
        if sealed is None:
            return None
        try:
            told = self._sealer.unseal(sealed, f"conversation {id}")
        except Unreadable:
            return None
        return int.from_bytes(told[:8], "big"), told[8:]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a MessageSid has come to. `mine`: this caller is to work on it. Neither `mine` nor a `reply`: another is."""

    mine: bool
    reply: bytes | None = None


class Receipts:
    """One answer for one MessageSid, however often the carrier tries. A claim outlives a crash by `patience`."""

    def __init__(
        self, engine: Engine, sealer: Sealer, keep: timedelta = timedelta(hours=24), patience: int = 60
    ) -> None:
        self._engine, self._sealer, self._keep, self._patience = engine, sealer, keep, patience

    def claim(self, sid: str, conversation: str, now: datetime) -> Receipt:
        """Asks to work on `sid`. Exactly one caller is told `mine` until `put`, `release` or `patience` seconds."""
        row = self._blank(sid, conversation, now)
        with transaction(self._engine) as connection:
            first = connection.execute(
                insert_or(self._engine, receipts)
                .values(row)
                .on_conflict_do_nothing(index_elements=["hash"])
                .returning(receipts.c.hash)
            )
            if first.first() is not None:
                return Receipt(mine=True)
            reply = self._reply(sid, connection.scalar(select(receipts.c.sealed).where(receipts.c.hash == row["hash"])))
            if reply is not None:
                return Receipt(mine=False, reply=reply)
            abandoned = (receipts.c.hash == row["hash"]) & (
                receipts.c.claimed_at.is_(None) | (receipts.c.claimed_at <= int(now.timestamp()) - self._patience)
            )
            return Receipt(mine=bool(connection.execute(update(receipts).where(abandoned).values(row)).rowcount))

    def get(self, sid: str) -> bytes | None:
        """The reply already given to `sid`, if it has one."""
        with transaction(self._engine) as connection:
            sealed = connection.scalar(select(receipts.c.sealed).where(receipts.c.hash == _digest(sid)))
        return self._reply(sid, sealed)

    def put(self, sid: str, conversation: str, reply: bytes, now: datetime) -> None:
        """Keeps the reply to `sid`; the time of the claim is forgotten."""
        row = self._blank(sid, conversation, now) | {
            "sealed": self._sealer.seal(reply, f"receipt {_digest(sid)}"),
            "claimed_at": None,
        }
        statement = insert_or(self._engine, receipts).values(row)
        with transaction(self._engine) as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["hash"], set_=row))

    def release(self, sid: str) -> None:
        """Gives a claim back unanswered, so that the carrier's next try is worked on at once."""
        unanswered = (receipts.c.hash == _digest(sid)) & receipts.c.sealed.is_(None)
        with transaction(self._engine) as connection:
            connection.execute(delete(receipts).where(unanswered))

    def erase(self, *ids: str) -> int:
        """Deletes the receipts of these conversations; how many there were."""
        with transaction(self._engine) as connection:
            return connection.execute(delete(receipts).where(receipts.c.conversation.in_(ids))).rowcount

    def sweep(self, now: datetime) -> int:
        with transaction(self._engine) as connection:
            return connection.execute(delete(receipts).where(receipts.c.expires_at <= now.timestamp())).rowcount

    def _blank(self, sid: str, conversation: str, now: datetime) -> dict[str, Any]:
        return {
            "hash": _digest(sid),
            "conversation": conversation,
            "sealed": None,
            "claimed_at": int(now.timestamp()),
            "expires_at": _hour_after((now + self._keep).timestamp()),
        }

    def _reply(self, sid: str, sealed: bytes | None) -> bytes | None:
        if sealed is None:
            return None
        try:
            return self._sealer.unseal(sealed, f"receipt {_digest(sid)}")
        except Unreadable:
            return None


class OptOuts:
    """Who said STOP, as slow keyed hashes (:mod:`navigator.privacy.slow_hash`). No date: when is nobody's business."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, hash: str) -> None:
        statement = insert_or(self._engine, opt_outs).values(hash=hash).on_conflict_do_nothing(index_elements=["hash"])
        with transaction(self._engine) as connection:
            connection.execute(statement)

    def remove(self, hash: str) -> None:
        with transaction(self._engine) as connection:
            connection.execute(delete(opt_outs).where(opt_outs.c.hash == hash))

    def has(self, hash: str) -> bool:
        with transaction(self._engine) as connection:
            return connection.scalar(select(func.count()).where(opt_outs.c.hash == hash)) == 1

    def any(self) -> bool:
        """Whether anyone has: while nobody has, no number need be put through the slow hash."""
        with transaction(self._engine) as connection:
            return connection.scalar(select(opt_outs.c.hash).limit(1)) is not None


@dataclass(frozen=True, slots=True)
class Count:
    need: str
    area: str
    outcome: str
    week: str
    n: int


class Counts:
    """How often a need met an outcome in an area, by ISO week ("2026-W47"). No conversation is in it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, need: str, area: str, outcome: str, now: datetime) -> None:
        row = {"need": need, "area": area, "outcome": outcome, "week": _week(now)}
        once = insert_or(self._engine, counts).values(**row, n=1)
        more = once.on_conflict_do_update(index_elements=list(row), set_={"n": counts.c.n + 1})
        with transaction(self._engine) as connection:
            connection.execute(more)

    def report(self, k: int = 5) -> list[Count]:
        """Every count of `k` or more; the smaller ones do not appear, not even in a sum. `k` is never below 5."""
        enough = select(counts).where(counts.c.n >= max(k, 5)).order_by(counts.c.week, counts.c.need, counts.c.area)
        with transaction(self._engine) as connection:
            return [Count(**row._mapping) for row in connection.execute(enough)]

    def sweep(self, now: datetime, keep: timedelta = timedelta(days=730)) -> int:
        with transaction(self._engine) as connection:
            return connection.execute(delete(counts).where(counts.c.week < _week(now - keep))).rowcount


def _digest(sid: str) -> str:
    return hashlib.sha256(sid.encode()).hexdigest()


def _week(at: datetime) -> str:
    year, week, _ = at.astimezone(UTC).isocalendar()
    return f"{year}-W{week:02}"


def _hour_before(seconds: float) -> int:
    return int(seconds) // _HOUR * _HOUR


def _hour_after(seconds: float) -> int:
    return math.ceil(seconds / _HOUR) * _HOUR
