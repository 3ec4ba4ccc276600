"""What this API offers, as OpenAPI: the read half of HSDS's own description."""

from typing import Any

from directory.api.asked import MOST_PER_PAGE

SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.1-dev/schema"
_PAGING = {
    "search": ({"type": "string", "maxLength": 200}, "Full text search."),
    "page": ({"type": "integer", "minimum": 1, "maximum": 1_000_000}, "Page number."),
    "per_page": ({"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE}, "Results in one page."),
    "format": ({"type": "string", "enum": ["json", "ndjson"]}, "A page as JSON, or one object a line."),
}
_TERMS = {
    "taxonomy_term_id": ({"type": "string", "maxLength": 200}, "Only records with this taxonomy term."),
    "taxonomy_id": ({"type": "string", "maxLength": 200}, "Only records with any term of this taxonomy."),
}
_SERVICES = _TERMS | {
    "organization_id": ({"type": "string", "maxLength": 200}, "Only services of this organization."),
    "modified_after": ({"type": "string", "format": "date-time"}, "Only what changed on or after this moment."),
    "postcode": ({"type": "string", "maxLength": 200}, "Only services that stand in or serve this ZIP."),
    "proximity": ({"type": "number", "minimum": 0, "maximum": 20000}, "Kilometres from the middle of `postcode`."),
}
_FULL = {"full": ({"type": "boolean"}, "Fully nested.")}
_MINIMAL = {"minimal": ({"type": "boolean"}, "Only id and last_modified.")}
_FULL_SERVICE = {"full_service": ({"type": "boolean"}, "With all services, fully nested.")}
_TREE = {
    "taxonomy_id": _TERMS["taxonomy_id"],
    "parent_id": ({"type": "string", "maxLength": 200}, "Only terms right under this one."),
    "top_only": ({"type": "boolean"}, "Only terms that stand under no other."),
}
LISTS: dict[str, tuple[str, dict[str, Any]]] = {
    "services": ("service", _PAGING | _SERVICES | _FULL | _MINIMAL),
    "service_at_locations": ("service_at_location", _PAGING | _SERVICES | _FULL),
    "organizations": ("organization", _PAGING | _TERMS | _FULL | _FULL_SERVICE),
    "taxonomies": ("taxonomy", _PAGING),
    "taxonomy_terms": ("taxonomy_term", _PAGING | _TREE),
}
_PAGE = {
    "total_items": "integer",
    "total_pages": "integer",
    "page_number": "integer",
    "size": "integer",
    "first_page": "boolean",
    "last_page": "boolean",
    "empty": "boolean",
}


def openapi(base: str) -> dict[str, Any]:
    """The description, served at `base`."""
    root = _json({"type": "object", "required": ["version", "profile", "openapi_url"]})
    paths: dict[str, Any] = {"/": {"get": {"responses": {"200": root}}}}
    for name, (table, parameters) in LISTS.items():
        listed = [_parameter(*one) for one in parameters.items()]
        answers = {"200": _listed(table), "304": _NOTHING_NEW, "400": _error("A value cannot be meant.")}
        paths[f"/{name}"] = {"get": {"parameters": listed, "responses": answers}}
        id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        answers = {"200": _json(_object(table)), "304": _NOTHING_NEW, "404": _error("There is none with this id.")}
        paths[f"/{name}/{{id}}"] = {"get": {"parameters": [id], "responses": answers}}
    about = {"title": "Services, as HSDS", "version": "3.1", "license": {"name": "See the listings' sources"}}
    return {"openapi": "3.0.3", "info": about, "servers": [{"url": base}], "paths": paths}


_NOTHING_NEW = {"description": "Nothing changed since the ETag in If-None-Match."}


def _parameter(name: str, what: tuple[dict[str, Any], str]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": what[0], "description": what[1]}


def _object(table: str) -> dict[str, Any]:
    link = {"url": f"{SCHEMAS}/{table}.json"}
    return {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}, "externalDocs": link}


def _page_of(table: str) -> dict[str, Any]:
    fields: dict[str, Any] = {name: {"type": kind} for name, kind in _PAGE.items()}
    fields["contents"] = {"type": "array", "items": _object(table)}
    return {"type": "object", "required": list(fields), "properties": fields}


def _listed(table: str) -> dict[str, Any]:
    answer = _json(_page_of(table))
    answer["content"]["application/x-ndjson"] = {"schema": {}}
    return answer


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "As HSDS has it.", "content": {"application/json": {"schema": schema}}}


def _error(about: str) -> dict[str, Any]:
    schema = {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}
    return {"description": about, "content": {"application/json": {"schema": schema}}}
