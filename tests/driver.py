"""A person with a phone or a browser: they text, they hear. Conversations in the tests are written with this."""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from bot.inbox import Answer, Inbound, Inbox
from navigator.sms.segments import segments


@dataclass
class Person:
    """`loop` runs the inbox; one for all people of a test, so that they can write at once."""

    inbox: Inbox
    loop: asyncio.AbstractEventLoop
    number: str
    channel: Literal["sms", "web"] = "sms"
    language: str | None = None
    last: Answer = field(default_factory=Answer)
    heard: list[str] = field(default_factory=list)
    _sent: int = 0

    def texts(self, *messages: str) -> "Person":
        """Sends these one after the other; `hears` then looks at the answer to the last."""
        for message in messages:
            self.last = self.loop.run_until_complete(self.inbox.receive(self._inbound(message)))
            self.heard += self.replies
        return self

    def sends_picture(self) -> "Person":
        inbound = Inbound(self.channel, self.number, "", sid=self._sid(), media=True)
        self.last = self.loop.run_until_complete(self.inbox.receive(inbound))
        return self

    def hears(self, *fragments: str) -> "Person":
        """Each fragment stands in the last answer, whatever its case."""
        for fragment in fragments:
            assert fragment.lower() in self.reply.lower(), f"{fragment!r} is not in {self.reply!r}"
        return self

    def hears_nothing(self) -> "Person":
        assert not self.replies, self.replies
        return self

    def hears_something_to_do(self) -> "Person":
        """There is an answer, and not the one for a broken turn."""
        assert self.replies
        assert all(said.key != "fallback" for said in self.last.said), self.reply
        return self

    def does_not_hear(self, *fragments: str) -> "Person":
        for fragment in fragments:
            assert fragment.lower() not in self.reply.lower(), f"{fragment!r} is in {self.reply!r}"
        return self

    def is_offered(self, *ids: str) -> "Person":
        """Every one of these services is among those in the last answer."""
        assert set(ids) <= set(self.last.services), f"{self.last.services} in {self.reply!r}"
        return self

    def is_not_offered(self, *ids: str) -> "Person":
        assert not set(ids) & set(self.last.services), f"{self.last.services} in {self.reply!r}"
        return self

    def gets_lines(self, *classes: str) -> "Person":
        assert set(classes) <= set(self.last.safety), f"{self.last.safety} in {self.reply!r}"
        return self

    def gets_no_lines(self) -> "Person":
        assert not self.last.safety, self.last.safety
        return self

    def needs(self, *ids: str) -> "Person":
        """These needs, and no others, are remembered."""
        assert set(self.last.slots.get("needs") or ()) == set(ids), self.last.slots.get("needs")
        return self

    @property
    def replies(self) -> list[str]:
        return [said.text for said in self.last.said]

    @property
    def reply(self) -> str:
        return "\n".join(self.replies)

    @property
    def segments(self) -> int:
        """SMS segments of the last answer."""
        return sum(segments(reply) for reply in self.replies)

    def _inbound(self, message: str) -> Inbound:
        return Inbound(self.channel, self.number, message, sid=self._sid(), language=self.language)

    def _sid(self) -> str:
        self._sent += 1
        return f"SM{self.number}{self._sent}" if self.channel == "sms" else ""
