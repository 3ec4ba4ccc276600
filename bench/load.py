"""People who write to a server: so many at once, each the same talk, each answer timed."""

import asyncio
import itertools
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp

TALK = (
    "need a bed tonight for me and my two kids",
    "00104",
    "1",
    "more",
    "also food",
    "thanks",
)
Send = Callable[[aiohttp.ClientSession, int, str], Awaitable[None]]


@dataclass(frozen=True)
class Load:
    clients: int
    turns: int
    seconds: float
    times: list[float]  # seconds, sorted

    @property
    def per_second(self) -> float:
        return self.turns / self.seconds

    def percentile(self, percent: int) -> float:
        """Milliseconds."""
        return statistics.quantiles(self.times, n=100, method="inclusive")[percent - 1] * 1000


async def load(send: Send, clients: int, talks: int) -> Load:
    """`clients` at once, each `talks` times through TALK as somebody new."""
    people, times = itertools.count(1), []

    async def client(session: aiohttp.ClientSession) -> None:
        for _ in range(talks):
            person = next(people)
            for words in TALK:
                started = time.perf_counter()
                await send(session, person, words)
                times.append(time.perf_counter() - started)

    async with aiohttp.ClientSession() as session:
        await send(session, 0, "hi")
        started = time.perf_counter()
        await asyncio.gather(*(client(session) for _ in range(clients)))
        seconds = time.perf_counter() - started
    return Load(clients, len(times), seconds, sorted(times))
