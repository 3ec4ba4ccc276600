import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.errors import SettingsError, Unreadable
from navigator.privacy.sealing import Sealer, new_key

OLD, NEW = new_key(), new_key()


@given(st.binary(max_size=300), st.text(max_size=30))
def test_what_was_sealed_opens_again(data: bytes, context: str) -> None:
    sealer = Sealer([OLD])
    assert sealer.unseal(sealer.seal(data, context), context) == data


def test_the_same_words_never_look_the_same_and_never_show() -> None:
    sealer = Sealer([OLD])
    first, second = sealer.seal(b"need a bed tonight"), sealer.seal(b"need a bed tonight")
    assert first != second
    assert b"bed" not in first


def test_after_a_new_key_is_put_in_front_the_old_seals_still_open_and_new_ones_use_it() -> None:
    before = Sealer([OLD]).seal(b"x", "c")
    rotated = Sealer([NEW, OLD])
    assert rotated.unseal(before, "c") == b"x"
    assert Sealer([NEW]).unseal(rotated.seal(b"y", "c"), "c") == b"y"


def test_once_a_key_is_dropped_its_seals_stay_shut() -> None:
    with pytest.raises(Unreadable):
        Sealer([NEW]).unseal(Sealer([OLD]).seal(b"x", "c"), "c")


def test_a_seal_belongs_to_its_place() -> None:
    sealer = Sealer([OLD])
    with pytest.raises(Unreadable):
        sealer.unseal(sealer.seal(b"x", "conversation a"), "conversation b")


@given(st.data())
def test_one_changed_byte_shuts_it(data: st.DataObject) -> None:
    sealed = bytearray(Sealer([OLD]).seal(b"a bed, a bus", "c"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unreadable):
        Sealer([OLD]).unseal(bytes(sealed), "c")


@given(st.binary(max_size=60))
def test_rubbish_is_unreadable_and_nothing_worse(rubbish: bytes) -> None:
    with pytest.raises(Unreadable):
        Sealer([OLD]).unseal(rubbish, "c")


def test_a_key_is_one_printable_word() -> None:
    key = new_key()
    assert key.isascii()
    assert key.isprintable()
    assert "," not in key
    assert key != new_key()


MALFORMED = {
    "empty": "",
    "short": "short",
    "Cyrillic": "ключ",
    "stars": "*" * 43,
    "cut": new_key()[:-4],
    "five letters": "a" * 5,
    "two in one": new_key() + new_key(),
}


@pytest.mark.parametrize("key", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_key_is_named_by_its_place_and_not_shown(key: str) -> None:
    with pytest.raises(SettingsError) as told:
        Sealer([OLD, key])
    assert "key 2" in told.value.sentence
    assert not key or key not in told.value.sentence


def test_no_key_at_all_says_what_to_set() -> None:
    with pytest.raises(SettingsError, match="NAVIGATOR_SECRET_KEYS"):
        Sealer([])
