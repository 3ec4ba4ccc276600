"""HSDS rows of one service -> the flat listings that search and talk read. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from directory.hsds.family import Family, Row
from directory.hsds.hours_rows import schedule_of, words_of
from directory.hsds.meaning import meaning
from directory.hsds.ours import terms
from directory.model import Listing, Status
from directory.store.guard import HIDING, Rows
from navigator.needs import ANSWERS, Answer


@dataclass
class Local:
    """What is known beside HSDS: service id -> last verified, suggested attributes, listing id -> outcome counts."""

    verified: Mapping[str, date] = field(default_factory=dict)
    suggested: Mapping[str, Iterable[str]] = field(default_factory=dict)
    outcomes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    timezone: str = ""


def listings(rows: Rows, local: Local | None = None) -> list[Listing]:
    """One listing for a service, or one for each of its places when it has several."""
    family, known = Family(rows), local or Local()
    found = []
    for service in rows["service"]:
        links = family.of("service_at_location", "service_id", service["id"])
        if len(links) < 2:
            found.append(_listing(family, known, service, links[0] if links else {}, service["id"]))
        else:
            found += [_listing(family, known, service, link, link["id"]) for link in links]
    return found


def _listing(family: Family, known: Local, service: Row, link: Row, id: str) -> Listing:
    organization = family.one("organization", service["organization_id"])
    location = family.one("location", link.get("location_id"))
    owners = (link.get("id"), service["id"], location.get("id"), organization.get("id"))
    facts = _facts(family, owners)
    address = next(iter(family.of("address", "location_id", location.get("id"))), {})
    for attribute in known.suggested.get(service["id"], ()):
        facts.attributes.setdefault(attribute, "ask")
    capacity = next(iter(family.of("service_capacity", "service_id", service["id"])), {})
    schedules = _hung(family, "schedule", link, service, location)
    verified = max(filter(None, (known.verified.get(service["id"]), _date(service["assured_date"]))), default=None)
    hidden = facts.attributes.get("confidential_address") in HIDING
    return Listing(
        id=id,
        name=service["name"],
        organization=organization.get("name") or "",
        description=service["description"] or "",
        short_text=facts.short.get("en", ""),
        short_text_es=facts.short.get("es", ""),
        needs=frozenset(facts.needs),
        attributes=facts.attributes,
        phone=_phone(family, owners, text=False),
        text_line=_phone(family, owners, text=True),
        website=service["url"] or organization.get("website") or "",
        email=service["email"] or organization.get("email") or "",
        address=", ".join(filter(None, (address.get("address_1"), address.get("address_2")))) if not hidden else "",
        city=address.get("city") or "",
        state=address.get("state_province") or "",
        zip=(address.get("postal_code") or "") if not hidden else "",
        latitude=location.get("latitude") if not hidden else None,
        longitude=location.get("longitude") if not hidden else None,
        serves=_serves(family, link, service),
        schedules=tuple(filter(None, map(schedule_of, schedules))),
        hours_text=facts.hours or words_of(schedules),
        timezone=known.timezone,
        languages=_languages(family, service, location),
        fees=service["fees_description"] or service["fees"] or "",
        eligibility=service["eligibility_description"] or "",
        bring="; ".join(
            row["document"] for row in family.of("required_document", "service_id", service["id"]) if row["document"]
        ),
        intake=service["application_process"] or "",
        minimum_age=_whole(service["minimum_age"]),
        maximum_age=_whole(service["maximum_age"]),
        genders=frozenset(facts.genders),
        verified=verified,
        status=cast(Status, service["status"]),
        capacity=_whole(capacity.get("available")),
        capacity_at=_moment(capacity.get("updated")),
        outcomes=known.outcomes.get(id, {}),
    )


@dataclass
class _Facts:
    needs: set[str] = field(default_factory=set)
    attributes: dict[str, Answer] = field(default_factory=dict)
    genders: set[str] = field(default_factory=set)
    short: dict[str, str] = field(default_factory=dict)
    hours: str = ""


def _facts(family: Family, owners: Iterable[str | None]) -> _Facts:
    """Nearest owner first: what a place says of itself stands over what its organization says."""
    facts, denied, foreign = _Facts(), set[str](), list[Row]()
    for owner in owners:
        for row in family.of("attribute", "link_id", owner):
            fact, value = terms().get(row["taxonomy_term_id"]), (row["value"] or "").strip()
            if fact is None:
                foreign.append(family.one("taxonomy_term", row["taxonomy_term_id"]))
            elif fact.group == "need":
                (denied if value.lower() == "no" else facts.needs).add(fact.id)
            elif fact.group == "attribute" and value.lower() in ANSWERS:
                facts.attributes.setdefault(fact.id, cast(Answer, value.lower()))
            elif fact.id == "genders" and value:
                facts.genders.add(value)
            elif fact.id == "short_text":
                facts.short.setdefault(row["label"] or "en", value)
            elif fact.id == "hours":
                facts.hours = facts.hours or value
    for term in foreign:  # after our own facts, which stand over what another taxonomy means
        _add_meaning(facts, term)
    facts.needs -= denied
    return facts


def _add_meaning(facts: _Facts, term: Row) -> None:
    said = meaning(term.get("name") or "")
    facts.needs.update(said.needs)
    facts.genders.update(said.genders)
    for attribute, answer in said.attributes.items():
        facts.attributes.setdefault(attribute, answer)


def _hung(family: Family, table: str, link: Row, service: Row, location: Row) -> list[Row]:
    """Rows on the nearest of: this service here, the service, the place."""
    return (
        family.of(table, "service_at_location_id", link.get("id"))
        or family.of(table, "service_id", service["id"])
        or family.of(table, "location_id", location.get("id"))
    )


_TEXT = ("text", "sms", "textphone_sms")
_NOT_VOICE = ("fax", "tty", "tdd", "textphone", "pager", *_TEXT)


def _phone(family: Family, owners: tuple[str | None, ...], *, text: bool) -> str:
    columns = ("service_at_location_id", "service_id", "location_id", "organization_id")
    for column, owner in zip(columns, owners, strict=True):
        for row in family.of("phone", column, owner):
            kind = (row["type"] or "voice").strip().lower()
            if (kind in _TEXT) if text else (kind not in _NOT_VOICE):
                return _number(row)
    return ""


def _number(row: Row) -> str:
    extension = _whole(row["extension"])
    return str(row["number"]) + (f" ext. {extension}" if extension is not None else "")


def _serves(family: Family, link: Row, service: Row) -> frozenset[str]:
    areas = family.of("service_area", "service_at_location_id", link.get("id"))
    areas = areas or family.of("service_area", "service_id", service["id"])
    return frozenset(row["name"].strip().lower() for row in areas if row["name"])


def _languages(family: Family, service: Row, location: Row) -> frozenset[str]:
    rows = family.of("language", "service_id", service["id"]) or family.of(
        "language", "location_id", location.get("id")
    )
    return frozenset(row["code"].strip().lower() for row in rows if row["code"])


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text or "")
    except ValueError:
        return None
