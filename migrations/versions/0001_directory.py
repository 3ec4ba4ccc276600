"""The service directory: HSDS 3.1, what is kept beside it, and the flat tables that search reads."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from directory.store.repository import dialect_of

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# HSDS object: its columns besides id, run and extra. `!` must be there, `#` is a number, `>` names the parent's object.
HSDS = """
meta_table_description: name language character_set
metadata: resource_id resource_type last_action_date last_action_type field_name previous_value replacement_value
  updated_by
organization: name! alternate_name description email website tax_status tax_id year_incorporated# legal_status logo
  uri parent_organization_id
taxonomy: name! description uri version
unit: name! scheme identifier uri
location: location_type url organization_id>organization name alternate_name description transportation latitude#
  longitude# external_identifier external_identifier_type
organization_identifier: organization_id>organization identifier_scheme identifier_type identifier
program: organization_id>organization name! alternate_name description
taxonomy_term: code name! description parent_id taxonomy language taxonomy_id>taxonomy term_uri
accessibility: location_id>location description details url
address: location_id>location attention address_1 address_2 city region state_province postal_code country
  address_type
attribute: link_id taxonomy_term_id>taxonomy_term link_type link_entity value label
service: organization_id>organization program_id>program name! alternate_name description url email status!
  interpretation_services application_process fees_description wait_time fees accreditations eligibility_description
  minimum_age# maximum_age# assured_date assurer_email licenses alert last_modified
cost_option: service_id>service valid_from valid_to option currency amount# amount_description
funding: organization_id>organization service_id>service source
required_document: service_id>service document uri
service_at_location: service_id>service location_id>location description
service_capacity: service_id>service unit_id>unit available# maximum# description updated
url: label url! organization_id>organization service_id>service
contact: organization_id>organization service_id>service service_at_location_id>service_at_location
  location_id>location name title department email
schedule: service_id>service location_id>location service_at_location_id>service_at_location valid_from valid_to
  dtstart timezone# until count# wkst freq interval# byday byweekno bymonthday byyearday description opens_at
  closes_at schedule_link attending_type notes
service_area: service_id>service service_at_location_id>service_at_location name description extent extent_type uri
phone: location_id>location service_id>service organization_id>organization contact_id>contact
  service_at_location_id>service_at_location number! extension# type description
language: service_id>service location_id>location phone_id>phone name code note
"""
PAIRS = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}


def upgrade() -> None:
    for line in HSDS.strip().replace("\n  ", " ").splitlines():
        name, _, columns = line.partition(": ")
        _hsds(name, columns.split())
    _ours()
    _index()
    connection = op.get_bind()
    dialect_of(connection.engine).create(connection)


def _hsds(name: str, columns: list[str]) -> None:
    table = f"hsds_{name}"
    made: list[sa.Column[Any]] = []
    keys: list[sa.ForeignKeyConstraint] = []
    for column in columns:
        bare, _, parent = column.rstrip("!#").partition(">")
        kind = sa.Float() if column.endswith("#") else sa.Text()
        made.append(sa.Column(bare, kind, nullable=not column.endswith("!")))
        if parent:
            key = f"fk_{table}_{bare}"
            parents = [f"hsds_{parent}.id"]
            keys.append(sa.ForeignKeyConstraint([bare], parents, key, deferrable=True, initially="DEFERRED"))
    made += [sa.Column("run", sa.Integer()), sa.Column("extra", sa.JSON(none_as_null=True))]
    op.create_table(table, _id(sa.Text()), *made, sa.PrimaryKeyConstraint("id", name=f"pk_{table}"), *keys)
    for column in ["run", *(column.partition(">")[0] for column in columns if ">" in column)]:
        op.create_index(f"ix_{table}_{column}", table, [column])
    if name in PAIRS:
        op.create_index(f"ix_{table}_{PAIRS[name][0]}", table, list(PAIRS[name]))


def _ours() -> None:
    moment = sa.DateTime(timezone=True)
    run = (_id(sa.Integer()), sa.Column("at", moment, nullable=False))
    op.create_table("import_run", *run, *_texts("source", "format"), _key("import_run", "id"))
    checked = (_id(sa.Integer()), *_texts("service_id"), sa.Column("on", sa.Date(), nullable=False))
    op.create_table("verification", *checked, *_texts("by", "how"), _key("verification", "id"))
    op.create_index("ix_verification_service_id", "verification", ["service_id"])
    changed = (_id(sa.Integer()), sa.Column("at", moment, nullable=False), *_texts("by", "object", "row_id", "field"))
    values = (sa.Column("before", sa.Text()), sa.Column("after", sa.Text()))
    op.create_table("audit", *changed, *values, _key("audit", "id"))
    op.create_index("ix_audit_row_id", "audit", ["row_id", "object"])
    said = _texts("id", "service_id", "field", "value", "words")
    op.create_table("suggestion", *said, sa.Column("decided", sa.Text()), _key("suggestion", "id"))
    op.create_index("ix_suggestion_service_id", "suggestion", ["service_id"])
    counted = (*_texts("listing_id", "kind", "week"), sa.Column("count", sa.Integer(), nullable=False))
    op.create_table("outcome", *counted, _key("outcome", "listing_id", "kind", "week"))


def _index() -> None:
    op.create_table(
        "listing",
        sa.Column("n", sa.Integer(), nullable=False),
        *_texts("id", "service_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        *_texts("name", "status", "city", "state", "zip"),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("verified", sa.Date()),
        *_texts("payload"),
        _key("listing", "n"),
        sa.UniqueConstraint("id", name="uq_listing_id"),
    )
    op.create_index("ix_listing_service_id", "listing", ["service_id"])
    op.create_index("ix_listing_status", "listing", ["status"])
    where = (*_texts("need", "place"), sa.Column("spot", sa.Boolean(), nullable=False))
    number = sa.Column("n", sa.Integer(), nullable=False)
    op.create_table("listing_place", *where, number, _key("listing_place", "need", "place", "spot", "n"))
    op.create_index("ix_listing_place_n", "listing_place", ["n"])


def _id(kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column("id", kind, nullable=False)


def _texts(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Text(), nullable=False) for name in names)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def downgrade() -> None:
    raise NotImplementedError("there is nothing before this")
