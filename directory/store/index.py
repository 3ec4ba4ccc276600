"""The flat tables that search reads, rebuilt from the HSDS rows on every write (see project.py)."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.store.base import Base

NOWHERE = ""
"""Stands for the place of a listing that says nothing about where: it may serve anybody."""


class ListingRow(Base):
    """One service, or one service at one of its several locations. `payload` is a `Listing` (payload.py)."""

    __tablename__ = "listing"

    n: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    service_id: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]  # grows with every rewrite of this row
    name: Mapped[str]
    status: Mapped[str] = mapped_column(index=True)
    city: Mapped[str]
    state: Mapped[str]
    zip: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    verified: Mapped[date | None]
    payload: Mapped[str]


class ListingPlace(Base):
    """`place` (lower case) is served by the listing, or is where it stands; `spot` says the map has it already.

    `need` repeats the row for each need, so that one index answers "food in 94601".
    """

    __tablename__ = "listing_place"
    __table_args__ = (Index("ix_listing_place_n", "n"),)

    need: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    spot: Mapped[bool] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
