"""HSDS locations. A confidential place has no address row and no coordinates (see guard.py)."""

from sqlalchemy.orm import Mapped

from directory.store.base import Row, ref


class Location(Row):
    __tablename__ = "hsds_location"

    location_type: Mapped[str | None]
    url: Mapped[str | None]
    organization_id: Mapped[str | None] = ref("organization")
    name: Mapped[str | None]
    alternate_name: Mapped[str | None]
    description: Mapped[str | None]
    transportation: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    external_identifier: Mapped[str | None]
    external_identifier_type: Mapped[str | None]


class ServiceAtLocation(Row):
    __tablename__ = "hsds_service_at_location"

    service_id: Mapped[str | None] = ref("service")
    location_id: Mapped[str | None] = ref("location")
    description: Mapped[str | None]


class Address(Row):
    __tablename__ = "hsds_address"

    location_id: Mapped[str | None] = ref("location")
    attention: Mapped[str | None]
    address_1: Mapped[str | None]
    address_2: Mapped[str | None]
    city: Mapped[str | None]
    region: Mapped[str | None]
    state_province: Mapped[str | None]
    postal_code: Mapped[str | None]
    country: Mapped[str | None]
    address_type: Mapped[str | None]


class Accessibility(Row):
    __tablename__ = "hsds_accessibility"

    location_id: Mapped[str | None] = ref("location")
    description: Mapped[str | None]
    details: Mapped[str | None]
    url: Mapped[str | None]
