from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from navigator.clock import FrozenClock
from navigator.errors import CarrierBusy, CarrierRefused
from navigator.outbox.deletions import DeletionWorker
from navigator.outbox.store import Deletions, deletions
from navigator.privacy.sealing import Sealer, new_key
from navigator.store import metadata


class PhoneCompany:
    """Keeps copies until told to delete them; fails as often as it is told to."""

    def __init__(self) -> None:
        self.copies: set[str] = set()
        self.troubles: list[Exception] = []

    def delete(self, sid: str) -> None:
        if self.troubles:
            raise self.troubles.pop()
        self.copies.discard(sid)


@pytest.fixture
def company() -> PhoneCompany:
    return PhoneCompany()


@pytest.fixture
def queue(engine: Engine) -> Deletions:
    metadata.create_all(engine)
    return Deletions(engine, Sealer([new_key()]))


@pytest.fixture
def worker(queue: Deletions, company: PhoneCompany, clock: FrozenClock) -> DeletionWorker:
    return DeletionWorker(queue, company, clock)


def sent(worker: DeletionWorker, company: PhoneCompany, *sids: str) -> None:
    for sid in sids:
        company.copies.add(sid)
        worker.add(sid, "out")


def test_both_copies_are_gone_soon_after(worker: DeletionWorker, company: PhoneCompany, clock: FrozenClock) -> None:
    sent(worker, company, "SM1", "SM2")
    assert worker.left() == 2
    assert worker.work().gone == 0
    clock.forward(timedelta(minutes=1))
    assert worker.work().gone == 2
    assert not company.copies
    assert worker.left() == 0


@pytest.mark.parametrize("trouble", [CarrierBusy("later"), CarrierRefused("no")])
def test_whatever_the_carrier_says_it_is_asked_again_ever_more_slowly(
    engine: Engine, worker: DeletionWorker, company: PhoneCompany, clock: FrozenClock, trouble: Exception
) -> None:
    sent(worker, company, "SM1")
    company.troubles = [trouble] * 30
    clock.forward(timedelta(minutes=1))
    waits = []
    for _ in range(12):
        assert worker.work().failed == 1
        with engine.connect() as connection:
            due = connection.execute(select(deletions.c.next_try_at)).scalar_one()
        waits.append((due - clock.now().timestamp()) / 60)
        clock.forward(timedelta(minutes=waits[-1]))
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert waits[-1] == 360
    assert worker.left() == 1
    company.troubles = []
    assert worker.work().gone == 1
    assert not company.copies


def test_two_workers_never_take_the_same_one(queue: Deletions, clock: FrozenClock) -> None:
    for number in range(6):
        queue.add(f"SM{number}", "in", clock.now())
    first = queue.claim(clock.now(), timedelta(minutes=2), most=4)
    second = queue.claim(clock.now(), timedelta(minutes=2), most=4)
    assert sorted(one.sid for one in [*first, *second]) == [f"SM{number}" for number in range(6)]


@pytest.mark.postgres
def test_a_row_another_worker_is_just_taking_is_passed_over(postgres_url: str, clock: FrozenClock) -> None:
    from navigator.store import open_database

    engine = open_database(postgres_url)
    metadata.create_all(engine)
    queue = Deletions(engine, Sealer([new_key()]))
    queue.add("SM1", "in", clock.now())
    with engine.begin() as other:
        other.execute(select(deletions).with_for_update())
        assert queue.claim(clock.now(), timedelta(minutes=2), most=4) == []
    assert len(queue.claim(clock.now(), timedelta(minutes=2), most=4)) == 1
    engine.dispose()


def test_what_a_crashed_worker_held_is_free_after_its_lease(queue: Deletions, clock: FrozenClock) -> None:
    queue.add("SM1", "in", clock.now())
    queue.claim(clock.now(), timedelta(minutes=2), most=1)
    clock.forward(timedelta(minutes=2))
    assert [one.attempts for one in queue.claim(clock.now(), timedelta(minutes=2), most=1)] == [2]


def test_the_sid_is_sealed_and_a_lost_key_is_counted_as_lost(
    engine: Engine, queue: Deletions, company: PhoneCompany, clock: FrozenClock
) -> None:
    queue.add("SMcanary", "in", clock.now())
    with engine.connect() as connection:
        assert b"canary" not in connection.execute(select(deletions.c.sealed)).scalar_one()
    stranger = DeletionWorker(Deletions(engine, Sealer([new_key()])), company, clock)
    assert stranger.work().lost == 1
    assert stranger.left() == 0
