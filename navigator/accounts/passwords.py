"""Passwords as Argon2id hashes: slow on purpose, and as slow for a name nobody has."""

import threading
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Each check takes 64 MiB: a flood of sign-ins waits its turn instead of taking the server's memory.
_AT_ONCE = threading.BoundedSemaphore(2)


class Passwords:
    """`memory_kib` and `rounds` are what a check costs; tests pay less."""

    def __init__(self, memory_kib: int = 64 * 1024, rounds: int = 3) -> None:
        self._hasher = PasswordHasher(time_cost=rounds, memory_cost=memory_kib, parallelism=1)

    def hash(self, password: str) -> str:
        with _AT_ONCE:
            return self._hasher.hash(password)

    def fits(self, password: str, hashed: str | None) -> bool:
        """Whether `hashed` was made of `password`. None, for an unknown name, costs the same and is never right."""
        with _AT_ONCE:
            return self._verify(hashed or self._of_nobody, password) and hashed is not None

    def _verify(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False

    @cached_property
    def _of_nobody(self) -> str:
        return self._hasher.hash("a password that no account has")
