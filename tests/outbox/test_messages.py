"""What is said outside an answer arrives once, in order, and leaves nothing; it is tried again only where safe."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot.carrier import TwilioCarrier
from navigator.clock import FrozenClock
from navigator.outbox.deletions import DeletionWorker
from navigator.outbox.messages.store import STUCK_AFTER, Message, Outbox, outbox
from navigator.outbox.quiet import next_waking
from navigator.outbox.sending import Round, SendWorker
from navigator.outbox.store import Deletions
from navigator.privacy.sealing import Sealer, new_key
from navigator.settings import Settings
from navigator.store import metadata, open_database
from tests.cast import DEE, ROSA
from tests.fakes import Fault, PhoneCompany, phone_company

KEY = new_key()


@pytest.fixture
def company() -> Iterator[PhoneCompany]:
    with phone_company() as opened:
        yield opened


@pytest.fixture
def carrier(company: PhoneCompany) -> TwilioCarrier:
    return TwilioCarrier(twilio(company.url), timeout=0.3)


def twilio(url: str) -> Settings:
    return Settings(
        twilio_account_sid="AC1",
        twilio_auth_token="t",
        twilio_number="+15105550199",
        twilio_api_base=url,
        public_url="https://chat.example.org",
        demo=True,
    )


class Office:
    """The outbox, its worker and who said STOP."""

    def __init__(self, engine: Engine, carrier: TwilioCarrier, clock: FrozenClock) -> None:
        self.engine, self.clock, self.stopped = engine, clock, set[str]()
        self.outbox = Outbox(engine, Sealer([KEY]))
        self.deletions = DeletionWorker(Deletions(engine, Sealer([KEY])), carrier, clock)
        self.worker = SendWorker(
            self.outbox, carrier, self.deletions, clock, self.stopped.__contains__, self.stopped.add
        )

    def writes(self, *texts: str, to: str = ROSA, ref: str = "", channel: str = "sms", wait: int = 0) -> None:
        now = self.clock.now()
        for text in texts:
            due = now + timedelta(minutes=wait)
            message = Message(f"of {to}", "sms", to, text, due, now + timedelta(hours=1), ref)
            self.outbox.add(replace(message, channel=channel))  # type: ignore[arg-type]  # the test's own words

    def works(self) -> Round:
        return self.worker.work()

    def states(self) -> list[str]:
        with self.engine.connect() as connection:
            return list(connection.scalars(select(outbox.c.state).order_by(outbox.c.id)))


@pytest.fixture
def office(engine: Engine, carrier: TwilioCarrier, clock: FrozenClock) -> Office:
    return Office(engine, carrier, clock)


def test_messages_go_once_in_order_and_twilio_is_asked_to_keep_no_words(office: Office, company: PhoneCompany) -> None:
    office.writes("one", "two")
    office.writes("other", to=DEE)
    assert office.works().sent == 2
    assert office.works().sent == 1
    assert office.works() == Round()
    assert company.texts(ROSA) == ["one", "two"]
    assert company.taken[0]["ContentRetention"] == "discard"
    assert company.taken[0]["From"] == "+15105550199"
    assert company.taken[0]["StatusCallback"] == "https://chat.example.org/sms/status"
    assert office.deletions.left() == 3


def test_a_messaging_service_is_used_where_there_is_one(company: PhoneCompany) -> None:
    TwilioCarrier(replace(twilio(company.url), twilio_messaging_service_sid="MG1")).send(ROSA, "hi")
    assert company.taken[0]["MessagingServiceSid"] == "MG1"
    assert "From" not in company.taken[0]


def test_asked_to_slow_down_it_waits_and_keeps_the_order(
    office: Office, company: PhoneCompany, clock: FrozenClock
) -> None:
    company.faults = ["slow_down"]
    office.writes("one", "two")
    assert office.works() == Round(later=1)
    assert office.works() == Round()
    clock.forward(timedelta(seconds=5))
    assert [office.works().sent, office.works().sent] == [1, 1]
    assert company.texts(ROSA) == ["one", "two"]


def test_nobody_listening_is_tried_again(engine: Engine, clock: FrozenClock, company: PhoneCompany) -> None:
    office = Office(engine, TwilioCarrier(twilio("http://127.0.0.1:9"), timeout=0.3), clock)
    office.writes("one")
    assert office.works() == Round(later=1)
    assert office.states() == ["pending"]


@pytest.mark.parametrize("fault", ["broken", "hang_up", "silent"])
def test_what_may_have_gone_is_never_sent_again_but_reported(
    office: Office, company: PhoneCompany, clock: FrozenClock, fault: Fault
) -> None:
    company.faults = [fault]
    office.writes("one", "two")
    assert office.works() == Round(unsure=1)
    clock.forward(STUCK_AFTER)
    assert office.worker.stuck() == 1
    assert office.works() == Round(sent=1)
    assert company.texts(ROSA) == ["one", "two"]
    clock.forward(timedelta(minutes=30))
    assert office.works() == Round()


def test_a_crash_in_the_middle_of_sending_never_doubles(office: Office, company: PhoneCompany) -> None:
    office.writes("one")
    assert len(office.outbox.claim(office.clock.now(), 5)) == 1  # and then the process is gone
    office.clock.forward(timedelta(minutes=30))
    assert office.works() == Round()
    assert office.worker.stuck() == 1
    assert company.texts(ROSA) == []


def test_who_told_the_phone_company_stop_has_told_us(office: Office, company: PhoneCompany) -> None:
    company.faults = ["opted_out"]
    office.writes("one", "two")
    assert office.works() == Round(refused=1)
    assert office.stopped == {ROSA}
    assert office.works() == Round(refused=1)
    assert company.texts(ROSA) == []


def test_a_refused_number_is_given_up(office: Office, company: PhoneCompany) -> None:
    company.faults = ["bad_number"]
    office.writes("one", ref="r")
    assert office.works() == Round(refused=1)
    assert office.outbox.failed("r") == 1
    assert office.stopped == set()


def test_delivery_is_reported_twice_and_in_any_order(office: Office) -> None:
    office.writes("one", ref="r")
    office.works()
    sid = f"SM{1:032}"
    for status in ("delivered", "sent", "delivered", "queued"):
        office.worker.reported(sid, status)
    assert office.states() == []
    office.writes("two", ref="r")
    office.works()
    for status in ("undelivered", "sent", "undelivered"):
        assert office.worker.reported(f"SM{2:032}", status)
    assert office.outbox.failed("r") == 1
    assert not office.worker.reported("SMsomeone-elses", "delivered")


def test_words_and_number_are_gone_as_soon_as_it_is_sent(office: Office, tmp_path: Path) -> None:
    office.writes("zebrafinch")
    with office.engine.connect() as connection:
        assert b"zebrafinch" not in connection.execute(select(outbox.c.sealed)).scalar_one()
    office.works()
    with office.engine.connect() as connection:
        assert connection.execute(select(outbox.c.sealed)).scalar_one() is None


def test_not_before_its_time_and_not_after(office: Office, company: PhoneCompany, clock: FrozenClock) -> None:
    office.writes("in a while", wait=10)
    assert office.works() == Round()
    clock.forward(timedelta(minutes=10))
    assert office.works().sent == 1
    office.writes("stale")
    clock.forward(timedelta(hours=1))
    assert office.works() == Round()
    office.outbox.sweep(clock.now())
    assert company.texts(ROSA) == ["in a while"]
    assert office.worker.left() == 0


def test_a_web_session_gets_its_lines_until_it_says_it_has_them(office: Office) -> None:
    office.writes("one", "two", to="session", channel="web")
    office.writes("other", to="stranger", channel="web")
    assert office.works() == Round()
    mine = ["of session"]
    first = office.outbox.for_page(mine, 0, office.clock.now())
    assert [text for _, _, text in first] == ["one", "two"]
    assert office.outbox.for_page(mine, 0, office.clock.now()) == first
    assert office.outbox.for_page(mine, first[-1][0], office.clock.now()) == []
    office.writes("three", to="session", channel="web")
    assert [text for _, _, text in office.outbox.for_page(mine, first[-1][0], office.clock.now())] == ["three"]


def test_what_is_erased_or_dropped_is_not_sent(office: Office, company: PhoneCompany) -> None:
    office.writes("one")
    office.writes("two", to=DEE, ref="r")
    assert office.outbox.erase(f"of {ROSA}") == 1
    with office.engine.begin() as connection:
        office.outbox.drop(connection, "r")
    assert office.works() == Round()


def test_a_lost_key_means_it_is_dropped(office: Office, engine: Engine, carrier: TwilioCarrier) -> None:
    office.writes("one")
    stranger = Outbox(engine, Sealer([new_key()]))
    worker = SendWorker(stranger, carrier, office.deletions, office.clock, set[str]().__contains__, print)
    assert worker.work() == Round(refused=1)


@pytest.mark.postgres
def test_two_workers_on_one_database_never_take_the_same_message(kept_postgres_url: str, clock: FrozenClock) -> None:
    engine = open_database(kept_postgres_url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(outbox.delete())
    queue = Outbox(engine, Sealer([KEY]))
    end = clock.now() + timedelta(hours=1)
    queue.add(Message("a", "sms", ROSA, "one", clock.now(), end))
    with engine.begin() as other:
        other.execute(select(outbox).with_for_update())
        assert queue.claim(clock.now(), 5) == []
    assert len(queue.claim(clock.now(), 5)) == 1
    assert queue.claim(clock.now(), 5) == []
    engine.dispose()


@pytest.mark.parametrize(
    ("at", "allowed"),
    [("2026-11-21T22:30", "2026-11-22T08:00"), ("2026-11-21T05:00", "2026-11-21T08:00"), (None, None)],
)
def test_nobody_is_written_to_at_night(at: str | None, allowed: str | None) -> None:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("America/Los_Angeles")
    when = datetime.fromisoformat(at or "2026-11-21T12:00").replace(tzinfo=zone).astimezone(UTC)
    wanted = datetime.fromisoformat(allowed or "2026-11-21T12:00").replace(tzinfo=zone)
    assert next_waking(when, "America/Los_Angeles") == wanted
