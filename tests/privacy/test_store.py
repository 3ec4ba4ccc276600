from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from navigator.errors import StoreUnavailable
from navigator.privacy.sealing import Sealer, new_key
from navigator.privacy.store import Conversations, OptOuts, conversations, receipts
from tests.privacy.conftest import Shop

HOURS_72 = timedelta(hours=72)


def rows(shop: Shop, table: object) -> int:
    with shop.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]


def test_a_talk_is_there_until_its_last_second_and_not_after(shop: Shop) -> None:
    shop.conversations.save("a", b"housing", shop.clock.now() + HOURS_72, shop.clock.now())
    shop.clock.forward(HOURS_72 - timedelta(seconds=1))
    assert shop.conversations.load("a", shop.clock.now()) == b"housing"
    shop.clock.forward(timedelta(seconds=1))
    assert shop.conversations.load("a", shop.clock.now()) is None


def test_saving_again_replaces(shop: Shop) -> None:
    for state in (b"one", b"two"):
        shop.conversations.save("a", state, shop.clock.now() + HOURS_72, shop.clock.now())
    assert shop.conversations.load("a", shop.clock.now()) == b"two"
    assert rows(shop, conversations) == 1


def test_a_moved_talk_keeps_its_end_and_does_not_push_out_a_newer_one(shop: Shop) -> None:
    end = shop.clock.now() + timedelta(hours=5, minutes=7)
    shop.conversations.save("old", b"state", end, shop.clock.now())
    assert shop.conversations.rename("old", "new")
    assert shop.conversations.load("old", shop.clock.now()) is None
    assert shop.conversations.load("new", end - timedelta(seconds=1)) == b"state"
    assert shop.conversations.load("new", end) is None
    shop.conversations.save("older", b"stale", end, shop.clock.now())
    assert not shop.conversations.rename("older", "new")
    assert shop.conversations.load("new", shop.clock.now()) == b"state"
    assert not shop.conversations.rename("nobody", "new")


def test_a_row_that_cannot_be_opened_is_a_new_talk(shop: Shop) -> None:
    shop.conversations.save("a", b"state", shop.clock.now() + HOURS_72, shop.clock.now())
    other = Conversations(shop.engine, Sealer([new_key()]))
    assert other.load("a", shop.clock.now()) is None
    other.save("a", b"fresh", shop.clock.now() + HOURS_72, shop.clock.now())
    assert other.load("a", shop.clock.now()) == b"fresh"


def test_a_row_pasted_onto_another_talk_does_not_open(shop: Shop) -> None:
    shop.conversations.save("hers", b"state", shop.clock.now() + HOURS_72, shop.clock.now())
    with shop.engine.begin() as connection:
        connection.execute(conversations.update().values(id="his"))
    assert shop.conversations.load("his", shop.clock.now()) is None


def test_rows_tell_the_hour_and_no_more(shop: Shop) -> None:
    shop.clock.forward(timedelta(minutes=17, seconds=23))
    shop.writes("+15105550142", b"state")
    shop.receipts.put("SM1", "a", b"hi", shop.clock.now())
    with shop.engine.connect() as connection:
        kept = [*connection.execute(select(conversations)), *connection.execute(select(receipts))]
    times = [value for row in kept for value in row if isinstance(value, int)]
    assert len(times) == 3
    assert all(value % 3600 == 0 for value in times)


def test_of_two_tries_for_one_message_one_works_and_both_get_the_same_answer(shop: Shop) -> None:
    assert shop.receipts.claim("SM1", "a", shop.clock.now()).mine
    while_working = shop.receipts.claim("SM1", "a", shop.clock.now())
    assert (while_working.mine, while_working.reply) == (False, None)
    shop.receipts.put("SM1", "a", b"three beds", shop.clock.now())
    afterwards = shop.receipts.claim("SM1", "a", shop.clock.now())
    assert (afterwards.mine, afterwards.reply) == (False, b"three beds")
    assert shop.receipts.get("SM1") == b"three beds"
    assert shop.receipts.claim("SM2", "a", shop.clock.now()).mine


def test_tries_at_the_same_instant_are_worked_on_once(shop: Shop) -> None:
    def one(_: int) -> bool:
        return shop.receipts.claim("SM1", "a", shop.clock.now()).mine

    with ThreadPoolExecutor(4) as crowd:
        assert sum(crowd.map(one, range(12))) == 1


def test_a_claim_left_by_a_crash_is_taken_over_after_a_minute_by_one(shop: Shop) -> None:
    assert shop.receipts.claim("SM1", "a", shop.clock.now()).mine
    shop.clock.forward(timedelta(seconds=59))
    assert not shop.receipts.claim("SM1", "a", shop.clock.now()).mine
    shop.clock.forward(timedelta(seconds=1))
    assert [shop.receipts.claim("SM1", "a", shop.clock.now()).mine for _ in range(2)] == [True, False]


def test_a_released_claim_is_free_at_once_but_an_answer_stays(shop: Shop) -> None:
    shop.receipts.claim("SM1", "a", shop.clock.now())
    shop.receipts.release("SM1")
    assert shop.receipts.claim("SM1", "a", shop.clock.now()).mine
    shop.receipts.put("SM1", "a", b"hi", shop.clock.now())
    shop.receipts.release("SM1")
    assert shop.receipts.get("SM1") == b"hi"


def test_stop_holds_until_start(shop: Shop) -> None:
    opted = OptOuts(shop.engine)
    assert not opted.has("h")
    opted.add("h")
    opted.add("h")
    assert opted.has("h")
    opted.remove("h")
    assert not opted.has("h")


def test_a_report_shows_fives_and_never_less(shop: Shop) -> None:
    for times, area in ((4, "94601"), (5, "Fruitvale"), (9, "Oakland")):
        for _ in range(times):
            shop.counts.add("housing", area, "shown", shop.clock.now())
    assert [(one.area, one.n, one.week) for one in shop.counts.report()] == [
        ("Fruitvale", 5, "2026-W47"),
        ("Oakland", 9, "2026-W47"),
    ]
    assert shop.counts.report(k=1) == shop.counts.report()
    assert [one.n for one in shop.counts.report(k=6)] == [9]


def test_a_database_that_is_gone_is_said_to_be_unavailable() -> None:
    nowhere = create_engine("sqlite:////nonexistent/folder/x.db")
    with pytest.raises(StoreUnavailable):
        OptOuts(nowhere).has("h")


def test_nothing_readable_is_in_any_row_or_file(shop: Shop) -> None:
    shop.writes("+15105550142", b"canary-in-the-state")
    shop.receipts.put("SMcanary-sid", "a", b"canary-in-the-reply", shop.clock.now())
    with shop.engine.connect() as connection:
        written = repr([connection.execute(select(table)).all() for table in (conversations, receipts)]).encode()
    if shop.engine.dialect.name == "sqlite":
        database = Path(shop.engine.url.database or "")
        written += b"".join(file.read_bytes() for file in database.parent.glob("*"))
    assert b"canary" not in written
    assert b"5550142" not in written
