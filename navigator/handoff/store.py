"""Relays while they live, sealed, and the lines of their talk. When a relay is over every row of it is gone.

A change is one transaction: the relay, its lines, what goes to the outbox and the counts stand or fall together. It is
made only if the relay is still as it was read (`version`), else the event is looked at again. So two processes with
one database never both claim a relay, and a line never counts twice.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)

from navigator.errors import StoreUnavailable, Unreadable
from navigator.handoff import effects as f
from navigator.handoff import events as e
from navigator.handoff.programme.store import Programme
from navigator.handoff.record import Held, Line, Person, packed, unpacked
from navigator.handoff.relay import Patience, Relay, asked, step
from navigator.outbox.messages.store import Message, Outbox
from navigator.outbox.quiet import next_waking
from navigator.privacy.sealing import Sealer
from navigator.privacy.store import insert_or, let_go, transaction
from navigator.store import metadata

_TRIES = 20
_LINE_LIVES = timedelta(hours=2)  # an unsent line of a talk is worth nothing after this

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation", String(64), nullable=False, unique=True),
    Column("state", String(10), nullable=False),
    Column("mentor", String(64), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
handoff_lines = Table(
    "handoff_lines",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("handoff", ForeignKey("handoffs.id", ondelete="CASCADE"), nullable=False),
    Column("key", String(64), nullable=False),
    Column("side", String(6), nullable=False),
    # Who may read it; empty while it is held for whoever comes next.
    Column("mentor", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("handoff", "key"),
    sqlite_autoincrement=True,
)

Say = Callable[[f.TellPerson, Person], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    relay: Relay
    effects: tuple[f.Effect, ...] = ()

    @property
    def refused(self) -> bool:
        return any(isinstance(effect, f.Refuse) for effect in self.effects)


class _Changed(Exception):
    """Somebody else was faster: look again."""


class _Full(Exception):
    """The mentor may not take one more."""


class Handoffs:
    """`say` puts what the relay tells a person into words, for the outbox: outside an answer to them.

    `timezone`: whose nights are quiet.
    """

    def __init__(
        self,
        engine: Engine,
        sealer: Sealer,
        outbox: Outbox,
        programme: Programme,
        say: Say,
        timezone: str,
        patience: Patience | None = None,
    ) -> None:
        self._engine, self._sealer, self._outbox, self._programme = engine, sealer, outbox, programme
        self._say, self._timezone, self._patience = say, timezone, patience or Patience()

    def begin(self, id: str, conversation: str, person: Person, shared: tuple[str, ...], now: datetime) -> Relay:
        """A new relay of this conversation, or the one it has: a person has one at a time."""
        relay = asked(id, shared, now)
        row = self._row(relay, person, 0) | {"id": id, "conversation": conversation}
        new = insert_or(self._engine, handoffs).values(row).on_conflict_do_nothing(index_elements=["conversation"])
        with transaction(self._engine) as connection:
            connection.execute(new)
        found = self.of(conversation)
        return found.relay if found else relay

    def of(self, *conversations: str) -> Held | None:
        """The living relay of a person, by any name their conversation may have."""
        with transaction(self._engine) as connection:
            id = connection.scalar(select(handoffs.c.id).where(handoffs.c.conversation.in_(conversations)))
            return self._load(connection, id) if id else None

    def get(self, id: str) -> Held | None:
        with transaction(self._engine) as connection:
            return self._load(connection, id)

    def happens(self, id: str, event: e.Event, now: datetime, words: str = "", *, answering: bool = False) -> Outcome:
        """Does `event` and all that follows from it. `words`: of the line, if the event is one.

        `answering`: the person is being answered just now, so what they are told is left to the caller; else it goes
        to the outbox. A relay that is gone is refused to a mentor and does nothing else.
        Raises :class:`StoreUnavailable`.
        """
        for _ in range(_TRIES):
            held = self.get(id)
            if held is None:
                mentor = getattr(event, "mentor", "")
                return Outcome(Relay(id, now, now, state="ended"), (f.Refuse(mentor),) if mentor else ())
            relay, effects = step(held.relay, event, now, self._patience)
            if (relay, effects) == (held.relay, ()):
                return Outcome(relay)
            try:
                self._write(held, relay, effects, now, words, answering)
            except _Changed:
                continue
            except _Full:
                return Outcome(held.relay, (f.Refuse(getattr(event, "mentor", "")),))
            if relay.over:
                let_go(self._engine)
            return Outcome(relay, effects)
        raise StoreUnavailable("The relay changes too fast.")

    def tick(self, now: datetime) -> list[Outcome]:
        """Lets time pass for all relays; those to which something happened. Any number of processes may do it."""
        outcomes = [self.happens(id, e.TimePassed(), now) for id in self._ids()]
        return [outcome for outcome in outcomes if outcome.effects or outcome.relay.over]

    def waiting(self, now: datetime) -> list[Held]:
        """Those that can be claimed now, who is first first."""
        found = [held for id in self._ids("waiting", "paused", "consented") if (held := self.get(id))]
        return sorted((held for held in found if held.relay.can_be_claimed(now)), key=lambda held: held.relay.turn)

    def with_mentor(self, mentor: str) -> list[Held]:
        """This mentor's living talks."""
        with transaction(self._engine) as connection:
            ids = connection.scalars(select(handoffs.c.id).where(handoffs.c.mentor == mentor)).all()
        return sorted((held for id in ids if (held := self.get(id))), key=lambda held: held.relay.since)

    def lines(self, id: str, mentor: str) -> list[Line]:
        """What this mentor may read of the talk: what was said to them and by them."""
        mine = (handoff_lines.c.handoff == id) & (handoff_lines.c.mentor == mentor)
        with transaction(self._engine) as connection:
            rows = connection.execute(select(handoff_lines).where(mine).order_by(handoff_lines.c.id)).all()
        return [Line(row.id, row.side, self._words(id, row.sealed)) for row in rows]

    def versions(self, mentor: str) -> str:
        """Changes whenever anything changes that this mentor's page shows."""
        shown = handoffs.c.mentor.in_((mentor, "")) & (handoffs.c.state != "asked")
        with transaction(self._engine) as connection:
            rows = connection.execute(select(handoffs.c.id, handoffs.c.version).where(shown).order_by(handoffs.c.id))
            return hashlib.sha256(repr(rows.all()).encode()).hexdigest()[:16]

    def note(self, id: str, mentor: str, text: str, now: datetime) -> bool:
        """The mentor's private note; it dies with the talk. False if the talk is not theirs."""
        for _ in range(_TRIES):
            held = self.get(id)
            if held is None or held.relay.mentor != mentor:
                return False
            changed = update(handoffs).where(handoffs.c.id == id, handoffs.c.version == held.version)
            row = self._row(held.relay, held.person, held.version + 1, text)
            with transaction(self._engine) as connection:
                if connection.execute(changed.values(row)).rowcount:
                    return True
        raise StoreUnavailable("The relay changes too fast.")

    def erase(self, *conversations: str) -> int:
        """Deletes the relays of these conversations, lines and all; how many."""
        gone = 0
        with transaction(self._engine) as connection:
            of = select(handoffs.c.id).where(handoffs.c.conversation.in_(conversations))
            for id in connection.scalars(of).all():
                self._outbox.drop(connection, id)
                gone += self._delete(connection, id)
        let_go(self._engine)
        return gone

    def _write(
        self,
        held: Held,
        relay: Relay,
        effects: tuple[f.Effect, ...],
        now: datetime,
        words: str,
        answering: bool,
    ) -> None:
        with transaction(self._engine) as connection:
            now_here = (handoffs.c.id == relay.id) & (handoffs.c.version == held.version)
            row = self._row(
                relay, held.person, held.version + 1, held.note if relay.mentor == held.relay.mentor else ""
            )
            # First of all: on either database it holds the row until the end of the transaction.
            if not connection.execute(update(handoffs).where(now_here).values(row)).rowcount:
                raise _Changed
            if relay.mentor and relay.mentor != held.relay.mentor:
                self._take(connection, relay.mentor, now)
            for effect in effects:
                self._do(connection, held, relay, effect, now, words, answering)
            if relay.over:
                self._delete(connection, relay.id)

    def _take(self, connection: Connection, mentor: str, now: datetime) -> None:
        """Holds the mentor's row, so that two claims of one mentor are counted one after the other."""
        most = self._programme.hold(connection, mentor, now)
        taken = len(connection.scalars(select(handoffs.c.id).where(handoffs.c.mentor == mentor)).all())
        if taken > most:
            raise _Full

    def _do(
        self,
        connection: Connection,
        held: Held,
        relay: Relay,
        effect: f.Effect,
        now: datetime,
        words: str,
        answering: bool,
    ) -> None:
        if isinstance(effect, f.ToMentor) and effect.line in held.relay.held:
            mine = (handoff_lines.c.handoff == relay.id) & (handoff_lines.c.key == effect.line)
            connection.execute(update(handoff_lines).where(mine).values(mentor=effect.mentor))
        elif isinstance(effect, f.ToMentor):
            self._add_line(connection, relay.id, effect.line, "person", effect.mentor, words)
        elif isinstance(effect, f.Hold):
            self._add_line(connection, relay.id, effect.line, "person", "", words)
        elif isinstance(effect, f.ToPerson):
            self._add_line(connection, relay.id, effect.line, "mentor", relay.mentor, words)
            self._send(connection, held, words, now, "mentor")
        elif isinstance(effect, f.TellPerson) and not answering:
            due = now if effect.at_once else next_waking(now, self._timezone)
            self._send(connection, held, self._say(effect, held.person), due)
        elif isinstance(effect, f.DropUnsent):
            self._outbox.drop(connection, relay.id)
        elif isinstance(effect, f.NotifyCoordinator):
            self._programme.notice(connection, effect.mentor, effect.what, now)
        elif isinstance(effect, f.Count):
            self._programme.count(connection, effect.what, now)

    def _send(
        self,
        connection: Connection,
        held: Held,
        text: str,
        due: datetime,
        who: Literal["guide", "mentor"] = "guide",
    ) -> None:
        person, until = held.person, due + _LINE_LIVES
        message = Message(held.conversation, person.channel, person.address, text, due, until, held.relay.id, who)
        self._outbox.put(connection, message)

    def _add_line(
        self, connection: Connection, id: str, key: str, side: Literal["person", "mentor"], mentor: str, words: str
    ) -> None:
        row = {"handoff": id, "key": key, "side": side, "mentor": mentor}
        sealed = self._sealer.seal(words.encode(), f"handoff line {id}")
        connection.execute(insert(handoff_lines).values(row | {"sealed": sealed}))

    def _delete(self, connection: Connection, id: str) -> int:
        connection.execute(delete(handoff_lines).where(handoff_lines.c.handoff == id))
        return connection.execute(delete(handoffs).where(handoffs.c.id == id)).rowcount

    def _ids(self, *states: str) -> list[str]:
        wanted = select(handoffs.c.id)
        if states:
            wanted = wanted.where(handoffs.c.state.in_(states))
        with transaction(self._engine) as connection:
            return list(connection.scalars(wanted))

    def _row(self, relay: Relay, person: Person, version: int, note: str = "") -> dict[str, object]:
        sealed = self._sealer.seal(packed(relay, person, note), f"handoff {relay.id}")
        return {"state": relay.state, "mentor": relay.mentor, "version": version, "sealed": sealed}

    def _load(self, connection: Connection, id: str) -> Held | None:
        row = connection.execute(select(handoffs).where(handoffs.c.id == id)).one_or_none()
        if row is None:
            return None
        of = select(handoff_lines.c.key, handoff_lines.c.mentor).where(handoff_lines.c.handoff == id)
        lines = connection.execute(of.order_by(handoff_lines.c.id)).all()
        try:
            opened = self._sealer.unseal(row.sealed, f"handoff {id}")
        except Unreadable:
            return None
        seen, waiting = [line.key for line in lines], [line.key for line in lines if not line.mentor]
        return unpacked(id, row.conversation, row.version, opened, seen, waiting)

    def _words(self, id: str, sealed: bytes) -> str:
        try:
            return self._sealer.unseal(sealed, f"handoff line {id}").decode()
        except Unreadable:
            return ""


def line_key(told: str) -> str:
    """A line's key from what makes it one line: the MessageSid, or the mark of the form that sent it."""
    return hashlib.sha256(told.encode()).hexdigest()
