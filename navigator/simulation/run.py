"""Lets people talk one after the other, and scores them."""

from collections.abc import Callable, Mapping, Sequence

from navigator.simulation.persona import Persona
from navigator.simulation.score import Measures, Score, score
from navigator.simulation.services import Service
from navigator.simulation.talk import Text, Wait, talk


async def simulate(
    people: Sequence[Persona],
    text: Text,
    services: Mapping[str, Service],
    wait: Wait,
    told: Callable[[Score], None] = lambda score: None,
) -> Measures:
    """`told` hears of each score as it comes. An exception of `text` ends the run: the inbox is not meant to raise."""
    scores = []
    for persona in people:
        scores.append(score(await talk(persona, text, services, wait), services))
        told(scores[-1])
    return Measures(tuple(scores))
