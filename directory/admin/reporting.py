"""What people said went wrong, until a maintainer has looked into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Integer, Subquery, cast, func, insert, select

from directory.store.index import ListingRow
from directory.store.ours import Audit, Outcome

KINDS = ("wrong", "turned_away")
_OBJECT = "outcome"


@dataclass(frozen=True, slots=True)
class Report:
    """`count` people since somebody last looked; `week` is the last of them ("2026-W47"); `total` since ever."""

    id: str
    name: str
    kind: str
    count: int
    week: str
    total: int


def open_reports(connection: Connection, limit: int = 100) -> Sequence[Report]:
    """The most reported first."""
    looked = _looked()
    total = func.sum(Outcome.count)
    left = total - func.coalesce(func.max(looked.c.seen), 0)
    query = (
        select(Outcome.listing_id, ListingRow.name, Outcome.kind, left, func.max(Outcome.week), total)
        .join(ListingRow, ListingRow.id == Outcome.listing_id)
        .outerjoin(looked, (looked.c.row_id == Outcome.listing_id) & (looked.c.field == Outcome.kind))
        .where(Outcome.kind.in_(KINDS))
        .group_by(Outcome.listing_id, ListingRow.name, Outcome.kind)
        .having(left > 0)
        .order_by(left.desc(), Outcome.listing_id, Outcome.kind)
    )
    rows = connection.execute(query.limit(limit))
    return [Report(id, name, kind, int(n), week, int(all)) for id, name, kind, n, week, all in rows]


def looked_into(connection: Connection, id: str, kind: str, total: int, *, by: str, at: datetime) -> None:
    """Closes what was reported up to `total`; what comes later opens it again."""
    row = {"at": at, "by": by, "object": _OBJECT, "row_id": id, "field": kind, "before": None, "after": str(total)}
    connection.execute(insert(Audit).values(row))


def _looked() -> Subquery:
    """(listing, kind) -> the total up to which somebody has looked."""
    seen = func.max(cast(Audit.after, Integer)).label("seen")
    query = select(Audit.row_id, Audit.field, seen).where(Audit.object == _OBJECT)
    return query.group_by(Audit.row_id, Audit.field).subquery()
