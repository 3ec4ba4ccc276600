"""ERASE: at once, everywhere, and once more after a backup is restored."""

from collections.abc import Sequence
from typing import Protocol

from navigator.clock import Clock
from navigator.privacy.apart.store import Erasures
from navigator.privacy.pseudonym import Pseudonyms
from navigator.privacy.store import Conversations


class Erasable(Protocol):
    """A store that keeps something of conversations under their pseudonyms."""

    def erase(self, *ids: str) -> int:
        """Deletes all it keeps of the conversations `ids`; how many rows there were."""
        ...


class Eraser:
    def __init__(self, pseudonyms: Pseudonyms, stores: Sequence[Erasable], journal: Erasures, clock: Clock) -> None:
        self._pseudonyms, self._stores, self._journal, self._clock = pseudonyms, stores, journal, clock

    def erase(self, number: str, channel: str) -> int:
        """Forgets this number under every name it may have; how many rows are gone."""
        ids = self._pseudonyms.candidates(number, channel)
        self._journal.record(ids, self._clock.now())
        return sum(store.erase(*ids) for store in self._stores)


def settle(number: str, channel: str, pseudonyms: Pseudonyms, conversations: Conversations) -> str:
    """The name to use now, with the living conversation, if any, moved to it from an older window."""
    newest, *older = pseudonyms.candidates(number, channel)
    for name in older:
        if conversations.rename(name, newest):
            break
    return newest


def apply_erasures(conversations: Conversations, stores: Sequence[Erasable], journal: Erasures) -> int:
    """Deletes again what was erased and has come back; how many conversations. Run at every start.

    What a person began after erasing stays, unless it was in the same hour: rows know their age to the hour only.
    """
    again = [id for id, touched in conversations.stamps() if touched <= (journal.at(id) or -1)]
    if again:
        for store in stores:
            store.erase(*again)
    return len(again)
