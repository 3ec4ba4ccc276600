"""A process at work on relays, until it is killed: claims, writes for both sides, sends. Says what was accepted.

`python -m tests.handoff.worker DATABASE KEY CARRIER SEED`; each accepted line is printed as "side relay number".
"""

import random
import sys

from bot.carrier import TwilioCarrier
from navigator.clock import SystemClock
from navigator.handoff import events as e
from navigator.handoff.programme.store import Programme
from navigator.handoff.store import Handoffs, line_key
from navigator.outbox.deletions import DeletionWorker
from navigator.outbox.messages.store import Outbox
from navigator.outbox.sending import SendWorker
from navigator.outbox.store import Deletions
from navigator.privacy.sealing import Sealer
from navigator.settings import Settings
from navigator.store import open_database
from tests.handoff.conftest import say

PEOPLE, LINES = 8, 40


def number(person: int) -> str:
    return f"+151055501{person:02}"


def settings_for(carrier: str) -> Settings:
    return Settings(
        twilio_account_sid="AC1",
        twilio_auth_token="t",
        twilio_number="+15105550199",
        twilio_api_base=carrier,
        demo=True,
    )


class Worker:
    def __init__(self, database: str, key: str, carrier: str, seed: int) -> None:
        self.engine = engine = open_database(database)
        sealer = Sealer([key])
        self.chance, self.clock = random.Random(seed), SystemClock()
        self.outbox, self.programme = Outbox(engine, sealer), Programme(engine)
        self.handoffs = Handoffs(engine, sealer, self.outbox, self.programme, say, "UTC")
        twilio = TwilioCarrier(settings_for(carrier))
        deletions = DeletionWorker(Deletions(engine, sealer), twilio, self.clock)
        self.sending = SendWorker(self.outbox, twilio, deletions, self.clock, lambda number: False, lambda number: None)

    def run(self) -> None:
        while True:
            self.act()

    def act(self) -> None:
        person, line = self.chance.randrange(PEOPLE), self.chance.randrange(LINES)
        id, mentor = f"r{person}", self.chance.choice(("ana", "bea"))
        what = self.chance.choice(("claim", "hand on", "person", "person", "mentor", "mentor", "send", "send"))
        now = self.clock.now()
        if what == "claim":
            self.handoffs.happens(id, e.Claimed(mentor), now)
        elif what == "hand on" and self.chance.random() < 0.2:
            self.handoffs.happens(id, e.MentorHandsOn(mentor), now)
        elif what == "person":
            before = self.handoffs.get(id)
            event = e.PersonWrote(line_key(f"person {id} {line}"))
            after = self.handoffs.happens(id, event, now, f"person {id} {line}", answering=True)
            if before and event.line in (before.relay.seen | after.relay.seen):
                print("person", id, line, flush=True)
        elif what == "mentor":
            event_ = e.MentorWrote(mentor, line_key(f"mentor {id} {line}"))
            if not self.handoffs.happens(id, event_, now, f"mentor {id} {line}").refused:
                print("mentor", id, line, flush=True)
        elif what == "send":
            self.sending.work(3)


if __name__ == "__main__":
    Worker(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])).run()
