"""How HSDS 3.1 nests its objects: one table, read by the JSON reader, the JSON writer and the API."""

from typing import NamedTuple


class Many(NamedTuple):
    """`table` rows whose `column` is the parent's id."""

    table: str
    column: str


class One(NamedTuple):
    """The `table` row that the parent's `column` names."""

    table: str
    column: str


Nested = dict[str, Many | One]
_ATTRIBUTES: Nested = {"attributes": Many("attribute", "link_id"), "metadata": Many("metadata", "resource_id")}


def _of(parent: str, **tables: str) -> Nested:
    return {name: Many(table, f"{parent}_id") for name, table in tables.items()}


SHAPE: dict[str, Nested] = {
    "service": {
        "additional_urls": Many("url", "service_id"),
        **_of("service", phones="phone", schedules="schedule", service_areas="service_area"),
        "service_at_locations": Many("service_at_location", "service_id"),
        **_of("service", languages="language"),
        "organization": One("organization", "organization_id"),
        **_of("service", funding="funding", cost_options="cost_option"),
        "program": One("program", "program_id"),
        **_of("service", required_documents="required_document", contacts="contact", capacities="service_capacity"),
    },
    "organization": {
        "additional_websites": Many("url", "organization_id"),
        **_of("organization", funding="funding", contacts="contact", phones="phone", locations="location"),
        **_of("organization", programs="program", organization_identifiers="organization_identifier"),
        "services": Many("service", "organization_id"),
    },
    "service_at_location": {
        **_of("service_at_location", service_areas="service_area", contacts="contact", phones="phone"),
        **_of("service_at_location", schedules="schedule"),
        "location": One("location", "location_id"),
        "service": One("service", "service_id"),
    },
    "location": {
        **_of("location", languages="language", addresses="address", contacts="contact"),
        **_of("location", accessibility="accessibility", phones="phone", schedules="schedule"),
    },
    "contact": _of("contact", phones="phone"),
    "phone": _of("phone", languages="language"),
    "service_capacity": {"unit": One("unit", "unit_id")},
    "attribute": {"taxonomy_term": One("taxonomy_term", "taxonomy_term_id")},
    "taxonomy_term": {"taxonomy_detail": One("taxonomy", "taxonomy_id")},
}
# The schemas give these no attributes of their own.
_BARE = ("attribute", "metadata", "taxonomy", "taxonomy_term")
TABLES = (
    *("service", "organization", "service_at_location", "location", "contact", "phone", "service_capacity"),
    *("attribute", "taxonomy_term", "taxonomy", "unit", "metadata", "program", "url", "funding", "schedule"),
    *("service_area", "language", "cost_option", "required_document", "address", "accessibility"),
    *("organization_identifier", "meta_table_description"),
)


def nested(table: str) -> Nested:
    """Property -> what it holds, for one HSDS object."""
    own = SHAPE.get(table, {})
    if table in _BARE:
        return own | ({} if table == "metadata" else {"metadata": _ATTRIBUTES["metadata"]})
    return own | _ATTRIBUTES


# Text that the schemas demand: written as "" where we have none.
DEMANDED: dict[str, tuple[str, ...]] = {
    "organization": ("description",),
    "program": ("description",),
    "address": ("address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "taxonomy": ("description",),
    "taxonomy_term": ("description",),
    "organization_identifier": ("identifier_type", "identifier"),
    "metadata": (
        "last_action_date",
        "last_action_type",
        "field_name",
        "previous_value",
        "replacement_value",
        "updated_by",
    ),
    "service_capacity": ("updated",),
}
