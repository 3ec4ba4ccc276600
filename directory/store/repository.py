"""The directory's one door: finds listings, and keeps what is written to them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from sqlalchemy import Connection, Engine, Row, bindparam, func, select
from sqlalchemy.orm import aliased

from directory.model import Listing, Near
from directory.store.cache import Cache
from directory.store.dialect import Dialect, split
from directory.store.index import NOWHERE, ListingPlace, ListingRow
from directory.store.ours import Outcome
from directory.store.postgres import Postgres
from directory.store.refresh import refresh
from directory.store.sqlite import Sqlite

_K = TypeVar("_K", int, str)
_VERSIONS = select(ListingRow.n, ListingRow.version).where(ListingRow.n.in_(bindparam("numbers", expanding=True)))
_PAYLOADS = select(ListingRow.n, ListingRow.version, ListingRow.payload).where(
    ListingRow.n.in_(bindparam("numbers", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Place:
    """A row for the gazetteer. `latitude`/`longitude` are the middle of the listings there, when any is on the map."""

    name: str
    kind: Literal["zip", "city", "neighborhood"]
    city: str
    state: str
    zip: str
    latitude: float | None
    longitude: float | None


class Directory:
    """Reads and writes the listings in `engine`'s database, which `migrations.upgrade` has prepared.

    Everything it hands out has passed the guard for confidential places.
    """

    def __init__(self, engine: Engine, timezone: str = "") -> None:
        self.engine = engine
        self.timezone = timezone
        self.dialect: Dialect = dialect_of(engine)
        # A search is one statement: BEGIN and ROLLBACK would be two more trips to the server.
        self._reading = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._cache = Cache()

    def candidates(
        self, needs: Sequence[str] = (), near: Near | None = None, words: Sequence[str] = (), limit: int = 120
    ) -> list[Listing]:
        """Active listings worth matching: for each need up to `limit` of the nearest and of those that serve the area.

        Without a known area, up to `limit` for each need. `words` look in the text, with or without needs.
        """
        if words:
            return self._said(list(needs), near, words, limit)
        with self._reading.connect() as connection:
            return self._decoded(connection, self.dialect.around(connection, list(needs) or [""], near, limit))

    def _said(self, needs: list[str], near: Near | None, words: Sequence[str], limit: int) -> list[Listing]:
        with self.engine.connect() as connection:
            numbers = self.dialect.around(connection, needs, near, limit) if needs else {}
            return self._load(connection, [*numbers, *self.dialect.said(connection, split(words), limit)])

    def _load(self, connection: Connection, numbers: list[int]) -> list[Listing]:
        if not numbers:
            return []
        versions = _pairs(connection.execute(_VERSIONS, {"numbers": numbers}))
        return self._decoded(connection, {n: versions[n] for n in numbers if n in versions})

    def _decoded(self, connection: Connection, versions: dict[int, int]) -> list[Listing]:
        found = self._cache.load(versions)
        missing = [n for n in versions if n not in found]
        if missing:
            found |= self._cache.add(_payloads(connection, missing))
        return [found[n] for n in versions if n in found]

    def get(self, id: str) -> Listing | None:
        """The listing with this id, whatever its status."""
        with self.engine.connect() as connection:
            numbers = list(connection.execute(select(ListingRow.n).where(ListingRow.id == id)).scalars())
            return next(iter(self._load(connection, numbers)), None)

    def find_by_name(self, name: str, limit: int = 20) -> list[Listing]:
        """Listings whose name contains `name`, in any case."""
        found = select(ListingRow.n).where(ListingRow.name.icontains(name, autoescape=True))
        with self.engine.connect() as connection:
            query = found.order_by(ListingRow.name, ListingRow.id).limit(limit)
            return self._load(connection, list(connection.execute(query).scalars()))

    def all(self) -> Iterator[Listing]:
        """Every listing of any status, by id."""
        with self.engine.connect() as connection:
            numbers = list(connection.execute(select(ListingRow.n).order_by(ListingRow.id)).scalars())
            for start in range(0, len(numbers), 500):
                yield from self._load(connection, numbers[start : start + 500])

    def places(self) -> list[Place]:
        """ZIPs and cities where listings stand, and places they say they serve, for the gazetteer."""
        with self.engine.connect() as connection:
            middle = (func.avg(ListingRow.latitude), func.avg(ListingRow.longitude))
            city = select(ListingRow.city, ListingRow.state, *middle).group_by(ListingRow.city, ListingRow.state)
            zips = select(ListingRow.zip, func.min(ListingRow.city), func.min(ListingRow.state), *middle)
            found = [
                Place(name, "city", name, state, "", latitude, longitude)
                for name, state, latitude, longitude in connection.execute(city.where(ListingRow.city != ""))
            ]
            for code, name, state, latitude, longitude in connection.execute(
                zips.where(ListingRow.zip != "").group_by(ListingRow.zip)
            ):
                found.append(Place(code[:5], "zip", name, state, code[:5], latitude, longitude))
            return found + self._served(connection, {place.name.lower() for place in found})

    def _served(self, connection: Connection, known: set[str]) -> list[Place]:
        """Places that listings say they serve and none stands in. One is part of a town when a listing of that town
        serves both; it then lies in the middle of the listings there that serve it."""
        query = select(ListingPlace.place).where(ListingPlace.need == "").distinct().order_by(ListingPlace.place)
        names = [name for name in connection.execute(query).scalars() if name not in known | {"everywhere", NOWHERE}]
        within = self._within(connection)
        return [within.get(name) or _named(name) for name in names]

    def _within(self, connection: Connection) -> dict[str, Place]:
        """Name -> the place in the town where most of the listings on the map that serve it stand."""
        town, part = aliased(ListingPlace), aliased(ListingPlace)
        middle = (func.avg(ListingRow.latitude), func.avg(ListingRow.longitude))
        query = (
            select(part.place, ListingRow.city, ListingRow.state, *middle)
            .join(ListingRow, ListingRow.n == part.n)
            .join(town, (town.n == part.n) & (town.need == "") & (town.place == func.lower(ListingRow.city)))
            .where(part.need == "", part.place != town.place, ~part.spot, ~town.spot, ListingRow.latitude.is_not(None))
            .group_by(part.place, ListingRow.city, ListingRow.state)
            .order_by(func.count(), ListingRow.city)
        )
        rows = connection.execute(query)
        return {
            name: replace(_named(name, city), state=state, latitude=y, longitude=x) for name, city, state, y, x in rows
        }

    def counts(self) -> dict[str, dict[str, int]]:
        """ "status" and "need" -> value -> number of listings."""
        by_status = select(ListingRow.status, func.count()).group_by(ListingRow.status)
        by_need = select(ListingPlace.need, func.count(func.distinct(ListingPlace.n))).group_by(ListingPlace.need)
        with self.engine.connect() as connection:
            status = _pairs(connection.execute(by_status))
            need = _pairs(connection.execute(by_need.where(ListingPlace.need != "")))
        return {"status": status, "need": need}

    def record_outcome(self, id: str, kind: str, week: str) -> None:
        """Counts what a person said came of listing `id` (`helped`, `turned_away`, `wrong`) in `week` ("2026-W47")."""
        key = {"listing_id": id, "kind": kind, "week": week}
        with self.engine.begin() as connection:
            service = connection.execute(select(ListingRow.service_id).where(ListingRow.id == id)).scalar()
            if service is None:
                return
            table = Outcome.metadata.tables[Outcome.__tablename__]
            same = [table.c[name] == value for name, value in key.items()]
            if not connection.execute(table.update().where(*same).values(count=table.c.count + 1)).rowcount:
                connection.execute(table.insert().values(**key, count=1))
            refresh(connection, self.dialect, [service], self.timezone)


def _named(place: str, city: str = "") -> Place:
    if place.isdigit() and len(place) == 5:
        return Place(place, "zip", city, "", place, None, None)
    return Place(place, "neighborhood" if city else "city", city or place, "", "", None, None)


def _pairs(rows: Iterable[Row[tuple[_K, int]]]) -> dict[_K, int]:
    return {key: value for key, value in rows}  # noqa: C416  # a Row is no tuple to mypy


def dialect_of(engine: Engine) -> Dialect:
    return Postgres() if engine.dialect.name == "postgresql" else Sqlite()


def _payloads(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    for start in range(0, len(numbers), 500):
        rows = connection.execute(_PAYLOADS, {"numbers": numbers[start : start + 500]})
        yield from ((n, version, payload) for n, version, payload in rows)
