"""What every table of the directory shares. The tables stand on `navigator.store.metadata`, like all others."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from navigator.store import metadata

PREFIX = "hsds_"  # HSDS calls its objects "metadata", "language", "url": too plain to stand alone in a database


class Base(DeclarativeBase):
    metadata = metadata
    type_annotation_map = {str: Text}  # noqa: RUF012  # SQLAlchemy reads a plain class attribute


class Row(Base):
    """One HSDS object. Values stand as HSDS writes them (dates and times are ISO text), so that none is lost.

    `run` is the import that last brought the row; empty for rows made here, which no import removes.
    `extra` keeps fields HSDS does not know.
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True)
    run: Mapped[int | None] = mapped_column(index=True)
    extra: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


def ref(table: str) -> MappedColumn[Any]:
    """A foreign key, checked at commit: a file may name its parents after their children."""
    key = ForeignKey(f"{PREFIX}{table}.id", deferrable=True, initially="DEFERRED")
    return mapped_column(key, index=True)
