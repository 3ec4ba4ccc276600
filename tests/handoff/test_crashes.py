"""Two processes on one PostgreSQL, killed at random moments: nothing accepted is lost, doubled or sent astray."""

import random
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from navigator.handoff import events as e
from navigator.handoff.record import Person
from navigator.handoff.store import handoff_lines, line_key
from navigator.outbox.messages.store import outbox
from navigator.store import metadata, open_database
from tests.conftest import ROOT
from tests.fakes import phone_company
from tests.handoff.conftest import KEY, Office
from tests.handoff.worker import PEOPLE, Worker, number

KILLS, AT_ONCE = 2, 2


def started(database: str, carrier: str, seed: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.handoff.worker", database, KEY, carrier, str(seed)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def lived(database: str, carrier: str, round: int) -> set[str]:
    """Two processes until each has done some work and is killed in the middle of the next; what they said they took."""
    chance, said = random.Random(round), set[str]()
    processes = [started(database, carrier, round * AT_ONCE + which) for which in range(AT_ONCE)]
    for process in processes:
        assert process.stdout
        for _ in range(chance.randrange(20, 60)):
            said.add(process.stdout.readline().strip())
    for process in processes:
        process.kill()
        assert process.stdout
        # A word cut off by the kill was not said.
        said |= {line.strip() for line in process.stdout if line.endswith("\n")}
        process.stdout.close()
        process.wait()
    return said


@pytest.mark.postgres
@pytest.mark.timeout(120)
def test_processes_that_are_killed_lose_double_and_mix_up_nothing(kept_postgres_url: str) -> None:
    engine = open_database(kept_postgres_url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    office, now = Office(engine), datetime.now(UTC)
    for mentor in ("ana", "bea"):
        office.programme.put(mentor, PEOPLE)
        office.programme.shift(mentor, True, now)
    for person in range(PEOPLE):
        office.handoffs.begin(f"r{person}", f"of {person}", Person("sms", number(person), "en"), (), now)
        office.handoffs.happens(f"r{person}", e.Agreed(open=True), now, answering=True)
    with phone_company() as company:
        said = set[str]().union(*(lived(kept_postgres_url, company.url, round) for round in range(KILLS)))
        last = Worker(kept_postgres_url, KEY, company.url, 99)
        with engine.begin() as connection:  # whatever a killed process was sending is left alone, and holds up no one
            stuck = outbox.update().where(outbox.c.state == "sending")
            connection.execute(stuck.values(claimed_at=int((now - timedelta(hours=1)).timestamp())))
        while last.sending.work(50).sent:
            pass
        last.engine.dispose()
    with engine.connect() as connection:
        unsure = connection.scalars(select(outbox.c.id).where(outbox.c.state == "sending")).all()
        kept = connection.execute(select(handoff_lines.c.handoff, handoff_lines.c.side, handoff_lines.c.key)).all()
    written = Counter(
        line.text for person in range(PEOPLE) for m in ("ana", "bea") for line in office.handoffs.lines(f"r{person}", m)
    )
    held = {key for id in range(PEOPLE) if (one := office.handoffs.get(f"r{id}")) for key in one.relay.held}
    assert len(said) > 60, "too little happened to say anything"
    assert max(written.values()) == 1, "doubled"
    assert len(kept) == written.total() + len(held), "astray"
    arrived = Counter(message["Body"] for message in company.taken if message["Body"].startswith("mentor"))
    assert max(arrived.values()) == 1, "sent twice"
    for message in company.taken:
        if message["Body"].startswith("mentor"):
            assert message["To"] == number(int(message["Body"].split()[1].removeprefix("r"))), "sent astray"
    for line in said - {""}:
        assert line in written or line_key(line) in held, f"lost: {line}"
    missing = {line for line in said if line.startswith("mentor") and line not in arrived}
    assert len(missing) <= len(unsure), "lost on the way"
    engine.dispose()
