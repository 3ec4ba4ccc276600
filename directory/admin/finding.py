"""The list that maintainers look through: every listing of any status, filtered, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from directory.model import Listing
from directory.store.index import ListingPlace, ListingRow
from directory.store.ours import Suggestion
from directory.store.payload import decode

STALE = timedelta(days=180)
A_PAGE = 25
MOST_WORDS = 6
CHECKED = ("", "stale", "never", "suggested")


@dataclass(frozen=True, slots=True)
class Wanted:
    """`checked`: stale (over 180 days ago, or never), never, suggested (something to confirm), or any."""

    need: str = ""
    status: str = ""
    checked: str = ""
    words: str = ""
    page: int = 1

    def on(self, page: int) -> "Wanted":
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class Found:
    listings: Sequence[Listing]
    total: int
    pages: int
    wanted: Wanted


def find(connection: Connection, wanted: Wanted, today: date) -> Found:
    """One page, those checked longest ago first when that is what is looked for, else by name."""
    rules = list(_rules(wanted, today))
    total = connection.execute(select(func.count()).select_from(ListingRow).where(*rules)).scalar() or 0
    pages = max(1, -(-total // A_PAGE))
    wanted = wanted.on(min(max(wanted.page, 1), pages))
    by_age = (func.coalesce(ListingRow.verified, date.min),) if wanted.checked in ("stale", "never") else ()
    query = select(ListingRow.payload).where(*rules).order_by(*by_age, func.lower(ListingRow.name), ListingRow.id)
    page = connection.execute(query.limit(A_PAGE).offset((wanted.page - 1) * A_PAGE)).scalars()
    return Found([decode(payload) for payload in page], total, pages, wanted)


def _rules(wanted: Wanted, today: date) -> Iterator[ColumnElement[bool]]:
    if wanted.status:
        yield ListingRow.status == wanted.status
    if wanted.need:
        # Search has no rows for what is not active.
        active = ListingRow.n.in_(select(ListingPlace.n).where(ListingPlace.need == wanted.need))
        told = ListingRow.payload.like(f'%"needs":[%"{wanted.need}"%]%')
        yield or_(active, and_(ListingRow.status != "active", told))
    if wanted.checked == "stale":
        yield or_(ListingRow.verified.is_(None), ListingRow.verified < today - STALE)
    if wanted.checked == "never":
        yield ListingRow.verified.is_(None)
    if wanted.checked == "suggested":
        open_ones = select(Suggestion.service_id).where(Suggestion.decided.is_(None))
        yield ListingRow.service_id.in_(open_ones)
    for word in wanted.words.split()[:MOST_WORDS]:
        yield ListingRow.payload.icontains(word, autoescape=True)
