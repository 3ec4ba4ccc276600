"""Proactive messages: written before they are sent, sealed, and gone when they have arrived.

    pending ── claimed ──> sending ── the carrier took it ──> sent ── arrived ──> (no row)
       ^                      │                                 └─ did not arrive ──> failed
       └── busy, refused ─────┘   A crash leaves `sending`: it may or may not have gone, so it is never sent again.

Number and words are in one sealed value that is emptied as soon as the carrier has the message.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

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
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from navigator.errors import Unreadable
from navigator.privacy.sealing import Sealer
from navigator.privacy.store import let_go, transaction
from navigator.store import metadata

Channel = Literal["sms", "web"]
# After this a message that was taken and never reported is a crash's, and no longer holds up those behind it.
STUCK_AFTER = timedelta(minutes=2)
ARRIVED, LOST = frozenset({"delivered", "read"}), frozenset({"undelivered", "failed"})

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("ref", String(36), nullable=False, index=True),
    Column("channel", String(3), nullable=False),
    Column("sealed", LargeBinary),
    Column("state", String(8), nullable=False),
    Column("sid_hash", String(64), index=True),
    Column("attempts", Integer, nullable=False),
    Column("due_at", BigInteger, nullable=False, index=True),
    Column("claimed_at", BigInteger),
    Column("expires_at", BigInteger, nullable=False, index=True),
    # A page says up to which number it has read: a number is never given twice.
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Message:
    """`to`: a number or a web session's id. `conversation`: its pseudonym. `ref`: what it belongs to, for `drop`.

    Not sent before `due` and not after `expires`. `who` says it, for a page that shows that.
    """

    conversation: str
    channel: Channel
    to: str
    text: str
    due: datetime
    expires: datetime
    ref: str = ""
    who: Literal["guide", "mentor"] = "guide"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`to` and `text` are empty if the key that sealed them is gone: it can then only be dropped."""

    id: int
    to: str
    text: str
    attempts: int


class Outbox:
    def __init__(self, engine: Engine, sealer: Sealer) -> None:
        self._engine, self._sealer = engine, sealer

    def add(self, message: Message) -> None:
        with transaction(self._engine) as connection:
            self.put(connection, message)

    def put(self, connection: Connection, message: Message) -> None:
        """As `add`, inside a transaction of the caller's: what it belongs to and the message stand or fall together."""
        held = json.dumps([message.to, message.text, message.who]).encode()
        row = {
            "conversation": message.conversation,
            "ref": message.ref,
            "channel": message.channel,
            "sealed": self._sealer.seal(held, _context(message.conversation)),
            "state": "pending",
            "attempts": 0,
            "due_at": int(message.due.timestamp()),
            "expires_at": int(message.expires.timestamp()),
        }
        connection.execute(insert(outbox).values(row))

    def claim(self, now: datetime, most: int) -> list[Outgoing]:
        """Up to `most` text messages that are due, for this caller alone, the oldest of each conversation only."""
        at = int(now.timestamp())
        earlier = outbox.alias()
        held_up = exists().where(
            earlier.c.conversation == outbox.c.conversation,
            earlier.c.id < outbox.c.id,
            or_(
                earlier.c.state == "pending",
                (earlier.c.state == "sending") & (earlier.c.claimed_at > at - STUCK_AFTER.total_seconds()),
            ),
        )
        due = (
            select(outbox.c.id)
            .where(outbox.c.channel == "sms", outbox.c.state == "pending", outbox.c.due_at <= at)
            .where(outbox.c.expires_at > at, ~held_up)
            .order_by(outbox.c.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        taken = (
            update(outbox)
            .where(outbox.c.id.in_(due.scalar_subquery()), outbox.c.state == "pending")
            .values(state="sending", claimed_at=at, attempts=outbox.c.attempts + 1)
            .returning(outbox)
        )
        with transaction(self._engine) as connection:
            rows = connection.execute(taken).all()
        opened = [(row, self._opened(row.sealed, row.conversation)) for row in rows]
        return [Outgoing(row.id, to, text, row.attempts) for row, (to, text, _) in opened]

    def sent(self, id: int, sid: str) -> None:
        """The carrier has it, under `sid`: number and words are let go of."""
        with transaction(self._engine) as connection:
            values = {"state": "sent", "sealed": None, "sid_hash": _digest(sid)}
            connection.execute(update(outbox).where(outbox.c.id == id).values(values))
        let_go(self._engine)

    def later(self, id: int, due: datetime) -> None:
        """It certainly did not go: it is tried again at `due`."""
        with transaction(self._engine) as connection:
            values = {"state": "pending", "due_at": int(due.timestamp()), "claimed_at": None}
            connection.execute(update(outbox).where(outbox.c.id == id, outbox.c.state == "sending").values(values))

    def refused(self, id: int) -> None:
        """It will never go: nothing of it stays but that it failed."""
        with transaction(self._engine) as connection:
            connection.execute(update(outbox).where(outbox.c.id == id).values(state="failed", sealed=None))
        let_go(self._engine)

    def reported(self, sid: str, status: str) -> bool:
        """The carrier's word on `sid`; may come twice and in any order. Whether it was one of these messages."""
        mine = outbox.c.sid_hash == _digest(sid)
        with transaction(self._engine) as connection:
            if status in ARRIVED:
                return connection.execute(delete(outbox).where(mine)).rowcount > 0
            if status in LOST:
                return connection.execute(update(outbox).where(mine).values(state="failed")).rowcount > 0
            return connection.scalar(select(func.count()).where(mine)) == 1

    def for_page(self, ids: list[str], got: int, now: datetime) -> list[tuple[int, str, str]]:
        """(number, who, text) of what waits for this web session, in order. Those up to `got` have arrived and go."""
        mine = outbox.c.conversation.in_(ids) & (outbox.c.channel == "web")
        with transaction(self._engine) as connection:
            if got:
                connection.execute(delete(outbox).where(mine, outbox.c.id <= got))
            due = mine & (outbox.c.due_at <= int(now.timestamp()))
            rows = connection.execute(select(outbox).where(due).order_by(outbox.c.id)).all()
        opened = [(row.id, self._opened(row.sealed, row.conversation)) for row in rows]
        return [(id, who, text) for id, (_, text, who) in opened]

    def drop(self, connection: Connection, ref: str) -> None:
        """What belongs to `ref` and has not begun to go is not sent."""
        connection.execute(delete(outbox).where(outbox.c.ref == ref, outbox.c.state.in_(("pending", "failed"))))

    def erase(self, *ids: str) -> int:
        """Deletes all of these conversations; how many there were."""
        with transaction(self._engine) as connection:
            return connection.execute(delete(outbox).where(outbox.c.conversation.in_(ids))).rowcount

    def sweep(self, now: datetime) -> int:
        """Deletes what is past its time, whatever became of it."""
        with transaction(self._engine) as connection:
            gone = connection.execute(delete(outbox).where(outbox.c.expires_at <= int(now.timestamp()))).rowcount
        let_go(self._engine)
        return gone

    def failed(self, ref: str) -> int:
        """How many messages of `ref` did not arrive."""
        with transaction(self._engine) as connection:
            of = select(func.count()).where(outbox.c.ref == ref, outbox.c.state == "failed")
            return connection.scalar(of) or 0

    def left(self) -> int:
        """How many wait to be sent."""
        with transaction(self._engine) as connection:
            return connection.scalar(select(func.count()).where(outbox.c.state == "pending")) or 0

    def stuck(self, now: datetime) -> int:
        """How many were taken and never reported: a crash's, for a person to look into."""
        before = int((now - STUCK_AFTER).timestamp())
        with transaction(self._engine) as connection:
            of = select(func.count()).where(outbox.c.state == "sending", outbox.c.claimed_at <= before)
            return connection.scalar(of) or 0

    def _opened(self, sealed: bytes | None, conversation: str) -> tuple[str, str, str]:
        try:
            to, text, who = json.loads(self._sealer.unseal(sealed or b"", _context(conversation)))
        except Unreadable:
            return "", "", ""
        return to, text, who


def _context(conversation: str) -> str:
    return f"outbox {conversation}"


def _digest(sid: str) -> str:
    return hashlib.sha256(sid.encode()).hexdigest()
