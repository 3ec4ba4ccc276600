from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from navigator.privacy.apart.store import erasures, pseudonym_keys
from navigator.privacy.store import conversations, counts, receipts
from tests.privacy.conftest import RETENTION, Shop

ROSA, LUPE = "+15105550142", "+15105550143"
TABLES = (conversations, receipts, counts)


def left(shop: Shop) -> dict[str, int]:
    """Rows by table, in both databases."""
    found = {}
    for engine, tables in ((shop.engine, TABLES), (shop.apart, (pseudonym_keys, erasures))):
        with engine.connect() as connection:
            for table in tables:
                found[table.name] = connection.scalar(select(func.count()).select_from(table)) or 0
    return found


def test_a_quiet_talk_is_deleted_and_a_live_one_is_not(shop: Shop) -> None:
    shop.writes(ROSA, b"rosa")
    shop.clock.forward(timedelta(hours=40))
    shop.writes(LUPE, b"lupe")
    shop.clock.forward(timedelta(hours=33))
    assert shop.retention.sweep(shop.clock.now())["conversations"] == 1
    assert shop.remembered(LUPE) == b"lupe"
    assert shop.remembered(ROSA) is None


def test_in_the_end_nothing_is_left_anywhere(shop: Shop) -> None:
    shop.receipts.put("SM1", shop.writes(ROSA, b"rosa"), b"hi", shop.clock.now())
    shop.writes(LUPE, b"lupe")
    shop.counts.add("food", "94601", "shown", shop.clock.now())
    shop.eraser.erase(ROSA, "sms")
    assert left(shop) == {"conversations": 1, "receipts": 0, "counts": 1, "pseudonym_keys": 1, "erasures": 1}
    shop.clock.forward(timedelta(days=740))
    shop.retention.sweep(shop.clock.now())
    assert not any(left(shop).values())


def test_living_keys_outlast_the_burial_of_dead_ones(shop: Shop) -> None:
    shop.pseudonyms.of(ROSA, "sms")
    shop.clock.forward(timedelta(hours=72))
    living = shop.pseudonyms.of(ROSA, "sms")
    shop.clock.forward(timedelta(hours=24))
    assert shop.retention.sweep(shop.clock.now())["pseudonym_keys"] == 1
    assert living in shop.another_process().candidates(ROSA, "sms")


def test_a_receipt_lives_a_day(shop: Shop) -> None:
    shop.receipts.put("SM1", "a", b"hi", shop.clock.now())
    shop.clock.forward(timedelta(hours=23))
    assert shop.retention.sweep(shop.clock.now())["receipts"] == 0
    shop.clock.forward(timedelta(hours=2))
    assert shop.retention.sweep(shop.clock.now())["receipts"] == 1


def test_a_destroyed_key_is_gone_from_the_file_too(shop: Shop) -> None:
    shop.pseudonyms.of(ROSA, "sms")
    with shop.apart.connect() as connection:
        sealed = connection.execute(select(pseudonym_keys.c.sealed)).scalar_one()
    assert sealed in on_disk(shop)
    shop.clock.forward(RETENTION + timedelta(hours=24))
    shop.retention.sweep(shop.clock.now())
    assert sealed not in on_disk(shop)


def on_disk(shop: Shop) -> bytes:
    """Every byte of the key table's files."""
    if shop.apart.dialect.name != "postgresql":
        base = Path(shop.apart.url.database or "")
        return b"".join(file.read_bytes() for file in base.parent.glob(base.name + "*"))
    with shop.apart.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        heap = "SELECT pg_read_binary_file(pg_relation_filepath('pseudonym_keys'))"
        return bytes(connection.execute(text(heap)).scalar_one())


def test_erase_forgets_every_name_a_talk_may_have_had(shop: Shop) -> None:
    name = shop.writes(ROSA, b"rosa")
    shop.receipts.put("SM1", name, b"three beds", shop.clock.now())
    shop.clock.forward(timedelta(hours=30))
    assert shop.eraser.erase(ROSA, "sms") == 2
    assert shop.remembered(ROSA) is None
    assert shop.receipts.get("SM1") is None


@pytest.mark.parametrize("hours_until_erase", [1, 30])
def test_restoring_a_backup_does_not_bring_back_what_was_erased(shop: Shop, hours_until_erase: int) -> None:
    shop.writes(LUPE, b"lupe")
    shop.writes(ROSA, b"rosa")
    with shop.engine.connect() as connection:
        backup = connection.execute(select(conversations)).mappings().all()
    shop.clock.forward(timedelta(hours=hours_until_erase))
    shop.writes(ROSA, b"rosa, later")
    shop.eraser.erase(ROSA, "sms")
    with shop.engine.begin() as connection:
        connection.execute(conversations.delete())
        connection.execute(conversations.insert(), [dict(row) for row in backup])
    assert shop.restart() == 1
    assert shop.remembered(ROSA) is None
    assert shop.remembered(LUPE) == b"lupe"


def test_what_is_begun_after_erasing_survives_a_restart(shop: Shop) -> None:
    shop.writes(ROSA, b"before")
    shop.eraser.erase(ROSA, "sms")
    shop.clock.forward(timedelta(hours=1))
    shop.writes(ROSA, b"after")
    assert shop.restart() == 0
    assert shop.remembered(ROSA) == b"after"


def test_a_crash_between_the_journal_and_the_deletion_is_mended_at_the_next_start(shop: Shop) -> None:
    shop.writes(ROSA, b"rosa")
    shop.journal.record(shop.pseudonyms.candidates(ROSA, "sms"), shop.clock.now())
    assert shop.restart() == 1
    assert shop.remembered(ROSA) is None
