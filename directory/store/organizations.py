"""HSDS organizations and what hangs on them."""

from sqlalchemy.orm import Mapped

from directory.store.base import Row, ref


class Organization(Row):
    __tablename__ = "hsds_organization"

    name: Mapped[str]
    alternate_name: Mapped[str | None]
    description: Mapped[str | None]
    email: Mapped[str | None]
    website: Mapped[str | None]
    tax_status: Mapped[str | None]
    tax_id: Mapped[str | None]
    year_incorporated: Mapped[float | None]
    legal_status: Mapped[str | None]
    logo: Mapped[str | None]
    uri: Mapped[str | None]
    parent_organization_id: Mapped[str | None]  # may lie outside what was imported


class OrganizationIdentifier(Row):
    __tablename__ = "hsds_organization_identifier"

    organization_id: Mapped[str | None] = ref("organization")
    identifier_scheme: Mapped[str | None]
    identifier_type: Mapped[str | None]
    identifier: Mapped[str | None]


class Program(Row):
    __tablename__ = "hsds_program"

    organization_id: Mapped[str | None] = ref("organization")
    name: Mapped[str]
    alternate_name: Mapped[str | None]
    description: Mapped[str | None]


class Funding(Row):
    __tablename__ = "hsds_funding"

    organization_id: Mapped[str | None] = ref("organization")
    service_id: Mapped[str | None] = ref("service")
    source: Mapped[str | None]


class Url(Row):
    __tablename__ = "hsds_url"

    label: Mapped[str | None]
    url: Mapped[str]
    organization_id: Mapped[str | None] = ref("organization")
    service_id: Mapped[str | None] = ref("service")
