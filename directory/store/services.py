"""HSDS services and what hangs on them alone."""

from sqlalchemy.orm import Mapped

from directory.store.base import Row, ref


class Service(Row):
    __tablename__ = "hsds_service"

    organization_id: Mapped[str | None] = ref("organization")
    program_id: Mapped[str | None] = ref("program")
    name: Mapped[str]
    alternate_name: Mapped[str | None]
    description: Mapped[str | None]
    url: Mapped[str | None]
    email: Mapped[str | None]
    status: Mapped[str]
    interpretation_services: Mapped[str | None]
    application_process: Mapped[str | None]
    fees_description: Mapped[str | None]
    wait_time: Mapped[str | None]
    fees: Mapped[str | None]
    accreditations: Mapped[str | None]
    eligibility_description: Mapped[str | None]
    minimum_age: Mapped[float | None]
    maximum_age: Mapped[float | None]
    assured_date: Mapped[str | None]
    assurer_email: Mapped[str | None]
    licenses: Mapped[str | None]
    alert: Mapped[str | None]
    last_modified: Mapped[str | None]


class ServiceArea(Row):
    __tablename__ = "hsds_service_area"

    service_id: Mapped[str | None] = ref("service")
    service_at_location_id: Mapped[str | None] = ref("service_at_location")
    name: Mapped[str | None]
    description: Mapped[str | None]
    extent: Mapped[str | None]
    extent_type: Mapped[str | None]
    uri: Mapped[str | None]


class RequiredDocument(Row):
    __tablename__ = "hsds_required_document"

    service_id: Mapped[str | None] = ref("service")
    document: Mapped[str | None]
    uri: Mapped[str | None]


class CostOption(Row):
    __tablename__ = "hsds_cost_option"

    service_id: Mapped[str | None] = ref("service")
    valid_from: Mapped[str | None]
    valid_to: Mapped[str | None]
    option: Mapped[str | None]
    currency: Mapped[str | None]
    amount: Mapped[float | None]
    amount_description: Mapped[str | None]


class Unit(Row):
    __tablename__ = "hsds_unit"

    name: Mapped[str]
    scheme: Mapped[str | None]
    identifier: Mapped[str | None]
    uri: Mapped[str | None]


class ServiceCapacity(Row):
    __tablename__ = "hsds_service_capacity"

    service_id: Mapped[str | None] = ref("service")
    unit_id: Mapped[str | None] = ref("unit")
    available: Mapped[float | None]
    maximum: Mapped[float | None]
    description: Mapped[str | None]
    updated: Mapped[str | None]
