"""The one guard for confidential places: what leaves the store passes `strip`, what enters it passes `purge`.

Every way out (listings, search, exports, API) is built from a `Graph`, and `graph.py` hands none out unstripped.
"""

from collections.abc import Mapping
from typing import Any

from directory.hsds.ours import Fact, terms

Rows = dict[str, list[dict[str, Any]]]
SECRET_OF_LOCATION = ("name", "alternate_name", "description", "transportation", "url", "latitude", "longitude")
SECRET_OF_LOCATION += ("external_identifier", "external_identifier_type")
CONFIDENTIAL = next(id for id, fact in terms().items() if fact == Fact("attribute", "confidential_address"))
# "ask" hides as well: whoever marked it was not sure that the address may be known.
HIDING = ("yes", "ask")


def confidential_locations(rows: Rows) -> set[str]:
    """Ids of locations that are confidential themselves, or through a service, a link or an organization there."""
    marked = {row["link_id"] for row in rows.get("attribute", ()) if is_mark(row)}
    hidden = {row["id"] for row in rows.get("location", ()) if row["id"] in marked or row["organization_id"] in marked}
    services = {row["id"]: row for row in rows.get("service", ())}
    for link in rows.get("service_at_location", ()):
        service = services.get(link["service_id"], {})
        if {link["id"], link["service_id"], service.get("organization_id")} & marked:
            hidden.add(link["location_id"])
    return hidden


def is_mark(attribute: Mapping[str, Any]) -> bool:
    value = (attribute["value"] or "").strip().lower()
    return attribute["taxonomy_term_id"] == CONFIDENTIAL and value in HIDING


def strip(rows: Rows) -> Rows:
    """`rows` without anything that tells where a confidential place is."""
    hidden = confidential_locations(rows)
    if not hidden:
        return rows
    bare = dict.fromkeys(SECRET_OF_LOCATION)
    kept = dict(rows)
    kept["location"] = [row | bare if row["id"] in hidden else row for row in rows.get("location", ())]
    for table in ("address", "accessibility"):
        kept[table] = [row for row in rows.get(table, ()) if row["location_id"] not in hidden]
    about = hidden | {row["id"] for row in rows.get("address", ()) if row["location_id"] in hidden}
    kept["metadata"] = [row for row in rows.get("metadata", ()) if row["resource_id"] not in about]
    return kept
