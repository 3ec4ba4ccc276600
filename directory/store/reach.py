"""HSDS ways to reach a service: contacts, phones, hours, languages."""

from sqlalchemy.orm import Mapped

from directory.store.base import Row, ref


class Contact(Row):
    __tablename__ = "hsds_contact"

    organization_id: Mapped[str | None] = ref("organization")
    service_id: Mapped[str | None] = ref("service")
    service_at_location_id: Mapped[str | None] = ref("service_at_location")
    location_id: Mapped[str | None] = ref("location")
    name: Mapped[str | None]
    title: Mapped[str | None]
    department: Mapped[str | None]
    email: Mapped[str | None]


class Phone(Row):
    __tablename__ = "hsds_phone"

    location_id: Mapped[str | None] = ref("location")
    service_id: Mapped[str | None] = ref("service")
    organization_id: Mapped[str | None] = ref("organization")
    contact_id: Mapped[str | None] = ref("contact")
    service_at_location_id: Mapped[str | None] = ref("service_at_location")
    number: Mapped[str]
    extension: Mapped[float | None]
    type: Mapped[str | None]
    description: Mapped[str | None]


class Schedule(Row):
    __tablename__ = "hsds_schedule"

    service_id: Mapped[str | None] = ref("service")
    location_id: Mapped[str | None] = ref("location")
    service_at_location_id: Mapped[str | None] = ref("service_at_location")
    valid_from: Mapped[str | None]
    valid_to: Mapped[str | None]
    dtstart: Mapped[str | None]
    timezone: Mapped[float | None]  # hours from UTC, as HSDS has it
    until: Mapped[str | None]
    count: Mapped[float | None]
    wkst: Mapped[str | None]
    freq: Mapped[str | None]
    interval: Mapped[float | None]
    byday: Mapped[str | None]
    byweekno: Mapped[str | None]
    bymonthday: Mapped[str | None]
    byyearday: Mapped[str | None]
    description: Mapped[str | None]
    opens_at: Mapped[str | None]
    closes_at: Mapped[str | None]
    schedule_link: Mapped[str | None]
    attending_type: Mapped[str | None]
    notes: Mapped[str | None]


class Language(Row):
    __tablename__ = "hsds_language"

    service_id: Mapped[str | None] = ref("service")
    location_id: Mapped[str | None] = ref("location")
    phone_id: Mapped[str | None] = ref("phone")
    name: Mapped[str | None]
    code: Mapped[str | None]
    note: Mapped[str | None]
