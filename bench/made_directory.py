"""A directory of any size that nobody lives in: towns on a grid, a few dozen to a few hundred services in each."""

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine

import migrations
from directory.hsds.ours import term_id
from directory.matching.facts import ALWAYS_SAID
from directory.model import Listing, Near, Query, Schedule
from directory.store.refresh import write
from directory.store.repository import dialect_of
from navigator.needs import Answer, attributes, circumstances, needs, with_implied

TOWN = 200  # services in one town, on average
BATCH = 2000
KM = 1 / 111.195  # degrees of latitude
NEEDS, ATTRIBUTES = tuple(needs()), tuple(one for one in attributes() if one != "confidential_address")
CIRCUMSTANCES = ("with_children", "has_record", "pet", "cant_call", "no_papers", "no_police")
assert set(CIRCUMSTANCES) <= set(circumstances()), "the benchmark speaks of circumstances that are gone"


class Town:
    def __init__(self, number: int) -> None:
        self.name = f"town {number}"
        self.zip = f"{number % 90000 + 10000}"
        self.latitude, self.longitude = 26 + number // 70 % 70 * 0.31, -122 + number % 70 * 0.72


def listings(size: int, at: datetime) -> Iterator[Listing]:
    """`size` listings, the same every time. One in a hundred is a line for everyone, one in twenty has no address."""
    chance = random.Random(5)
    towns = [Town(number) for number in range(max(size // TOWN, 1))]
    for number in range(size):
        yield _listing(chance, number, chance.choice(towns), at)


def _listing(chance: random.Random, number: int, town: Town, at: datetime) -> Listing:
    placed, everywhere = chance.random() > 0.05, chance.random() < 0.01
    asked: tuple[Answer, ...] = ("yes", "yes", "no", "ask")
    said = chance.sample(ATTRIBUTES, 12)
    return Listing(
        id=f"made-{number}",
        name=f"Service {number}",
        organization=f"Organization {number // 3}",
        description=f"Helps people in {town.name} with what they need. Ask at the desk. Room {number}.",
        short_text=f"Service {number} in {town.name}.",
        needs=frozenset(chance.sample(NEEDS, chance.choice((1, 1, 2, 3)))),
        attributes={one: chance.choice(asked if one not in ALWAYS_SAID else ("no",)) for one in said},
        phone="202-555-0100",
        city=town.name,
        state="XX",
        zip=town.zip,
        latitude=round(town.latitude + chance.gauss(0, 4) * KM, 5) if placed else None,
        longitude=round(town.longitude + chance.gauss(0, 5) * KM, 5) if placed else None,
        serves=frozenset({"everywhere"} if everywhere else {town.name} if chance.random() < 0.3 else ()),
        schedules=(Schedule("MO,TU,WE,TH,FR", 540, 1020),) if chance.random() < 0.7 else (Schedule(),),
        timezone="America/Chicago",
        languages=frozenset(chance.sample(("en", "es", "vi"), 2)),
        genders=frozenset({chance.choice(("all", "all", "women", "trans"))}),
        verified=(at - timedelta(days=chance.randrange(400))).date(),
    )


def fill(engine: Engine, size: int, at: datetime) -> None:
    """Puts `size` listings where search reads them. An import fills this index too, from a whole HSDS file."""
    migrations.upgrade(engine)
    dialect, left = dialect_of(engine), enumerate(listings(size, at), 1)
    with engine.begin() as connection:
        while batch := list(islice(left, BATCH)):
            write(connection, dialect, [(n, 1, one.id, one) for n, one in batch])
        dialect.settle(connection)


def people(count: int, size: int, at: datetime) -> list[Query]:
    """What people ask for: one to three needs, up to three circumstances, a town or a ZIP."""
    chance = random.Random(11)
    towns = [Town(number) for number in range(max(size // TOWN, 1))]
    return [_person(chance, chance.choice(towns), at) for _ in range(count)]


def _person(chance: random.Random, town: Town, at: datetime) -> Query:
    said = with_implied(frozenset(chance.sample(CIRCUMSTANCES, chance.randint(0, 3))))
    names = frozenset({town.name, town.zip})
    here = Near(names, town.latitude + chance.gauss(0, 3) * KM, town.longitude, chance.choice((5.0, 20.0)))
    wanted = tuple(chance.sample(NEEDS, chance.choice((1, 1, 2, 3))))
    return Query(wanted, at, said, here, urgency=chance.choice(("now", "soon", None)))


def write_hsds(path: Path, size: int, at: datetime) -> None:
    """The same services as one HSDS 3.1 JSON list."""
    with path.open("w", encoding="utf-8") as file:
        for number, one in enumerate(listings(size, at)):
            file.write("[\n" if number == 0 else ",\n")
            json.dump(_hsds(one), file)
        file.write("\n]\n")


def _hsds(one: Listing) -> dict[str, object]:
    facts = [("need", need, "yes") for need in sorted(one.needs)]
    facts += [("attribute", id, answer) for id, answer in one.attributes.items()]
    address = {"id": f"{one.id}-a", "city": one.city, "state_province": one.state, "postal_code": one.zip}
    place: dict[str, object] = {"id": f"{one.id}-l", "location_type": "physical", "addresses": [address]}
    if one.latitude is not None:
        place |= {"latitude": one.latitude, "longitude": one.longitude}
    return {
        "id": one.id,
        "name": one.name,
        "status": "active",
        "description": one.description,
        "organization": {"id": one.organization, "name": one.organization, "description": one.organization},
        "phones": [{"id": f"{one.id}-p", "number": one.phone}],
        "service_areas": [{"id": f"{one.id}-s-{name}", "name": name} for name in sorted(one.serves)],
        "service_at_locations": [{"id": f"{one.id}-sl", "location": place}],
        "attributes": [
            {"id": f"{one.id}-{group}-{id}", "taxonomy_term_id": term_id(group, id), "value": value}
            for group, id, value in facts
        ],
    }
