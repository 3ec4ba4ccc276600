"""Talks to the dialogue alone: what was heard goes in, keys of messages come out. The directory is a short list."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from navigator.dialogue import Result, Say, Search, State, Turn, View, decide, present
from navigator.understanding.heard import Area, Heard

NOON = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
PORT_ELLIS = Area("Port Ellis", "city", "Port Ellis", "XX", "", 36.0, -127.0)
FREMONT = Area("Fremont", "city", "Fremont", "XX", "", 37.5, -121.9)


@dataclass(frozen=True)
class Place:
    id: str
    needs: tuple[str, ...]
    refuses: tuple[str, ...] = ()


PLACES = (
    Place("bed-1", ("housing",), refuses=("with_children", "has_record")),
    Place("bed-2", ("housing",)),
    Place("bed-3", ("housing",)),
    Place("bed-4", ("housing", "food")),
    Place("bed-5", ("housing",), refuses=("pet",)),
    Place("food-1", ("food",)),
    Place("food-2", ("food",)),
    Place("law-1", ("legal", "immigration")),
    Place("law-2", ("immigration",)),
    Place("law-3", ("immigration",)),
    Place("law-4", ("immigration",)),
    Place("law-5", ("immigration",)),
    Place("safe-1", ("safety",)),
    Place("peers-1", ("peer_support",)),
)


@dataclass
class Talk:
    """`say` returns the keys of the replies; `last` has the whole turn."""

    places: tuple[Place, ...] = PLACES
    state: State = field(default_factory=State)
    now: datetime = NOON
    last: Turn = field(default_factory=lambda: Turn(State()))
    searches: list[Search] = field(default_factory=list)

    def say(self, act: str = "inform", **heard: Any) -> list[str]:
        self.now += timedelta(seconds=20)
        turn = decide(self.state, Heard(act=act, **heard), self.now)
        if turn.search is not None:
            self.searches.append(turn.search)
            turn = present(turn, self.look(turn.search))
        self.last = turn
        self.state = State.from_slots(turn.state.to_slots())
        return [say.key for say in turn.say]

    def look(self, search: Search) -> View:
        if search.ids:
            return View(tuple(as_result(place) for id in search.ids for place in self.places if place.id == id))
        fitting = self.fitting(search, search.circumstances)
        shown = fitting[: search.limit]
        changed = [
            c for c in search.what_if if self.fitting(search, search.circumstances | {c})[: search.limit] != shown
        ]
        return View(
            tuple(as_result(place) for place in shown),
            more=len(fitting) > len(shown),
            changed=tuple(changed) if shown else (),
        )

    def fitting(self, search: Search, circumstances: frozenset[str]) -> list[Place]:
        wanted = [place for place in self.places if set(place.needs) & set(search.needs)]
        return [place for place in wanted if not set(place.refuses) & circumstances and place.id not in search.skip]

    def wait(self, **by: float) -> None:
        self.now += timedelta(**by)

    @property
    def services(self) -> list[str]:
        return [id for say in self.last.say for id in say.values.get("services", ())]

    def said(self, key: str) -> Say:
        return next(say for say in self.last.say if say.key == key)


def as_result(place: Place) -> Result:
    return Result(place.id, place.id.title(), needs=place.needs, phone="202-555-0100")
