"""The messages that the phone company still has a copy of, as sealed MessageSids."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    LargeBinary,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from navigator.errors import Unreadable
from navigator.privacy.sealing import Sealer
from navigator.privacy.store import transaction
from navigator.store import metadata

Direction = Literal["in", "out"]
_CONTEXT = "deletion"

deletions = Table(
    "deletions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("direction", String(3), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", BigInteger, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class Deletion:
    """`sid` is empty if its key is gone: it can then only be dropped."""

    id: int
    sid: str
    direction: str
    attempts: int


class Deletions:
    """A queue shared by all processes. A row leaves when the carrier's copy is gone, not before."""

    def __init__(self, engine: Engine, sealer: Sealer) -> None:
        self._engine, self._sealer = engine, sealer

    def add(self, sid: str, direction: Direction, first_try: datetime) -> None:
        row = {
            "sealed": self._sealer.seal(sid.encode(), _CONTEXT),
            "direction": direction,
            "attempts": 0,
            "next_try_at": int(first_try.timestamp()),
        }
        with transaction(self._engine) as connection:
            connection.execute(insert(deletions).values(row))

    def claim(self, now: datetime, lease: timedelta, most: int) -> list[Deletion]:
        """Up to `most` that are due, for this caller alone until `lease` is over (a crash then frees them)."""
        due = (
            select(deletions.c.id)
            .where(deletions.c.next_try_at <= int(now.timestamp()))
            .order_by(deletions.c.next_try_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        taken = (
            update(deletions)
            .where(deletions.c.id.in_(due.scalar_subquery()))
            .values(next_try_at=int((now + lease).timestamp()), attempts=deletions.c.attempts + 1)
            .returning(deletions)
        )
        with transaction(self._engine) as connection:
            rows = connection.execute(taken).all()
        return [Deletion(row.id, self._sid(row.sealed), row.direction, row.attempts) for row in rows]

    def done(self, id: int) -> None:
        with transaction(self._engine) as connection:
            connection.execute(delete(deletions).where(deletions.c.id == id))

    def later(self, id: int, next_try: datetime) -> None:
        with transaction(self._engine) as connection:
            when = int(next_try.timestamp())
            connection.execute(update(deletions).where(deletions.c.id == id).values(next_try_at=when))

    def left(self) -> int:
        """How many messages the carrier still has."""
        with transaction(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(deletions)) or 0

    def _sid(self, sealed: bytes) -> str:
        try:
            return self._sealer.unseal(sealed, _CONTEXT).decode()
        except Unreadable:
            return ""
