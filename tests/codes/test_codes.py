"""SAVE: four words bring needs, area and steps back on any phone, and nothing else does."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

import migrations
from bot.app import Parts
from navigator.clock import FrozenClock
from navigator.codes.code import WORDS, code_in, lock_of, new_code, word_lists
from navigator.codes.store import KEPT_FOR, Saved
from navigator.ids import SeededIds
from navigator.store import metadata
from tests.cast import DEE, LENA, MARISOL, ROSA
from tests.conversations.people import HERE, People
from tests.driver import Person

PEPPER = "a pepper for tests"


def code_of(someone: Person) -> str:
    found = re.search(r"(?:code|clave): ([a-z]+(?: [a-z]+){3})\.", someone.reply)
    assert found, someone.reply
    return found[1]


def rows(parts: Parts) -> int:
    with parts.stores.engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM codes")) or 0)


@pytest.mark.parametrize("language", word_lists())
def test_there_are_enough_codes_and_every_word_is_plain(language: str) -> None:
    words = word_lists()[language]
    assert len(set(words)) ** WORDS >= 2**33
    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert all(re.fullmatch(r"[a-z]{3,10}", word) for word in words)


def test_a_code_is_read_however_it_is_written() -> None:
    for written in ("maple kettle otter lemon", "Maple-Kettle-Otter-Lemon", " my code is maple, kettle otter LEMON. "):
        assert code_in(written) == "maple kettle otter lemon"
    for other in (
        "need a bed tonight",
        "maple kettle otter",
        "maple kettle otter lemon pie",
        "maple abeja otter lemon",
    ):
        assert code_in(other) is None


def test_a_code_opens_its_own_row_only() -> None:
    one, other = (lock_of(code, PEPPER) for code in ("maple kettle otter lemon", "maple kettle otter lime"))
    assert {one.id, one.key} & {other.id, other.key} == set()
    assert lock_of("maple kettle otter lemon", "another pepper").id != one.id
    assert one.key.hex() != one.id


def test_what_is_kept_is_unreadable_and_ends(engine: Engine, clock: FrozenClock) -> None:
    migrations.upgrade(engine)
    saved, lock = Saved(engine), lock_of(new_code("en", SeededIds()), PEPPER)
    saved.put(lock, b"housing", clock.now())
    with engine.connect() as connection:
        assert b"housing" not in bytes(connection.scalar(text("SELECT sealed FROM codes")))
    assert saved.get(lock, clock.now()) == b"housing"
    assert saved.get(lock, clock.now() + KEPT_FOR) is None
    assert saved.sweep(clock.now()) == 0
    assert saved.sweep(clock.now() + KEPT_FOR) == 1
    assert saved.get(lock, clock.now()) is None


def test_the_migration_makes_the_table_of_the_code(engine: Engine) -> None:
    migrations.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, parents: kind != "table" or name == "codes"}
        )
        differs = compare_metadata(context, metadata)
    assert [entry for entry in differs if "codes" in str(entry)] == []


def test_a_list_comes_back_on_another_phone(person: People) -> None:
    rosa = person(ROSA).texts(f"need a bed with my kids {HERE}", "DONE 1", "SAVE")
    assert rosa.segments == 1
    lena = person(LENA).texts(code_of(rosa)).needs("housing").hears("takes kids", "202-555")
    lena.is_not_offered("pe-quiet-bay").texts("STEPS").hears("(OK)")


def test_a_list_comes_back_on_the_page(person: People) -> None:
    rosa = person(ROSA).texts(f"need food {HERE}", "SAVE")
    person("a browser", channel="web").texts(code_of(rosa).upper()).needs("food").hears("202-555")


def test_en_espanol(person: People) -> None:
    marisol = person(MARISOL).texts(f"necesito comida {HERE}", "GUARDAR")
    person(LENA).texts(code_of(marisol)).needs("food").hears("mas datos")


def test_it_comes_back_when_the_conversation_is_long_gone(person: People, clock: FrozenClock) -> None:
    rosa = person(ROSA).texts(f"need food {HERE}", "SAVE")
    code = code_of(rosa)
    clock.forward(timedelta(days=28))
    rosa.texts("hi").needs().texts(code).needs("food")
    clock.forward(timedelta(days=2))
    person(DEE).texts(code).needs().hears("don't know that code")


def test_nothing_to_save_yet(person: People, parts: Parts) -> None:
    person(ROSA).texts("hi", "SAVE").hears("Nothing to save")
    assert rows(parts) == 0


def test_erase_ends_the_code(person: People, parts: Parts) -> None:
    rosa = person(ROSA).texts(f"need food {HERE}", "SAVE")
    code = code_of(rosa)
    rosa.texts("thanks", "ERASE")
    assert rows(parts) == 0
    person(LENA).texts(code).needs().hears("don't know that code")


def test_erase_on_the_other_phone_ends_the_code_too(person: People, parts: Parts) -> None:
    rosa = person(ROSA).texts(f"need food {HERE}", "SAVE")
    person(LENA).texts(code_of(rosa), "MORE", "ERASE").needs()
    assert rows(parts) == 0


def test_one_who_guesses_is_slowed_down_and_never_locked_out_of_help(person: People, ids: SeededIds) -> None:
    dee = person(DEE)
    for _ in range(5):
        dee.texts(new_code("en", ids)).hears("don't know that code")
    dee.texts(new_code("en", ids)).hears("many codes").texts(f"need food {HERE}").hears("202-555")


def test_danger_in_four_plain_words_is_still_danger(person: People) -> None:
    person(ROSA).texts("hes outside with a gun").gets_lines("violence_now")
    person(ROSA).texts("acorn apple maple otter").gets_no_lines()


def test_what_may_not_be_kept_is_not_in_a_code(person: People) -> None:
    marisol = person(MARISOL).texts(f"i got no papers and need a lawyer {HERE}", "SAVE")
    lena = person(LENA).texts(code_of(marisol)).hears("202-555")
    assert "no_papers" not in str(lena.last.slots)


def test_a_conversation_has_few_codes(person: People, parts: Parts) -> None:
    rosa = person(ROSA).texts(f"need food {HERE}", *["SAVE"] * 8)
    assert rows(parts) == 5
    rosa.texts("ERASE")
    assert rows(parts) == 0
