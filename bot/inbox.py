"""The one door. Every message of every channel comes in here, and nothing a person wrote leaves it but as an answer.

Order matters and is spelled out in `receive`: danger is seen before anything can end the turn or fail; the number goes
no further than its pseudonym; the words live only inside this call.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.bursts import Bursts
from bot.codes import Codes, code_in, noted
from bot.engine import Engine, Said
from bot.handoff import OFFERS, SHOWN_OF, Mentoring, Wrote
from bot.ledger import Ledger, Opened
from bot.limits import Limits
from bot.locks import Locks
from bot.tracker_store import Slots
from navigator.errors import StoreUnavailable
from navigator.safety.screen import Assessment, Screen
from navigator.sms.noise import is_noise
from navigator.sms.optout import Word, carrier_word
from navigator.understanding.acts import menu_word

log = logging.getLogger("navigator.inbox")

MOST_CHARACTERS = 2000
PATIENCE = 8.0  # seconds for one turn; Twilio gives up after 15
# Classes where more text after the lines would only stand in the way.
NOTHING_ELSE = frozenset({"overdose"})
HELP_LINE = "emergency"  # the role in navigator/safety/lines.yml that HELP names
SAVE = "save"  # the message that a code replaces
TAKE_UP = "BACK"  # what a code stands for, once it has opened something
CRISES = "_crises"  # in the stored slots: how many messages were answered with lines, never which

Channel = Literal["sms", "web"]
Render = Callable[[str, Mapping[str, object], str, Channel], str]
Language = Callable[[str], str | None]
Answers = Callable[..., list[str]]


@dataclass(frozen=True, slots=True)
class Inbound:
    """`sender` is a phone number or a session id and never leaves the ledger. `language`: what the page shows.
    `more_may_come`: people text in pieces, so a moment is waited for the next one.
    """

    channel: Channel
    sender: str
    text: str
    sid: str = ""
    media: bool = False
    carrier_answered: bool = False
    language: str | None = None
    more_may_come: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    said: tuple[Said, ...] = ()
    language: str = "en"
    safety: tuple[str, ...] = ()
    slots: Slots = field(default_factory=dict)
    erased: bool = False

    @property
    def services(self) -> list[str]:
        """Ids suggested in these replies, in order, each once."""
        return list(dict.fromkeys(id for said in self.said for id in said.services))


@dataclass(frozen=True, slots=True)
class Voice:
    """Where the inbox's own sentences come from: catalogue, safety answers, language of a text."""

    render: Render
    safety: Answers
    fallback: Callable[[str], str]
    language: Language


class Inbox:
    def __init__(
        self,
        engine: Engine,
        screen: Screen,
        ledger: Ledger,
        limits: Limits,
        voice: Voice,
        mentoring: Mentoring,
        codes: Codes,
        bursts: Bursts | None = None,
    ) -> None:
        self._engine, self._screen, self._ledger, self._mentoring = engine, screen, ledger, mentoring
        self._limits, self._voice, self._codes = limits, voice, codes
        self._locks, self._bursts = Locks(), bursts or Bursts()
        self.turns = self.failed = 0

    def greeting(self, language: str, channel: Channel) -> str:
        return self._voice.render("welcome", {}, language, channel)

    async def receive(self, inbound: Inbound) -> Answer:
        """Answers one message. Never raises for anything a person can send or a part that fails."""
        self.turns += 1
        text = inbound.text[:MOST_CHARACTERS]
        danger = self._screen.assess(text)
        language = inbound.language or self._voice.language(text) or "en"
        try:
            return await asyncio.wait_for(self._answer(inbound, text, danger, language), PATIENCE)
        except Exception as error:  # whatever broke, the person gets lines; the operator gets a name, never words
            self.failed += 1
            log.error("turn_failed", extra={"fields": {"error": type(error).__name__}})
            return self._broken(danger, language, inbound.channel)

    async def forget(self, channel: Channel, sender: str) -> None:
        """Erases a conversation from outside it: the quick exit of the page."""
        try:
            await asyncio.to_thread(self._ledger.erase, sender, channel)
        except StoreUnavailable:
            log.error("leaving_did_not_erase")

    async def news(self, sender: str, got: int) -> tuple[list[tuple[int, str, str]], bool]:
        """See `Mentoring.news`, for a web session."""
        names = await asyncio.to_thread(self._ledger.names, sender, "web")
        return await asyncio.to_thread(self._mentoring.news, names, got)

    async def _answer(self, inbound: Inbound, text: str, danger: Assessment, language: str) -> Answer:
        name = await asyncio.to_thread(self._ledger.name, inbound.sender, inbound.channel)
        if not inbound.more_may_come or not text.strip() or carrier_word(text) or menu_word(text):
            return await self._alone_with(name, inbound, text, danger, language)
        async with self._bursts.joined(name, inbound.sid, text, at_once=bool(danger)) as together:
            if together is None:
                await asyncio.to_thread(self._ledger.close, name, None, inbound.sid, [])
                return Answer(language=language)
            danger = danger if together == text else self._screen.assess(together)
            return await self._alone_with(name, inbound, together, danger, language)

    async def _alone_with(self, name: str, inbound: Inbound, text: str, danger: Assessment, language: str) -> Answer:
        async with self._alone(name):
            opened = await asyncio.to_thread(self._ledger.open, inbound.sender, inbound.channel, inbound.sid)
            if opened.repeat is not None:
                return Answer(tuple(Said(reply) for reply in opened.repeat), language)
            if opened.slots and opened.slots.get("language"):
                language = opened.slots["language"]
            answer = await self._decide(inbound, text, danger, language, opened)
            await self._write_down(inbound, opened, answer)
            return answer

    @asynccontextmanager
    async def _alone(self, name: str) -> AsyncIterator[None]:
        """One message of a conversation at a time, in this process and across processes."""
        async with self._locks.of(name), self._locks.across(lambda: self._ledger.lock(name)):
            yield

    async def _decide(self, inbound: Inbound, text: str, danger: Assessment, language: str, opened: Opened) -> Answer:
        lines = self._lines(danger, language, inbound.channel, opened.slots)
        word = carrier_word(text, opted_out=opened.opted_out) if inbound.channel == "sms" else None
        if word is not None:
            return await self._carrier(inbound, word, language, lines, danger)
        if opened.opted_out or (not danger and is_noise(text)):
            return Answer(lines, language, danger.classes)
        wrote = await asyncio.to_thread(self._wrote, inbound, text, danger, language)
        # Before the limits: a line of a talk between two people is never dropped.
        relayed = await asyncio.to_thread(self._mentoring.hears, wrote) if text.strip() else None
        if relayed is not None:
            return Answer(lines + relayed, language, danger.classes)
        verdict = self._limits.ask(opened.name)
        if verdict != "go":
            slow = (self._say("slow_down", language, inbound.channel),) if verdict == "warn" and not lines else ()
            return Answer(lines + slow, language, danger.classes)
        if not text.strip():
            key = "media" if inbound.media else "empty"
            return Answer((self._say(key, language, inbound.channel),), language)
        return await self._turn(inbound, text, danger, lines, opened, wrote)

    async def _turn(
        self, inbound: Inbound, text: str, danger: Assessment, lines: tuple[Said, ...], opened: Opened, wrote: Wrote
    ) -> Answer:
        slots = dict(opened.slots or {})
        if inbound.language and "language" not in slots:
            slots["language"] = inbound.language
        code = code_in(text)
        if code is not None:
            restored = await asyncio.to_thread(self._codes.restore, opened.name, code, slots)
            if restored.slots is None:
                trouble = self._say(restored.trouble, wrote.language, inbound.channel)
                return Answer((*lines, trouble), wrote.language, danger.classes)
            slots, text = restored.slots, TAKE_UP
        outcome = await self._engine.turn(opened.name, text, slots, inbound.channel)
        language = outcome.slots.get("language") or "en"
        erased = any("erase" in said.effects for said in outcome.said)
        said = tuple(each for each in outcome.said if each.text)
        if danger:
            before = set(slots.get("needs") or ())
            more = set(outcome.slots.get("needs") or ()) - before or any(each.services for each in said)
            said = lines + (said if more and not NOTHING_ELSE & set(danger.classes) else ())
        kept = (
            outcome.slots | {CRISES: slots.get(CRISES, 0) + bool(danger)}
            if danger or CRISES in slots
            else outcome.slots
        ) | noted(slots)
        if any(each.key == SAVE for each in said):
            said, kept = await asyncio.to_thread(self._saved, said, kept, language, inbound.channel)
        if not danger and any(each.key in OFFERS for each in said):
            offer = await asyncio.to_thread(self._offer, replace(wrote, language=language), kept)
            if offer:
                kept = {name: value for name, value in kept.items() if name not in SHOWN_OF}
                kept |= {name: slots[name] for name in SHOWN_OF if name in slots}
                return Answer(offer, language, danger.classes, kept)
        return Answer(said, language, danger.classes, {} if erased else kept, erased)

    def _saved(
        self, said: tuple[Said, ...], slots: Slots, language: str, channel: Channel
    ) -> tuple[tuple[Said, ...], Slots]:
        """The talk's honest "no code now" gives way to the code, once there is one."""
        made = self._codes.save(slots, language)
        if made is None:
            return said, slots
        code, slots = made
        told = Said(self._voice.render("save_code", {"code": code}, language, channel), key="save_code")
        return tuple(told if each.key == SAVE else each for each in said), slots

    def _offer(self, wrote: Wrote, slots: Slots) -> tuple[Said, ...]:
        return self._mentoring.offer(wrote, slots) if self._mentoring.offered() else ()

    def _wrote(self, inbound: Inbound, text: str, danger: Assessment, language: str) -> Wrote:
        names = self._ledger.names(inbound.sender, inbound.channel)
        return Wrote(names, inbound.channel, inbound.sender, text, inbound.sid, bool(danger), language)

    async def _carrier(
        self, inbound: Inbound, word: Word, language: str, lines: tuple[Said, ...], danger: Assessment
    ) -> Answer:
        """STOP, START and HELP. Silent where the carrier has answered itself; danger still gets its lines first."""
        if word == "stop":
            await asyncio.to_thread(self._ledger.opt_out, inbound.sender)
            names = await asyncio.to_thread(self._ledger.names, inbound.sender, inbound.channel)
            await asyncio.to_thread(self._mentoring.stops, names)
        elif word == "start":
            await asyncio.to_thread(self._ledger.opt_in, inbound.sender)
        key = {"stop": "stopped", "start": "started", "help": "help"}[word]
        own = () if inbound.carrier_answered else (self._say(key, language, inbound.channel),)
        return Answer(lines + own, language, danger.classes)

    async def _write_down(self, inbound: Inbound, opened: Opened, answer: Answer) -> None:
        if answer.erased:
            await asyncio.to_thread(self._codes.forget, opened.slots)
            await asyncio.to_thread(self._ledger.erase, inbound.sender, inbound.channel, inbound.sid)
            return
        replies = [said.text for said in answer.said]
        await asyncio.to_thread(self._ledger.close, opened.name, answer.slots or None, inbound.sid, replies)

    def _lines(self, danger: Assessment, language: str, channel: Channel, slots: Slots | None) -> tuple[Said, ...]:
        if not danger:
            return ()
        slots = slots or {}
        minor = "under_18" in (slots.get("circumstances") or ())
        parts = self._voice.safety(
            danger, language=language, channel=channel, repeat=bool(slots.get(CRISES)), minor=minor
        )
        return tuple(Said(part, key="safety") for part in parts)

    def _broken(self, danger: Assessment, language: str, channel: Channel) -> Answer:
        lines = self._lines(danger, language, channel, None)
        return Answer((*lines, Said(self._voice.fallback(language), key="fallback")), language, danger.classes)

    def _say(self, key: str, language: str, channel: Channel) -> Said:
        return Said(self._voice.render(key, {"line": HELP_LINE}, language, channel), key=key)
