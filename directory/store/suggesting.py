"""Keeps what free text suggests about services, for a maintainer to decide."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from directory.hsds.ours import new_id, term_id
from directory.hsds.suggest import suggest, suggest_hours
from directory.store.graph import TABLES
from directory.store.ours import Suggestion
from directory.store.reach import Schedule
from directory.store.services import Service
from directory.store.terms import Attribute

BATCH = 500
_TEXTS = (Service.eligibility_description, Service.fees_description, Service.application_process)


def renew(connection: Connection, service_ids: Sequence[str]) -> None:
    """Reads the services' texts again; what was decided stays decided, what no text says any more goes."""
    for start in range(0, len(service_ids), BATCH):
        _renew(connection, service_ids[start : start + BATCH])


def _renew(connection: Connection, ids: Sequence[str]) -> None:
    undecided = Suggestion.service_id.in_(ids) & Suggestion.decided.is_(None)
    connection.execute(delete(Suggestion).where(undecided))
    decided = set(connection.execute(select(Suggestion.id).where(Suggestion.service_id.in_(ids))).scalars())
    found = [*_from_texts(connection, ids), *_from_hours(connection, ids)]
    fresh = [one for one in found if one["id"] not in decided]
    if fresh:
        connection.execute(insert(Suggestion), fresh)


def _from_texts(connection: Connection, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    known = _known(connection, ids)
    for row in connection.execute(select(Service.id, Service.minimum_age, *_TEXTS).where(Service.id.in_(ids))):
        for one in suggest(*(text or "" for text in row[2:])):
            if (row.id, one.field) not in known and not (one.field == "minimum_age" and row.minimum_age is not None):
                yield _row(row.id, one.field, one.value, one.words)


def _from_hours(connection: Connection, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    said = select(Attribute.link_id, Attribute.value).where(
        Attribute.taxonomy_term_id == term_id("fact", "hours"), Attribute.link_id.in_(ids)
    )
    read = set(connection.execute(select(Schedule.service_id).where(Schedule.service_id.in_(ids))).scalars())
    for id, text in connection.execute(said):
        hours = suggest_hours(text or "") if id not in read else ""
        if hours:
            yield _row(id, "hours", hours, text)


def _known(connection: Connection, ids: Sequence[str]) -> set[tuple[str, str]]:
    """(service, field) of what the service says of itself already."""
    term = TABLES["taxonomy_term"]
    query = select(Attribute.link_id, term.c.code).join(term, term.c.id == Attribute.taxonomy_term_id)
    rows: list[Row[tuple[str, str | None]]] = list(connection.execute(query.where(Attribute.link_id.in_(ids))))
    return {(id, (code or "").rpartition(".")[2]) for id, code in rows}


def _row(service: str, field: str, value: str, words: str) -> dict[str, Any]:
    id = new_id(service, "suggestion", field, value)
    return {"id": id, "service_id": service, "field": field, "value": value, "words": words[:500], "decided": None}
