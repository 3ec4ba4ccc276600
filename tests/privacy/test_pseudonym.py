from datetime import timedelta

import pytest

from navigator.errors import SettingsError
from navigator.privacy.pseudonym import Pseudonyms
from navigator.privacy.sealing import Sealer, new_key
from navigator.privacy.slow_hash import SlowHash
from tests.privacy.conftest import Shop

ROSA = "+15105550142"


def test_a_name_says_nothing_and_differs_by_number_and_channel(shop: Shop) -> None:
    name = shop.pseudonyms.of(ROSA, "sms")
    assert name == shop.pseudonyms.of(f" {ROSA} ", "sms")
    assert len({name, shop.pseudonyms.of(ROSA, "web"), shop.pseudonyms.of("+15105550143", "sms")}) == 3
    assert not set(name) - set("0123456789abcdef")


def test_two_processes_agree_whoever_comes_first(shop: Shop) -> None:
    assert shop.another_process().of(ROSA, "sms") == shop.pseudonyms.of(ROSA, "sms")


def test_the_first_candidate_is_the_name_of_now_and_the_rest_are_older(shop: Shop) -> None:
    names = []
    for _ in range(3):
        names.append(shop.pseudonyms.of(ROSA, "sms"))
        shop.clock.forward(timedelta(hours=24))
    now = shop.another_process()
    assert now.candidates(ROSA, "sms") == [now.of(ROSA, "sms"), *reversed(names)]


@pytest.mark.parametrize("hour_of_first_text", range(0, 24, 5))
def test_a_talk_kept_up_every_71_hours_is_never_lost(shop: Shop, hour_of_first_text: int) -> None:
    shop.clock.forward(timedelta(hours=hour_of_first_text))
    shop.writes(ROSA, b"0")
    for turn in range(1, 6):
        shop.clock.forward(timedelta(hours=71))
        shop.retention.sweep(shop.clock.now())
        assert shop.remembered(ROSA) == str(turn - 1).encode()
        shop.writes(ROSA, str(turn).encode())


def test_once_its_key_is_destroyed_no_candidate_matches_an_old_backup(shop: Shop) -> None:
    backed_up = shop.writes(ROSA, b"state")
    shop.clock.forward(timedelta(hours=24 + 72))
    assert shop.retention.sweep(shop.clock.now())["pseudonym_keys"] == 1
    holder_of_all_that_is_left = shop.another_process()
    assert backed_up not in holder_of_all_that_is_left.candidates(ROSA, "sms")
    shop.clock.forward(timedelta(hours=-24 - 72))
    assert backed_up not in shop.another_process().candidates(ROSA, "sms")


def test_a_process_forgets_a_dead_key_even_if_another_one_buried_it(shop: Shop) -> None:
    old = shop.pseudonyms.of(ROSA, "sms")
    shop.clock.forward(timedelta(hours=24 + 72))
    shop.pseudonyms.candidates(ROSA, "sms")
    shop.another_process().bury(shop.clock.now())
    shop.clock.forward(timedelta(hours=-24 - 72))
    assert old not in shop.pseudonyms.candidates(ROSA, "sms")


def test_lost_sealing_keys_start_afresh_instead_of_failing(shop: Shop) -> None:
    before = shop.pseudonyms.of(ROSA, "sms")
    shop.sealer = Sealer([new_key()])
    after: Pseudonyms = shop.another_process()
    assert after.of(ROSA, "sms") != before
    assert after.of(ROSA, "sms") == shop.another_process().of(ROSA, "sms")


def test_the_slow_hash_is_the_same_for_ever_and_hangs_on_its_key() -> None:
    one = SlowHash("a key that is long enough")
    assert one.of(ROSA) == one.of(ROSA) == SlowHash("a key that is long enough").of(ROSA)
    assert one.of(ROSA) != SlowHash("another that is long enough").of(ROSA)
    assert one.of(ROSA) != one.of("+15105550143")


def test_the_slow_hash_is_paid_once_and_remembers_nothing_readable() -> None:
    slow = SlowHash("a key that is long enough")
    first = slow.of(ROSA)
    assert slow.paid == 1
    assert slow.of(ROSA) == first
    assert slow.paid == 1
    assert ROSA not in repr(vars(slow))


def test_a_short_key_is_refused() -> None:
    with pytest.raises(SettingsError, match="NAVIGATOR_PSEUDONYM_KEY"):
        SlowHash("short")
