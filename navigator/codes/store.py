"""What codes open. A row has no name, no number and no conversation in it: only the code leads to it."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Column, Engine, LargeBinary, String, Table, delete, select

from navigator.codes.code import Lock
from navigator.errors import Unreadable
from navigator.privacy.sealing import sealer_of
from navigator.privacy.store import insert_or, let_go, transaction
from navigator.store import metadata

KEPT_FOR = timedelta(days=30)
_DAY = 86_400
_ABOUT = "code"

codes = Table(
    "codes",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
)


class Saved:
    """Rows end 30 days after they were written, to the day: a finer time could be matched with a phone's records."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, lock: Lock, content: bytes, now: datetime) -> None:
        """Keeps `content`, sealed with the code's own key, in place of what stood there."""
        ends = int((now + KEPT_FOR).timestamp()) // _DAY * _DAY
        row = {"id": lock.id, "sealed": sealer_of(lock.key).seal(content, _ABOUT + lock.id), "expires_at": ends}
        statement = insert_or(self._engine, codes).values(row)
        with transaction(self._engine) as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))

    def get(self, lock: Lock, now: datetime) -> bytes | None:
        """None when there is no such code, or it is over."""
        wanted = select(codes.c.sealed).where(codes.c.id == lock.id, codes.c.expires_at > int(now.timestamp()))
        with transaction(self._engine) as connection:
            sealed = connection.scalar(wanted)
        try:
            return sealer_of(lock.key).unseal(sealed, _ABOUT + lock.id) if sealed is not None else None
        except Unreadable:
            return None

    def erase(self, *ids: str) -> int:
        """Deletes these rows; how many there were."""
        with transaction(self._engine) as connection:
            gone = connection.execute(delete(codes).where(codes.c.id.in_(ids))).rowcount
        let_go(self._engine)
        return gone

    def sweep(self, now: datetime) -> int:
        """Deletes what is over; how many."""
        with transaction(self._engine) as connection:
            gone: int = connection.execute(delete(codes).where(codes.c.expires_at <= int(now.timestamp()))).rowcount
        return gone
