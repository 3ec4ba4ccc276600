"""HSDS taxonomies, the attributes that carry our facts, and HSDS's own notes about rows."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from directory.store.base import Row, ref


class Taxonomy(Row):
    __tablename__ = "hsds_taxonomy"

    name: Mapped[str]
    description: Mapped[str | None]
    uri: Mapped[str | None]
    version: Mapped[str | None]


class TaxonomyTerm(Row):
    __tablename__ = "hsds_taxonomy_term"

    code: Mapped[str | None]
    name: Mapped[str]
    description: Mapped[str | None]
    parent_id: Mapped[str | None]  # may lie outside what was imported
    taxonomy: Mapped[str | None]
    language: Mapped[str | None]
    taxonomy_id: Mapped[str | None] = ref("taxonomy")
    term_uri: Mapped[str | None]


class Attribute(Row):
    """`link_id` names a row of the HSDS object `link_entity`; HSDS gives it no foreign key."""

    __tablename__ = "hsds_attribute"
    __table_args__ = (Index("ix_hsds_attribute_link_id", "link_id", "link_entity"),)

    link_id: Mapped[str | None]
    taxonomy_term_id: Mapped[str | None] = ref("taxonomy_term")
    link_type: Mapped[str | None]
    link_entity: Mapped[str | None]
    value: Mapped[str | None]
    label: Mapped[str | None]


class Metadata(Row):
    __tablename__ = "hsds_metadata"
    __table_args__ = (Index("ix_hsds_metadata_resource_id", "resource_id", "resource_type"),)

    resource_id: Mapped[str | None]
    resource_type: Mapped[str | None]
    last_action_date: Mapped[str | None]
    last_action_type: Mapped[str | None]
    field_name: Mapped[str | None]
    previous_value: Mapped[str | None]
    replacement_value: Mapped[str | None]
    updated_by: Mapped[str | None]


class MetaTableDescription(Row):
    __tablename__ = "hsds_meta_table_description"

    name: Mapped[str | None]
    language: Mapped[str | None]
    character_set: Mapped[str | None]
