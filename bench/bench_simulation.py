"""500 simulated people at the real inbox, against a numbered menu, in a sample city whose listings have gaps.

The baseline, "numbered menu": every need with its number, then ZIP or town, then the first three places that cover the
need and serve the place. It takes one need at a time and knows nothing about the person; a number is all it asks for.
Both meet the same people with the same patience.
"""

import asyncio
import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import migrations
from bot.commands.simulate import START, met, services_of, stage
from bot.messages.words import need as label
from directory.model import Listing
from directory.samples import TIMEZONE, sample_rows
from directory.samples.load import write_rows
from directory.samples.national import national_rows
from directory.store.load import load
from navigator.needs import attributes, needs
from navigator.simulation.persona import Persona, personas
from navigator.simulation.reply import Line, Reply
from navigator.simulation.run import simulate
from navigator.simulation.score import Measures
from navigator.simulation.services import Place, places_of, reaches
from navigator.store import open_database

PEOPLE, SEED = 500, 7
MISSING, UNSAID = 0.3, 0.4  # the share of places that are not listed, and of answers that nobody gave
NEEDS = tuple(needs())
PROMPT = {"en": "Text a number.", "es": "Manda un número."}


def gaps(folder: Path) -> str:
    """URL of the sample city with `MISSING` and `UNSAID` taken out of it, the same every time."""
    chance, at = random.Random(SEED), START
    rows = [row for row in sample_rows(at.date()) if chance.random() >= MISSING]
    for row in rows:
        row |= {id: "" for id in attributes() if id in row and chance.random() < UNSAID}
    sheet, url = folder / "gaps.csv", f"sqlite:///{folder / 'gaps.db'}"
    write_rows(sheet, [*rows, *national_rows()])
    engine = open_database(url)
    migrations.upgrade(engine)
    load(engine, sheet, at=at, timezone=TIMEZONE)
    engine.dispose()
    return url


@dataclass
class Menu:
    """The baseline: an inbox of its own. Whatever is no number, place, NO or MORE brings the menu again."""

    services: Mapping[str, Listing]
    places: Sequence[Place]
    languages: Mapping[str, str]
    need: dict[str, str] = field(default_factory=dict)
    place: dict[str, Place] = field(default_factory=dict)
    shown: dict[str, list[str]] = field(default_factory=dict)

    async def __call__(self, who: str, text: str) -> Reply:
        asking = who in self.need and who not in self.shown
        if asking:
            named = [place for place in self.places if place.says.lower() in text.lower()]
            if not named and who not in self.place:
                return self._said(who, "ask_area", "ZIP?")
            self.place[who] = named[0] if named else self.place[who]
            return self._list(who)
        if who in self.shown and text[:2].upper() in ("NO", "MO", "MA"):
            return self._list(who)
        number = int(text) if text.isdigit() else 0
        if who not in self.shown and 1 <= number <= len(NEEDS):
            self.need[who] = NEEDS[number - 1]
            return self._list(who) if who in self.place else self._said(who, "ask_area", "ZIP?")
        self.need.pop(who, None)
        self.shown.pop(who, None)
        choices = [f"{at} {label(id, self.languages[who])}" for at, id in enumerate(NEEDS, 1)]
        return self._said(who, "confirm_need", "\n".join([PROMPT[self.languages[who]], *choices]))

    def _list(self, who: str) -> Reply:
        before = self.shown.setdefault(who, [])
        fresh = [one for one in self.services.values() if self._serves(one, who) and one.id not in before][:3]
        before += [one.id for one in fresh]
        if not fresh:
            return self._said(who, "none_more", f"{label(self.need[who], self.languages[who])}: 0. ?")
        lines = [f"{at} {one.name} {one.phone or one.text_line}" for at, one in enumerate(fresh, 1)]
        return self._said(who, "results", "\n".join(lines), *(one.id for one in fresh))

    def _serves(self, one: Listing, who: str) -> bool:
        return one.status == "active" and self.need[who] in one.needs and reaches(one, self.place[who])

    def _said(self, who: str, key: str, text: str, *services: str) -> Reply:
        return Reply((Line(text, key, services),), self.languages[who])


def compared(url: str, count: int = PEOPLE) -> tuple[Measures, Measures, float]:
    """Ours, the numbered menu's, and the seconds ours took."""
    with stage(SEED, url, START) as (parts, clock):
        services, listings = services_of(parts), {one.id: one for one in parts.directory.all()}
        places = places_of(services.values())
        people: list[Persona] = personas(count, SEED, places)
        began = perf_counter()
        ours = met(parts, clock, people)
        took = perf_counter() - began
        menu = Menu(listings, places, {one.id: one.language for one in people})
        return ours, asyncio.run(simulate(people, menu, services, lambda by: None)), took


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs, took = compared(gaps(Path(folder)))
    print(f"{len(ours.scores)} simulated people, {took:.0f} s; ours, numbered menu, ratio")
    for (what, mine), (_, its) in zip(ours.rows()[1:], theirs.rows()[1:], strict=True):
        print(f"  {what:66} {mine:40} {its}")
    for name in ("fits", "ended_well", "every_need"):
        my, its_count = (sum(getattr(one, name) for one in each.scores) for each in (ours, theirs))
        print(f"  ratio {name:12} {my / max(its_count, 1):.2f}")
    print(f"  ratio excluding    {ours.total('excluding') / max(theirs.total('excluding'), 1):.2f}")


if __name__ == "__main__":
    main()
