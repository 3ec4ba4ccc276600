"""Signing in and out. /admin and /desk hand their pages' names, passwords and cookies to this and nothing else."""

import re
from datetime import UTC, datetime, timedelta

from navigator.accounts.passwords import Passwords
from navigator.accounts.roles import ROLES, Role
from navigator.accounts.session import Session, hash_of, new_token
from navigator.accounts.store import Account, AccountStore
from navigator.clock import Clock
from navigator.errors import NavigatorError
from navigator.store import Engine

SIGNED_IN = timedelta(hours=12)  # one long shift
WINDOW, TRIES_OF_ONE_NAME = timedelta(minutes=15), 5
MINUTE, TRIES_OF_ALL = timedelta(minutes=1), 60
SHORTEST, LONGEST = 12, 1000
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


class AccountRefused(NavigatorError):
    """An account cannot be made like this; the sentence says why. Not retryable as it is."""


class TooManyTries(NavigatorError):
    """Too many tries to sign in with this name, or with any. Nothing was checked. Try again later."""

    retry = True


class Accounts:
    """Every method talks to the database, and `add`, `put` and `sign_in` take some tenths of a second of work:
    call them off the event loop. Raises :class:`navigator.errors.StoreUnavailable` if the database is gone.
    """

    def __init__(self, engine: Engine, clock: Clock, passwords: Passwords | None = None) -> None:
        self._store, self._clock = AccountStore(engine), clock
        self._passwords = passwords or Passwords()

    def add(self, name: str, password: str, role: Role) -> Account:
        """Makes an account. Raises :class:`AccountRefused`: name taken or odd, password too short, no such role."""
        account = self._checked(name, password, role)
        if not self._store.add(account.name, role, self._passwords.hash(password), account.created_at):
            raise AccountRefused(f"There is already an account called {account.name}.")
        return account

    def put(self, name: str, password: str, role: Role) -> Account:
        """Makes the account, or gives it this password and role and signs it out everywhere."""
        account = self._checked(name, password, role)
        hashed = self._passwords.hash(password)
        if not self._store.add(account.name, role, hashed, account.created_at):
            self._store.change(account.name, role, hashed)
        return account

    def list(self) -> list[Account]:
        """By role, then name."""
        return self._store.all()

    def remove(self, name: str) -> bool:
        """Also signs its browsers out. False if there is none."""
        return self._store.remove(_plain(name))

    def sign_in(self, name: str, password: str) -> Session | None:
        """A new session with a token of its own, or None. Raises :class:`TooManyTries`.

        An unknown name, a wrong password and a name that could not be one take the same time.
        """
        key = hash_of("sign-in " + _plain(name))
        self._count(key)
        found = self._store.find(_plain(name)) if len(name) <= LONGEST else None
        role, hashed = found or (None, None)
        if not self._passwords.fits(password[: LONGEST + 1], hashed) or role is None or hashed is None:
            return None
        self._store.forget_tries(key)
        token, expires = new_token(), self._now() + int(SIGNED_IN.total_seconds())
        if not self._store.open_session(hash_of(token), _plain(name), role, hashed, expires):
            return None
        return Session(token, _plain(name), role, datetime.fromtimestamp(expires, UTC))

    def session(self, token: str) -> Session | None:
        """Who this cookie is; None for a made-up one, one that is over and one signed out."""
        row = self._store.session(hash_of(token), self._now()) if token else None
        if row is None:
            return None
        account, role, expires = row
        return Session(token, account, role, datetime.fromtimestamp(expires, UTC))

    def sign_out(self, token: str) -> None:
        """The token is worth nothing afterwards. Harmless for an unknown one."""
        self._store.close_session(hash_of(token))

    def _count(self, key: str) -> None:
        """Writes the try down before anything is checked, so that many at once do not slip by together."""
        now = self._now()
        window = now - int(WINDOW.total_seconds())
        self._store.sweep(now, window)
        if self._store.tries(window, key) >= TRIES_OF_ONE_NAME:
            raise TooManyTries("Too many tries with this name. Wait 15 minutes, then try again.")
        if self._store.tries(now - int(MINUTE.total_seconds())) >= TRIES_OF_ALL:
            raise TooManyTries("Too many tries right now. Wait a minute, then try again.")
        self._store.note_try(key, now)
        if self._store.tries(window, key) > TRIES_OF_ONE_NAME:
            raise TooManyTries("Too many tries with this name. Wait 15 minutes, then try again.")

    def _checked(self, name: str, password: str, role: Role) -> Account:
        plain = _plain(name)
        if not _NAME.fullmatch(plain):
            raise AccountRefused(
                "A name has up to 64 letters, digits, dots, dashes or @, and begins with a letter or digit."
            )
        if role not in ROLES:
            raise AccountRefused(f"A role is one of {', '.join(ROLES)}.")
        if not SHORTEST <= len(password) <= LONGEST:
            raise AccountRefused(f"A password has at least {SHORTEST} characters. A few unrelated words are good.")
        if plain in password.casefold() and len(plain) > len(password) // 2:
            raise AccountRefused("The password is too much like the name.")
        return Account(plain, role, self._now())

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def _plain(name: str) -> str:
    return name.strip().casefold()
