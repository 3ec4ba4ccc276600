"""Deletes the carrier's copy of every message, in and out, and does not give up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from navigator.clock import Clock
from navigator.errors import CarrierBusy, CarrierRefused
from navigator.outbox.store import Deletion, Deletions, Direction

# A message that is still being delivered cannot be deleted: the first try waits until it probably was.
_FIRST_TRY = {"in": timedelta(seconds=5), "out": timedelta(seconds=60)}
_LEASE = timedelta(minutes=2)
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(hours=6)


class Carrier(Protocol):
    def delete(self, sid: str) -> None:
        """Deletes the message `sid`; returns when it is gone, also if it was gone before.

        Raises :class:`CarrierBusy` (again soon: slow down, unreachable, still being delivered) or
        :class:`CarrierRefused` (anything else; tried again all the same, for the copy is still there).
        """
        ...


@dataclass(frozen=True, slots=True)
class Round:
    """One round of work. `lost`: dropped because the key that sealed them is gone; the carrier keeps those."""

    gone: int = 0
    failed: int = 0
    lost: int = 0


class DeletionWorker:
    def __init__(self, queue: Deletions, carrier: Carrier, clock: Clock) -> None:
        self._queue, self._carrier, self._clock = queue, carrier, clock

    def add(self, sid: str, direction: Direction) -> None:
        """Remembers that the carrier has a copy of `sid`."""
        self._queue.add(sid, direction, self._clock.now() + _FIRST_TRY[direction])

    def work(self, most: int = 20) -> Round:
        """Deletes up to `most` that are due."""
        results = [self._try(one) for one in self._queue.claim(self._clock.now(), _LEASE, most)]
        return Round(results.count("gone"), results.count("failed"), results.count("lost"))

    def left(self) -> int:
        """How many messages the carrier still has: for `/metrics`."""
        return self._queue.left()

    def _try(self, one: Deletion) -> str:
        if not one.sid:
            self._queue.done(one.id)
            return "lost"
        try:
            self._carrier.delete(one.sid)
        except (CarrierBusy, CarrierRefused):
            self._queue.later(one.id, self._next(one.attempts))
            return "failed"
        self._queue.done(one.id)
        return "gone"

    def _next(self, attempts: int) -> datetime:
        wait: timedelta = min(_SHORTEST * 2 ** min(attempts - 1, 16), _LONGEST)
        return self._clock.now() + wait
