"""Sends what waits in the outbox. Tries again only where it is certain that nothing went."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from navigator.clock import Clock
from navigator.errors import CarrierBusy, CarrierRefused, NavigatorError
from navigator.outbox.deletions import DeletionWorker
from navigator.outbox.messages.store import Outbox, Outgoing

_SHORTEST, _LONGEST = timedelta(seconds=5), timedelta(minutes=10)


class OptedOut(CarrierRefused):
    """The person told the carrier STOP. Not retryable: it counts as told to us."""


class Unsure(NavigatorError):
    """The carrier did not say whether it took the message. Not retryable: it might go twice."""


class Sender(Protocol):
    def send(self, to: str, text: str) -> str:
        """Hands one message to the carrier; its sid. Raises :class:`CarrierBusy` if it certainly did not go and may
        be tried again, :class:`OptedOut`, :class:`CarrierRefused` for good, :class:`Unsure` for anything else."""
        ...


@dataclass(frozen=True, slots=True)
class Round:
    """One round of work: how many went, wait for a next try, will never go, or are left as they are."""

    sent: int = 0
    later: int = 0
    refused: int = 0
    unsure: int = 0


class SendWorker:
    """`stopped` tells whether a number said STOP, `stop` notes that it did; both take the number, blocking."""

    def __init__(
        self,
        outbox: Outbox,
        sender: Sender,
        deletions: DeletionWorker,
        clock: Clock,
        stopped: Callable[[str], bool],
        stop: Callable[[str], None],
    ) -> None:
        self._outbox, self._sender, self._deletions, self._clock = outbox, sender, deletions, clock
        self._stopped, self._stop = stopped, stop

    def work(self, most: int = 20) -> Round:
        """Sends up to `most` that are due."""
        results = [self._try(one) for one in self._outbox.claim(self._clock.now(), most)]
        return Round(*(results.count(what) for what in ("sent", "later", "refused", "unsure")))

    def reported(self, sid: str, status: str) -> bool:
        """See `Outbox.reported`."""
        return self._outbox.reported(sid, status)

    def left(self) -> int:
        return self._outbox.left()

    def stuck(self) -> int:
        return self._outbox.stuck(self._clock.now())

    def _try(self, one: Outgoing) -> str:
        if not one.to or self._stopped(one.to):
            self._outbox.refused(one.id)
            return "refused"
        try:
            sid = self._sender.send(one.to, one.text)
        except CarrierBusy:
            self._outbox.later(one.id, self._clock.now() + min(_SHORTEST * 2 ** min(one.attempts - 1, 10), _LONGEST))
            return "later"
        except CarrierRefused as refused:
            if isinstance(refused, OptedOut):
                self._stop(one.to)
            self._outbox.refused(one.id)
            return "refused"
        except Unsure:
            return "unsure"
        self._outbox.sent(one.id, sid)
        self._deletions.add(sid, "out")
        return "sent"
