"""Who talks: hidden goals and circumstances, patience and habits, all by chance from one seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from navigator.needs import circumstances, needs
from navigator.simulation.services import Place
from navigator.simulation.texting import Style
from navigator.simulation.wording import wording

Opening = Literal["all at once", "needs only", "hello first", "in pieces"]
CRISIS, DETOUR, CORRECTION, SILENCE = 12, 30, 10, 12  # of a hundred people, how many bring this with them
APART = (frozenset({"man", "pregnant"}), frozenset({"man", "trans"}), frozenset({"active_use", "on_medication"}))


@dataclass(frozen=True, slots=True)
class Persona:
    """`told`: circumstances said unasked at the start; the others come out when asked or when they turn out to matter.

    `patience`: messages until they give up. The turns are counted from 1, the opening; 0 is never.
    """

    id: str
    language: str
    needs: tuple[str, ...]
    circumstances: frozenset[str]
    told: tuple[str, ...]
    age: int | None
    place: Place
    tonight: bool
    patience: int
    opening: Opening
    style: Style
    looks_closer: bool = True
    refuses: bool = False
    detour: str = ""
    detour_at: int = 0
    crisis: str = ""
    crisis_at: int = 0
    silent_at: int = 0
    wrong: str = ""
    seed: int = 0

    @property
    def habits(self) -> tuple[str, ...]:
        held = {"refuses": self.refuses, "corrects": self.wrong, "silent": self.silent_at, "crisis": self.crisis}
        return (self.opening, *self.style.names, *(name for name, has in held.items() if has))


def personas(count: int, seed: int, places: Sequence[Place], languages: Sequence[str] = ("en", "es")) -> list[Persona]:
    """The same people for the same seed and places. Raises ValueError without a place to be."""
    if not places:
        raise ValueError("simulated people need at least one place to be")
    return [_one(f"p{number:03}", random.Random(f"{seed}:{number}"), places, languages) for number in range(count)]


def _one(id: str, chance: random.Random, places: Sequence[Place], languages: Sequence[str]) -> Persona:
    language = chance.choice(languages)
    wanted = tuple(chance.sample(sorted(needs()), chance.choice((1, 1, 1, 2, 2, 3))))
    held = _circumstances(chance)
    told = tuple(id for id in sorted(held) if chance.random() < 0.6)
    table = wording(language).table
    left = sorted(set(needs()) - set(wanted))
    return Persona(
        id,
        language,
        wanted,
        frozenset(held),
        told,
        chance.choice((15, 16, 17)) if "under_18" in held else None,
        chance.choice(places),
        tonight="housing" in wanted and chance.random() < 0.6,
        patience=chance.randint(7, 14) + 2 * len(wanted),
        opening=chance.choice(("all at once", "all at once", "needs only", "hello first", "in pieces")),
        style=_style(chance, language),
        looks_closer=chance.random() < 0.6,
        refuses=chance.random() < 0.12,
        detour=chance.choice(sorted(table["detours"])) if _has(chance, DETOUR) else "",
        detour_at=chance.randint(2, 4),
        crisis=chance.choice(sorted(table["crisis"])) if _has(chance, CRISIS) else "",
        crisis_at=chance.randint(2, 4),
        silent_at=chance.randint(3, 5) if _has(chance, SILENCE) else 0,
        wrong=chance.choice(left) if _has(chance, CORRECTION) else "",
        seed=chance.getrandbits(32),
    )


def _has(chance: random.Random, of_hundred: int) -> bool:
    return chance.randrange(100) < of_hundred


def _circumstances(chance: random.Random) -> list[str]:
    held: list[str] = []
    for id in chance.sample(sorted(circumstances()), chance.choice((0, 1, 1, 2, 3))):
        if not any(id in pair and pair & set(held) for pair in APART):
            held.append(id)
    return held


def _style(chance: random.Random, language: str) -> Style:
    return Style(
        lower=chance.random() < 0.7,
        plain=chance.random() < 0.6,
        run_on=chance.random() < 0.2,
        short_forms=chance.random() < 0.3,
        mixed=language == "es" and chance.random() < 0.25,
        slips=chance.choice((0, 0, 8, 20)),
    )
