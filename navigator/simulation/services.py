"""What is true of a service, and whether it takes a person: judged apart from the matching, which is under test."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from navigator.needs import Answer, circumstances, with_implied

ADULT = 18


class Service(Protocol):
    """The part of a listing that decides whether someone is turned away. Read-only."""

    @property
    def id(self) -> str: ...
    @property
    def needs(self) -> frozenset[str]: ...
    @property
    def attributes(self) -> Mapping[str, Answer]: ...
    @property
    def serves(self) -> frozenset[str]: ...
    @property
    def city(self) -> str: ...
    @property
    def zip(self) -> str: ...
    @property
    def genders(self) -> frozenset[str]: ...
    @property
    def minimum_age(self) -> int | None: ...
    @property
    def maximum_age(self) -> int | None: ...
    @property
    def status(self) -> str: ...
    @property
    def capacity(self) -> int | None: ...
    @property
    def capacity_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """`says`: what a person calls it; `names`: lower-case names and ZIPs that mean it for `Service.serves`."""

    says: str
    names: frozenset[str]


def refusal(service: Service, facts: frozenset[str], age: int | None) -> str:
    """Why this service turns away someone with these circumstances ("accepts_pets: no"), or ""."""
    if service.status != "active":
        return f"status: {service.status}"
    held = with_implied(facts)
    for id in sorted(held):
        for rule in circumstances()[id].asks:
            answer = service.attributes.get(rule.attribute)
            if rule.strict and answer in ("yes", "no") and answer != rule.fits:
                return f"{rule.attribute}: {answer}"
    men = {"men", "all"} | ({"trans"} if "trans" in held else set())
    if "man" in held and service.genders and not service.genders & men:
        return f"genders: {';'.join(sorted(service.genders))}"
    if age is not None and service.minimum_age is not None and age < service.minimum_age:
        return f"minimum_age: {service.minimum_age}"
    if age is not None and service.maximum_age is not None and age > service.maximum_age:
        return f"maximum_age: {service.maximum_age}"
    return ""


def reaches(service: Service, place: Place) -> bool:
    if service.serves:
        return "everywhere" in service.serves or bool(service.serves & place.names)
    return service.city.lower() in place.names or service.zip in place.names


def safe_for(service: Service, need: str, facts: frozenset[str]) -> bool:
    """Covers the need. Someone without papers is only sent about them to where lawyers do the work."""
    if need != "immigration" or "no_papers" not in facts:
        return need in service.needs
    return {"immigration", "legal"} <= service.needs


def places_of(services: Iterable[Service]) -> tuple[Place, ...]:
    """Where these services stand, as people there call it: every ZIP, town and neighbourhood."""
    found: dict[str, set[str]] = {}
    for one in services:
        if not one.city or not one.zip:
            continue
        found.setdefault(one.zip, set()).add(one.city.lower())
        found.setdefault(one.city, set())
        for name in one.serves:
            if not name.isdigit() and name not in ("everywhere", one.city.lower()):
                found.setdefault(name.title(), set()).add(one.city.lower())
    return tuple(Place(says, frozenset({says.lower(), *more})) for says, more in sorted(found.items()))
