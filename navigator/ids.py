"""Ids and chance, handed in wherever they matter, so that a test can repeat them."""

import random
import secrets
import uuid
from collections.abc import Sequence
from typing import Protocol


class Ids(Protocol):
    def new(self) -> str:
        """A fresh id, unguessable outside tests."""
        ...

    def pick(self, options: Sequence[str]) -> str:
        """One of `options`, by chance."""
        ...


class RandomIds:
    def new(self) -> str:
        return str(uuid.uuid4())

    def pick(self, options: Sequence[str]) -> str:
        return secrets.choice(options)


class SeededIds:
    """Repeatable ids for tests and simulations; never for anything a stranger could guess."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)

    def new(self) -> str:
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def pick(self, options: Sequence[str]) -> str:
        return self._random.choice(options)
