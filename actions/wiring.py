"""What actions need from outside: the open directory, the time, the settings. The server hands them in; an action
server on its own (`rasa run actions`) opens them at the first use."""

from dataclasses import dataclass
from typing import Protocol

from directory.model import Listing, Near
from navigator.clock import Clock, SystemClock
from navigator.ids import Ids, RandomIds
from navigator.settings import Settings


class Directory(Protocol):
    """What the talk asks of the directory (`directory.store.repository.Directory`)."""

    def candidates(
        self, needs: tuple[str, ...] = (), near: Near | None = None, words: tuple[str, ...] = (), limit: int = 120
    ) -> list[Listing]: ...

    def get(self, id: str) -> Listing | None: ...

    def record_outcome(self, id: str, kind: str, week: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Wiring:
    directory: Directory
    clock: Clock
    ids: Ids
    settings: Settings


_wired: Wiring | None = None


def configure(*, directory: Directory, clock: Clock, ids: Ids, settings: Settings) -> None:
    """Replaces what was wired before."""
    global _wired
    _wired = Wiring(directory, clock, ids, settings)


def wired() -> Wiring:
    """Raises :class:`navigator.errors.SettingsError` when the environment does not say enough to open anything."""
    if _wired is None:
        _open()
    assert _wired is not None
    return _wired


def _open() -> None:
    from directory.store.repository import Directory as Store
    from navigator.store import open_database

    # An action server signs nothing and seals nothing: the demo's rules about missing secrets are enough for it.
    settings = Settings.from_environment(demo=True)
    store = Store(open_database(settings.database_url), settings.timezone)
    configure(directory=store, clock=SystemClock(), ids=RandomIds(), settings=settings)
