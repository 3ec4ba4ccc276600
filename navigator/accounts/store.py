"""Accounts, signed-in browsers and recent tries to sign in. No password, no token and no typed name stands here."""

from dataclasses import dataclass
from typing import cast

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from navigator.accounts.roles import Role
from navigator.privacy.store import insert_or, transaction
from navigator.store import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password", String(255), nullable=False),
    Column("created_at", BigInteger, nullable=False),
)
account_sessions = Table(
    "account_sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("account", ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
)
# The hash of the typed name: people type their password into the wrong field.
sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name_hash", String(64), nullable=False, index=True),
    Column("at", BigInteger, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class Account:
    """`created_at` in seconds since 1970."""

    name: str
    role: Role
    created_at: int


class AccountStore:
    """Times are seconds since 1970."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, name: str, role: str, password: str, now: int) -> bool:
        """False if the name is taken."""
        row = {"name": name, "role": role, "password": password, "created_at": now}
        new = insert_or(self._engine, accounts).values(row).on_conflict_do_nothing(index_elements=["name"])
        with transaction(self._engine) as connection:
            return connection.execute(new.returning(accounts.c.name)).one_or_none() is not None

    def change(self, name: str, role: str, password: str) -> None:
        """New role and password; every browser of this account is signed out."""
        with transaction(self._engine) as connection:
            here = update(accounts).where(accounts.c.name == name)
            connection.execute(here.values(role=role, password=password))
            connection.execute(delete(account_sessions).where(account_sessions.c.account == name))

    def remove(self, name: str) -> bool:
        with transaction(self._engine) as connection:
            connection.execute(delete(account_sessions).where(account_sessions.c.account == name))
            return connection.execute(delete(accounts).where(accounts.c.name == name)).rowcount == 1

    def all(self) -> list[Account]:
        with transaction(self._engine) as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.role, accounts.c.name)).all()
        return [Account(row.name, cast(Role, row.role), row.created_at) for row in rows]

    def find(self, name: str) -> tuple[Role, str] | None:
        """Role and hashed password."""
        wanted = select(accounts.c.role, accounts.c.password).where(accounts.c.name == name)
        with transaction(self._engine) as connection:
            row = connection.execute(wanted).one_or_none()
        return (cast(Role, row.role), row.password) if row else None

    def open_session(self, hash: str, name: str, role: str, password: str, expires: int) -> bool:
        """False if the account went or changed since its password was checked."""
        same = (accounts.c.name == name) & (accounts.c.role == role) & (accounts.c.password == password)
        with transaction(self._engine) as connection:
            # The lock holds a change of the account back until this browser can be signed out by it.
            if connection.scalar(select(accounts.c.name).where(same).with_for_update()) is None:
                return False
            row = {"hash": hash, "account": name, "role": role, "expires_at": expires}
            connection.execute(insert(account_sessions).values(row))
            return True

    def session(self, hash: str, now: int) -> Row[tuple[str, str, int]] | None:
        """Account, role and end of a browser that is signed in; None when it is over."""
        kept = account_sessions.c
        wanted = select(kept.account, kept.role, kept.expires_at).where(kept.hash == hash, kept.expires_at > now)
        with transaction(self._engine) as connection:
            return cast("Row[tuple[str, str, int]] | None", connection.execute(wanted).one_or_none())

    def close_session(self, hash: str) -> None:
        with transaction(self._engine) as connection:
            connection.execute(delete(account_sessions).where(account_sessions.c.hash == hash))

    def note_try(self, name_hash: str, now: int) -> None:
        with transaction(self._engine) as connection:
            connection.execute(insert(sign_in_tries).values(name_hash=name_hash, at=now))

    def tries(self, since: int, name_hash: str | None = None) -> int:
        """Tries after `since`, of one name or of all."""
        wanted = select(func.count()).select_from(sign_in_tries).where(sign_in_tries.c.at > since)
        if name_hash is not None:
            wanted = wanted.where(sign_in_tries.c.name_hash == name_hash)
        with transaction(self._engine) as connection:
            return connection.scalar(wanted) or 0

    def forget_tries(self, name_hash: str) -> None:
        with transaction(self._engine) as connection:
            connection.execute(delete(sign_in_tries).where(sign_in_tries.c.name_hash == name_hash))

    def sweep(self, now: int, tries_before: int) -> None:
        """Deletes sessions that are over and tries that no longer count."""
        with transaction(self._engine) as connection:
            connection.execute(delete(account_sessions).where(account_sessions.c.expires_at <= now))
            connection.execute(delete(sign_in_tries).where(sign_in_tries.c.at <= tries_before))
