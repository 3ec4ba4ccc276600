"""Which ids an API list shows, page by page."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, or_, select

from directory.api.asked import Asked
from directory.store.dialect import Dialect, split
from directory.store.graph import TABLES
from directory.store.index import ListingPlace, ListingRow

MOST_FOUND = 2000
"""Of a full-text search or a search by distance; a list without either has no end."""
service, link, organization = TABLES["service"], TABLES["service_at_location"], TABLES["organization"]
term, taxonomy, attribute = TABLES["taxonomy_term"], TABLES["taxonomy"], TABLES["attribute"]


class Page(NamedTuple):
    ids: list[str]
    total: int


def services(connection: Connection, dialect: Dialect, asked: Asked) -> Page:
    query = _on_services(connection, dialect, select(service.c.id), asked)
    return _page(connection, query, service.c.id, asked)


def service_at_locations(connection: Connection, dialect: Dialect, asked: Asked) -> Page:
    query = select(link.c.id).join(service, service.c.id == link.c.service_id)
    query = _on_services(connection, dialect, query, asked)
    return _page(connection, query, link.c.id, asked)


def organizations(connection: Connection, dialect: Dialect, asked: Asked) -> Page:
    query = select(organization.c.id)
    if asked.search:
        query = query.where(organization.c.name.icontains(asked.search, autoescape=True))
    if asked.taxonomy_term_id or asked.taxonomy_id:
        having = _linked(select(service.c.organization_id), asked)
        query = query.where(organization.c.id.in_(having))
    return _page(connection, query, organization.c.id, asked)


def taxonomies(connection: Connection, dialect: Dialect, asked: Asked) -> Page:
    query = select(taxonomy.c.id)
    if asked.search:
        query = query.where(taxonomy.c.name.icontains(asked.search, autoescape=True))
    return _page(connection, query, taxonomy.c.id, asked)


def taxonomy_terms(connection: Connection, dialect: Dialect, asked: Asked) -> Page:
    query = select(term.c.id)
    if asked.search:
        query = query.where(term.c.name.icontains(asked.search, autoescape=True))
    if asked.taxonomy_id:
        query = query.where(term.c.taxonomy_id == asked.taxonomy_id)
    if asked.parent_id:
        query = query.where(term.c.parent_id == asked.parent_id)
    if asked.top_only:
        query = query.where(term.c.parent_id.is_(None))
    return _page(connection, query, term.c.id, asked)


def _on_services(connection: Connection, dialect: Dialect, query: Select[Any], asked: Asked) -> Select[Any]:
    if asked.organization_id:
        query = query.where(service.c.organization_id == asked.organization_id)
    if asked.modified_after:
        query = query.where(func.substr(service.c.last_modified, 1, 19) >= asked.modified_after)
    if asked.search:
        numbers = dialect.said(connection, split([asked.search]), MOST_FOUND)
        query = query.where(service.c.id.in_(select(ListingRow.service_id).where(ListingRow.n.in_(numbers))))
    if asked.postcode:
        query = query.where(service.c.id.in_(_around(connection, dialect, asked)))
    return _linked(query, asked)


def _linked(query: Select[Any], asked: Asked) -> Select[Any]:
    linked = select(attribute.c.link_id).where(attribute.c.link_entity == "service")
    if asked.taxonomy_term_id:
        query = query.where(service.c.id.in_(linked.where(attribute.c.taxonomy_term_id == asked.taxonomy_term_id)))
    if asked.taxonomy_id:
        of_taxonomy = select(term.c.id).where(term.c.taxonomy_id == asked.taxonomy_id)
        query = query.where(service.c.id.in_(linked.where(attribute.c.taxonomy_term_id.in_(of_taxonomy))))
    return query


def _around(connection: Connection, dialect: Dialect, asked: Asked) -> Select[Any]:
    """Services that stand in or serve the ZIP; with `proximity`, those within so many km of its middle."""
    code = asked.postcode.lower()
    serving = select(ListingPlace.n).where(ListingPlace.need == "", ListingPlace.place == code)
    if asked.proximity is None:
        return select(ListingRow.service_id).where(ListingRow.n.in_(serving))
    middle = select(func.avg(ListingRow.latitude), func.avg(ListingRow.longitude))
    middle = middle.where(ListingRow.zip == asked.postcode)
    latitude, longitude = connection.execute(middle).one()
    if latitude is None or longitude is None:
        return select(ListingRow.service_id).where(ListingRow.n.in_(serving))
    near = dialect.near(connection, "", float(latitude), float(longitude), MOST_FOUND)
    spot = _within(float(latitude), float(longitude), asked.proximity)
    return select(ListingRow.service_id).where(or_(ListingRow.n.in_(serving), ListingRow.n.in_(near) & spot))


def _within(latitude: float, longitude: float, km: float) -> Any:
    """Great-circle distance in SQL that both databases have."""
    lat, lon = func.radians(ListingRow.latitude), func.radians(ListingRow.longitude)
    here, there = func.radians(latitude), func.radians(longitude)
    half: Any = func.power(func.sin((lat - here) / 2), 2)
    half += func.cos(lat) * func.cos(here) * func.power(func.sin((lon - there) / 2), 2)
    return 2 * 6371 * func.asin(func.sqrt(half)) <= km


def _page(connection: Connection, query: Select[Any], key: Any, asked: Asked) -> Page:
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    shown = query.order_by(key).offset((asked.page - 1) * asked.per_page).limit(asked.per_page)
    return Page(list(connection.execute(shown).scalars()), total)
