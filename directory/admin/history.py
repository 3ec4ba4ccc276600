"""What was done to one listing by hand, and what its texts suggest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from directory.admin.service import Service
from directory.store.ours import Audit, Suggestion, Verification
from directory.store.places import ServiceAtLocation

MOST = 40


@dataclass(frozen=True, slots=True)
class Change:
    """One column changed. `old` and `new` are None for nothing, and where telling would give a secret place away."""

    at: datetime
    by: str
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Check:
    on: date
    by: str
    how: str


def changes(connection: Connection, service: Service) -> Sequence[Change]:
    """The latest first."""
    about = [id for id in (service.id, service.location) if id]
    query = select(Audit.at, Audit.by, Audit.field, Audit.before, Audit.after)
    query = query.where(Audit.object == "sheet", Audit.row_id.in_(about)).order_by(Audit.id.desc()).limit(MOST)
    return [Change(*row) for row in connection.execute(query)]


def checks(connection: Connection, service: Service) -> Sequence[Check]:
    """When somebody found the service true, the latest first."""
    query = select(Verification.on, Verification.by, Verification.how).where(Verification.service_id == service.id)
    return [Check(*row) for row in connection.execute(query.order_by(Verification.id.desc()).limit(5))]


def suggestions(connection: Connection, service: Service) -> Sequence[Suggestion]:
    """What nobody has decided yet."""
    query = select(Suggestion.id, Suggestion.field, Suggestion.value, Suggestion.words)
    query = query.where(Suggestion.service_id == service.id, Suggestion.decided.is_(None))
    return [Suggestion(**row) for row in connection.execute(query.order_by(Suggestion.field)).mappings()]


def shared_with(connection: Connection, service: Service) -> int:
    """How many other services stand at the same place: a change of address changes them too."""
    here = ServiceAtLocation.location_id == service.location
    query = select(func.count(func.distinct(ServiceAtLocation.service_id)))
    others = query.where(here, ServiceAtLocation.service_id != service.id)
    return connection.execute(others).scalar() or 0 if service.location else 0
