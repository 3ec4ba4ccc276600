"""A signed-in browser, and the mark its forms carry."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime

from navigator.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Session:
    """`token` is the cookie's value and stands nowhere else: the database keeps only its hash."""

    token: str = field(repr=False)
    name: str
    role: Role
    expires: datetime

    @property
    def csrf(self) -> str:
        """What every form of this session carries in a hidden field."""
        return csrf_of(self.token)


def new_token() -> str:
    """43 characters that nobody guesses."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """64 hex digits. Fast is enough: the token is pure chance."""
    return hashlib.sha256(token.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """The mark that belongs to `token`; also for the cookie a sign-in page sets before there is a session."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


def csrf_fits(token: str, given: str) -> bool:
    """Whether a form's mark belongs to `token`. An empty token fits nothing."""
    return bool(token) and hmac.compare_digest(csrf_of(token).encode(), given.encode())
