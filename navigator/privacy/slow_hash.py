"""The hash for opt-outs: they outlive every dated key, so it must be slow and keyed by a secret kept elsewhere."""

import hashlib
import hmac
import os
from collections import OrderedDict

from navigator.errors import SettingsError

_SHORTEST = 16
_REMEMBERED = 20_000


class SlowHash:
    """scrypt (16 MiB, some 50 ms) with `NAVIGATOR_PSEUDONYM_KEY` as its salt.

    Without that key nothing can be tested; with it, trying all ten billion numbers takes some fifteen core-years.
    Results are remembered in this process under a fast hash keyed by chance, so that a person waits once and a
    memory dump shows no number; `paid` counts the slow ones.
    Safe to call from several threads; call it off the event loop.
    """

    def __init__(self, key: str) -> None:
        if len(key.strip()) < _SHORTEST:
            raise SettingsError(f"NAVIGATOR_PSEUDONYM_KEY must be at least {_SHORTEST} characters")
        self._salt = key.strip().encode()
        self._chance = os.urandom(32)
        self.paid = 0
        self._seen: OrderedDict[bytes, str] = OrderedDict()

    def of(self, number: str) -> str:
        """64 hex digits."""
        told = number.strip().encode()
        quick = hmac.digest(self._chance, told, "sha256")
        known = self._seen.get(quick)
        if known is None:
            known = hashlib.scrypt(told, salt=self._salt, n=2**14, r=8, p=1, dklen=32).hex()
            self.paid += 1
            self._seen[quick] = known
            if len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
        return known
