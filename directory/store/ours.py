"""What the directory keeps beside HSDS: imports, verifications, changes, suggestions, outcomes."""

from datetime import date, datetime

from sqlalchemy import DateTime, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.store.base import Base


class ImportRun(Base):
    """One import that was kept."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    source: Mapped[str]
    format: Mapped[str]


class Verification(Base):
    """Somebody checked a service and found it true. No import touches these rows."""

    __tablename__ = "verification"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(index=True)
    on: Mapped[date]
    by: Mapped[str]
    how: Mapped[str]


class Audit(Base):
    """One field changed by hand. An import leaves such a field alone and says so."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_row_id", "row_id", "object"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    by: Mapped[str]
    object: Mapped[str]
    row_id: Mapped[str]
    field: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]


class Suggestion(Base):
    """A fact read out of free text, for a maintainer to confirm; until then it counts as `ask`."""

    __tablename__ = "suggestion"

    id: Mapped[str] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(index=True)
    field: Mapped[str]
    value: Mapped[str]
    words: Mapped[str]  # the words it was read from
    decided: Mapped[str | None]  # confirmed or refused


class Outcome(Base):
    """What people said came of a listing, counted by week ("2026-W47"); nobody's id is here."""

    __tablename__ = "outcome"

    listing_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
