"""What the inbox must look up before a message is answered and write down after: all storage of one turn, in two calls.

Blocking: the inbox calls it from a thread.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from bot.tracker_store import Slots, Vault
from navigator.clock import Clock
from navigator.outbox.deletions import DeletionWorker
from navigator.privacy.erasing import Eraser, settle
from navigator.privacy.pseudonym import Pseudonyms
from navigator.privacy.slow_hash import SlowHash
from navigator.privacy.store import Counts, OptOuts, Receipts


@dataclass(frozen=True, slots=True)
class Opened:
    """`repeat`: the replies already given to this very message, if it came before."""

    name: str
    slots: Slots | None = None
    opted_out: bool = False
    repeat: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    try_lock: Callable[[str], AbstractContextManager[bool]] | None  # None: no other process shares this database
    pseudonyms: Pseudonyms
    vault: Vault
    receipts: Receipts
    opt_outs: OptOuts
    slow_hash: SlowHash
    eraser: Eraser
    deletions: DeletionWorker
    counts: Counts
    clock: Clock

    def name(self, sender: str, channel: str) -> str:
        return self.pseudonyms.of(sender, channel)

    def names(self, sender: str, channel: str) -> list[str]:
        """Every name this conversation may stand under, the one of now first."""
        return self.pseudonyms.candidates(sender, channel)

    def lock(self, name: str) -> AbstractContextManager[bool] | None:
        """Keeps other processes out of this conversation; False when one of them is in it now. None: there are none."""
        return self.try_lock(f"conversation {name}") if self.try_lock else None

    def open(self, sender: str, channel: str, sid: str) -> Opened:
        name = self.name(sender, channel)
        if sid:
            # The caller holds the conversation's lock: a claim without a reply is one that a crash left behind.
            receipt = self.receipts.claim(sid, name, self.clock.now())
            if receipt.reply is not None:
                return Opened(name, repeat=tuple(json.loads(receipt.reply)))
        slots = self.vault.read(name)
        if slots is None and settle(sender, channel, self.pseudonyms, self.vault.conversations) == name:
            slots = self.vault.read(name)
        return Opened(name, slots, self._opted_out(sender, channel))

    def close(self, name: str, slots: Slots | None, sid: str, replies: Sequence[str]) -> None:
        if slots is not None:
            self.vault.write(name, slots)
        if sid:
            self.receipts.put(sid, name, json.dumps(list(replies)).encode(), self.clock.now())
            self.deletions.add(sid, "in")

    def erase(self, sender: str, channel: str, sid: str = "") -> None:
        self.eraser.erase(sender, channel)
        if sid:
            self.deletions.add(sid, "in")

    def opt_out(self, sender: str) -> None:
        self.opt_outs.add(self.slow_hash.of(sender))

    def opt_in(self, sender: str) -> None:
        self.opt_outs.remove(self.slow_hash.of(sender))

    def has_stopped(self, number: str) -> bool:
        return self._opted_out(number, "sms")

    def alive(self) -> bool:
        """Raises :class:`StoreUnavailable` when the database does not answer."""
        return not self.opt_outs.has("")

    def _opted_out(self, sender: str, channel: str) -> bool:
        return channel == "sms" and self.opt_outs.any() and self.opt_outs.has(self.slow_hash.of(sender))
