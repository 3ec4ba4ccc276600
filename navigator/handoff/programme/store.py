"""Mentors, their shifts and limits, what a coordinator is to know, and how often what happened.

A mentor's name is the name of their account. No row here belongs to a person who was helped.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from navigator.privacy.store import insert_or, transaction
from navigator.store import metadata

_HOUR = 3600
# A mentor whose page has not asked for news for this long is not there, whatever their shift says.
THERE = timedelta(minutes=2)

mentors = Table(
    "mentors",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("most", Integer, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("on_shift", Boolean, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)
handoff_notices = Table(
    "handoff_notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mentor", String(64), nullable=False),
    Column("what", String(10), nullable=False),
    Column("hour", BigInteger, nullable=False),
)
handoff_counts = Table(
    "handoff_counts",
    metadata,
    Column("week", String(8), primary_key=True),
    Column("what", String(24), primary_key=True),
    Column("n", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Mentor:
    """`most`: people at once. `paused`: by a coordinator. `there`: on shift, and their page was open just now."""

    name: str
    most: int
    paused: bool
    on_shift: bool
    there: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """`what`: report, crisis or help. `hour`: when, to the hour."""

    mentor: str
    what: str
    hour: datetime


class Programme:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, name: str, most: int) -> None:
        """Takes this account into the programme, or changes its limit; not paused."""
        row = {"name": name, "most": most, "paused": False, "on_shift": False, "seen_at": 0}
        new = insert_or(self._engine, mentors).values(row)
        with transaction(self._engine) as connection:
            connection.execute(new.on_conflict_do_update(index_elements=["name"], set_={"most": most, "paused": False}))

    def pause(self, name: str, paused: bool = True) -> bool:
        """A paused mentor takes nobody new; False if there is no such mentor."""
        changed = update(mentors).where(mentors.c.name == name).values(paused=paused)
        with transaction(self._engine) as connection:
            return connection.execute(changed).rowcount == 1

    def remove(self, name: str) -> bool:
        with transaction(self._engine) as connection:
            return connection.execute(delete(mentors).where(mentors.c.name == name)).rowcount == 1

    def mentors(self, now: datetime) -> list[Mentor]:
        with transaction(self._engine) as connection:
            rows = connection.execute(select(mentors).order_by(mentors.c.name)).all()
        since = (now - THERE).timestamp()
        return [
            Mentor(row.name, row.most, row.paused, row.on_shift, row.on_shift and row.seen_at > since) for row in rows
        ]

    def mentor(self, name: str, now: datetime) -> Mentor | None:
        return next((mentor for mentor in self.mentors(now) if mentor.name == name), None)

    def shift(self, name: str, on: bool, now: datetime) -> None:
        with transaction(self._engine) as connection:
            here = update(mentors).where(mentors.c.name == name)
            connection.execute(here.values(on_shift=on, seen_at=int(now.timestamp())))

    def seen(self, name: str, now: datetime) -> None:
        """Their page is open."""
        with transaction(self._engine) as connection:
            connection.execute(update(mentors).where(mentors.c.name == name).values(seen_at=int(now.timestamp())))

    def hold(self, connection: Connection, name: str, now: datetime) -> int:
        """Locks the mentor's row for this transaction; how many people they may talk with, 0 if they may not."""
        taken = (
            update(mentors)
            .where(mentors.c.name == name, ~mentors.c.paused, mentors.c.on_shift)
            .values(seen_at=int(now.timestamp()))
            .returning(mentors.c.most)
        )
        return connection.execute(taken).scalar() or 0

    def notice(self, connection: Connection, mentor: str, what: str, now: datetime) -> None:
        hour = int(now.timestamp()) // _HOUR * _HOUR
        connection.execute(insert(handoff_notices).values(mentor=mentor, what=what, hour=hour))

    def notices(self) -> list[tuple[int, Notice]]:
        """What a coordinator has not put away yet, the newest first."""
        with transaction(self._engine) as connection:
            rows = connection.execute(select(handoff_notices).order_by(handoff_notices.c.id.desc())).all()
        return [(row.id, Notice(row.mentor, row.what, _at(row.hour))) for row in rows]

    def put_away(self, id: int) -> None:
        with transaction(self._engine) as connection:
            connection.execute(delete(handoff_notices).where(handoff_notices.c.id == id))

    def count(self, connection: Connection, what: str, now: datetime) -> None:
        year, week, _ = now.isocalendar()
        once = insert_or(self._engine, handoff_counts).values(week=f"{year}-W{week:02}", what=what, n=1)
        connection.execute(
            once.on_conflict_do_update(index_elements=["week", "what"], set_={"n": handoff_counts.c.n + 1})
        )

    def counts(self, k: int = 5) -> list[tuple[str, str, int]]:
        """(ISO week, what, how often), of `k` or more; the smaller ones do not appear. `k` is never below 5."""
        enough = select(handoff_counts).where(handoff_counts.c.n >= max(k, 5))
        with transaction(self._engine) as connection:
            rows = connection.execute(enough.order_by(handoff_counts.c.week.desc(), handoff_counts.c.what)).all()
        return [(row.week, row.what, row.n) for row in rows]

    def exists(self) -> bool:
        """Whether anybody is in the programme and not paused."""
        with transaction(self._engine) as connection:
            return bool(connection.scalar(select(func.count()).where(~mentors.c.paused)))

    def sweep(self, now: datetime, keep: timedelta = timedelta(days=30)) -> int:
        """Deletes notices nobody put away in a month, and counts of more than two years."""
        old = now - timedelta(days=730)
        week = f"{old.isocalendar()[0]}-W{old.isocalendar()[1]:02}"
        with transaction(self._engine) as connection:
            gone = connection.execute(
                delete(handoff_notices).where(handoff_notices.c.hour < (now - keep).timestamp())
            ).rowcount
            return gone + connection.execute(delete(handoff_counts).where(handoff_counts.c.week < week)).rowcount


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
