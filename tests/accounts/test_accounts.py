"""Signing in: what fits, what does not, and what is left in the database."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import cast

import psycopg
import pytest
from sqlalchemy import Engine, delete, inspect, text

import migrations
from navigator.accounts.accounts import (
    SIGNED_IN,
    TRIES_OF_ALL,
    TRIES_OF_ONE_NAME,
    WINDOW,
    AccountRefused,
    Accounts,
    TooManyTries,
)
from navigator.accounts.passwords import Passwords
from navigator.accounts.roles import ADMIN, DESK, ROLES, Role
from navigator.accounts.session import csrf_fits, csrf_of
from navigator.clock import FrozenClock
from navigator.store import metadata, open_database

PASSWORD = "four unrelated words here"
TABLES = ("accounts", "account_sessions", "sign_in_tries")
QUICK = Passwords(memory_kib=64, rounds=1)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database for all these tests; each finds its tables empty."""
    server = "" if request.param == "sqlite" else request.getfixturevalue("postgres_server")
    name = f"navigator_test_{uuid.uuid4().hex[:12]}"
    url = f"{server.rpartition('/')[0]}/{name}" if server else f"sqlite:///{tmp_path_factory.mktemp('accounts')}/a.db"
    if server:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{name}"'.encode())
    opened = open_database(url)
    metadata.create_all(opened, [metadata.tables[name] for name in TABLES])
    yield opened
    opened.dispose()
    if server:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture
def accounts(database: Engine, clock: FrozenClock) -> Accounts:
    with database.begin() as connection:
        for name in reversed(TABLES):
            connection.execute(delete(metadata.tables[name]))
    made = Accounts(database, clock, QUICK)
    made.add("Rosa", PASSWORD, "maintainer")
    return made


def stored(engine: Engine) -> str:
    """Every value of every table of accounts, as one text."""
    with engine.connect() as connection:
        return str([connection.execute(text(f"SELECT * FROM {name}")).all() for name in TABLES])


def test_signing_in_and_out(accounts: Accounts) -> None:
    session = accounts.sign_in(" rosa ", PASSWORD)
    assert session
    assert (session.name, session.role) == ("rosa", "maintainer")
    assert accounts.session(session.token) == session
    accounts.sign_out(session.token)
    assert accounts.session(session.token) is None


@pytest.mark.parametrize(
    ("name", "password"),
    [("rosa", "wrong"), ("nobody", PASSWORD), ("", ""), ("x" * 5000, "y")],
    ids=["wrong password", "unknown name", "nothing", "long name"],
)
def test_what_does_not_fit_gets_nothing(accounts: Accounts, name: str, password: str) -> None:
    assert accounts.sign_in(name, password) is None


def test_a_made_up_token_is_nobody(accounts: Accounts) -> None:
    assert accounts.session("") is None
    assert accounts.session("made-up") is None


def test_each_sign_in_has_a_token_of_its_own(accounts: Accounts) -> None:
    one, two = accounts.sign_in("rosa", PASSWORD), accounts.sign_in("rosa", PASSWORD)
    assert one
    assert two
    assert one.token != two.token
    accounts.sign_out(one.token)
    assert accounts.session(two.token)


def test_a_session_ends_by_itself(accounts: Accounts, clock: FrozenClock) -> None:
    session = accounts.sign_in("rosa", PASSWORD)
    assert session
    clock.forward(SIGNED_IN - timedelta(seconds=1))
    assert accounts.session(session.token)
    clock.forward(timedelta(seconds=1))
    assert accounts.session(session.token) is None


def test_a_removed_account_is_signed_out_at_once(accounts: Accounts) -> None:
    session = accounts.sign_in("rosa", PASSWORD)
    assert session
    assert accounts.remove("ROSA")
    assert accounts.session(session.token) is None
    assert accounts.sign_in("rosa", PASSWORD) is None
    assert not accounts.remove("rosa")


def test_a_new_password_signs_every_browser_out(accounts: Accounts) -> None:
    session = accounts.sign_in("rosa", PASSWORD)
    assert session
    accounts.put("rosa", "quite another phrase", "mentor")
    assert accounts.session(session.token) is None
    assert accounts.sign_in("rosa", PASSWORD) is None
    again = accounts.sign_in("rosa", "quite another phrase")
    assert again
    assert again.role == "mentor"


def test_too_many_tries_stop_even_the_right_password(accounts: Accounts, clock: FrozenClock) -> None:
    for _ in range(TRIES_OF_ONE_NAME):
        assert accounts.sign_in("rosa", "a guess") is None
    with pytest.raises(TooManyTries):
        accounts.sign_in("rosa", PASSWORD)
    clock.forward(WINDOW + timedelta(seconds=1))
    assert accounts.sign_in("rosa", PASSWORD)


def test_an_unknown_name_is_stopped_like_a_known_one(accounts: Accounts) -> None:
    for _ in range(TRIES_OF_ONE_NAME):
        assert accounts.sign_in("nobody", "a guess") is None
    with pytest.raises(TooManyTries):
        accounts.sign_in("nobody", "a guess")
    assert accounts.sign_in("rosa", PASSWORD), "others are not held up"


def test_the_right_password_starts_the_count_again(accounts: Accounts) -> None:
    for _ in range(3):
        for _ in range(TRIES_OF_ONE_NAME - 1):
            assert accounts.sign_in("rosa", "a guess") is None
        assert accounts.sign_in("rosa", PASSWORD)


def test_many_guesses_at_once_do_not_slip_by_together(accounts: Accounts) -> None:
    def guess(n: int) -> bool:
        try:
            accounts.sign_in("rosa", f"guess number {n}")
        except TooManyTries:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(24))) <= TRIES_OF_ONE_NAME


def test_many_names_at_once_are_slowed_too(accounts: Accounts, clock: FrozenClock) -> None:
    for n in range(TRIES_OF_ALL):
        accounts.sign_in(f"name-{n}", "a guess")
    with pytest.raises(TooManyTries, match="right now"):
        accounts.sign_in("rosa", PASSWORD)
    clock.forward(timedelta(seconds=61))
    assert accounts.sign_in("rosa", PASSWORD)


def test_the_database_holds_no_password_no_token_and_no_typed_name(accounts: Accounts, database: Engine) -> None:
    session = accounts.sign_in("rosa", PASSWORD)
    accounts.sign_in("zebrafinch-typed-here", "x")
    assert session
    kept = stored(database)
    assert "rosa" in kept
    for secret in (PASSWORD, session.token, session.csrf, "zebrafinch"):
        assert secret not in kept
    assert session.token not in repr(session)


def test_old_sessions_and_tries_are_deleted(accounts: Accounts, database: Engine, clock: FrozenClock) -> None:
    accounts.sign_in("nobody", "x")
    accounts.sign_in("rosa", PASSWORD)
    clock.forward(SIGNED_IN)
    accounts.sign_in("rosa", PASSWORD)
    with database.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM account_sessions")) == 1
        assert connection.scalar(text("SELECT count(*) FROM sign_in_tries")) == 0


@pytest.mark.parametrize(
    ("name", "password", "role", "why"),
    [
        ("rosa", PASSWORD, "maintainer", "already"),
        ("", PASSWORD, "mentor", "name"),
        ("<b>", PASSWORD, "mentor", "name"),
        ("dee", "short", "mentor", "12 characters"),
        ("dee", "x" * 1001, "mentor", "characters"),
        ("coordinator-dee", "coordinator-dee1", "mentor", "too much like"),
        ("dee", PASSWORD, "owner", "role"),
    ],
    ids=["taken", "no name", "markup", "short", "long", "like the name", "no such role"],
)
def test_an_account_that_cannot_be(accounts: Accounts, name: str, password: str, role: str, why: str) -> None:
    with pytest.raises(AccountRefused, match=why):
        accounts.add(name, password, cast(Role, role))
    assert [account.name for account in accounts.list()] == ["rosa"]


def test_a_mark_fits_its_own_session_only(accounts: Accounts) -> None:
    one, two = accounts.sign_in("rosa", PASSWORD), accounts.sign_in("rosa", PASSWORD)
    assert one
    assert two
    assert csrf_fits(one.token, one.csrf)
    assert not csrf_fits(one.token, two.csrf)
    assert not csrf_fits("", csrf_of(""))
    assert not csrf_fits(one.token, "é")


def test_every_role_opens_exactly_one_room() -> None:
    assert set(ROLES) == ADMIN | DESK
    assert not ADMIN & DESK


def test_an_unknown_name_costs_the_same_work() -> None:
    """Counted, not timed: both ways verify exactly one hash of the same cost."""
    costs: list[str] = []

    class Counting(Passwords):
        def _verify(self, hashed: str, password: str) -> bool:
            costs.append(hashed.split("$")[3])
            return super()._verify(hashed, password)

    passwords = Counting(memory_kib=64, rounds=1)
    known = passwords.hash(PASSWORD)
    assert not passwords.fits("a guess", known)
    assert not passwords.fits("a guess", None)
    assert not passwords.fits("a password that no account has", None)
    assert costs == ["m=64,t=1,p=1"] * 3


def test_the_migration_makes_what_the_code_expects(engine: Engine) -> None:
    migrations.upgrade(engine)
    looked = inspect(engine)
    for name in TABLES:
        made = {column["name"]: column["nullable"] for column in looked.get_columns(name)}
        assert made == {column.name: bool(column.nullable) for column in metadata.tables[name].c}
        indexed = {index["name"] for index in looked.get_indexes(name)}
        assert indexed == {index.name for index in metadata.tables[name].indexes}
