"""Encryption of what must be kept for a while. The only file that imports cryptography.

AES-256-GCM with a random 96-bit nonce. A sealed value is::

    1 byte   format, 0x01
    4 bytes  id of the key (a one-way digest of it), so that rotation finds the right one at once
    12 bytes nonce
    n bytes  ciphertext and 16-byte tag

The format byte, the key id and the caller's `context` are bound as associated data: a sealed reply pasted into
another row, or read for another purpose, does not open.
"""

import base64
import binascii
import hashlib
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from navigator.errors import SettingsError, Unreadable

_FORMAT = b"\x01"
_HEAD = 5
_NONCE = 12
_TAG = 16
_KEY = 32


def new_key() -> str:
    """A fresh key: 32 random bytes as 43 printable characters (base64url, no padding)."""
    return base64.urlsafe_b64encode(os.urandom(_KEY)).decode().rstrip("=")


def sealer_of(key: bytes) -> "Sealer":
    """A sealer with one key that was derived from something else; `key` is 32 bytes."""
    return Sealer([base64.urlsafe_b64encode(key).decode().rstrip("=")])


class Sealer:
    """Seals with the newest key, opens with any.

    `keys`: newest first, as `new_key` makes them. To rotate, put a new key in front; drop an old one once nothing
    sealed with it is alive: after the retention time and a day, or later if deletions are still queued.
    Raises :class:`SettingsError` for no or malformed keys.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise SettingsError("NAVIGATOR_SECRET_KEYS is empty: `navigator doctor --new-key` makes one")
        raw = [_decoded(key, place) for place, key in enumerate(keys, start=1)]
        self._newest = _key_id(raw[0])
        self._ciphers = {_key_id(key): AESGCM(key) for key in raw}

    def seal(self, data: bytes, context: str = "") -> bytes:
        """`data` made unreadable; `context` (what it is and whose) must be given again to open it."""
        head = _FORMAT + self._newest
        nonce = os.urandom(_NONCE)
        return head + nonce + self._ciphers[self._newest].encrypt(nonce, data, head + context.encode())

    def unseal(self, sealed: bytes, context: str = "") -> bytes:
        """What was sealed. Raises :class:`Unreadable` if the key is gone, the context differs or a byte changed."""
        head, nonce, body = sealed[:_HEAD], sealed[_HEAD : _HEAD + _NONCE], sealed[_HEAD + _NONCE :]
        cipher = self._ciphers.get(head[1:])
        if head[:1] != _FORMAT or cipher is None or len(body) < _TAG:
            raise Unreadable("this cannot be opened with the keys at hand")
        try:
            return cipher.decrypt(nonce, body, head + context.encode())
        except InvalidTag:
            raise Unreadable("this was changed, or belongs somewhere else") from None


def _decoded(key: str, place: int) -> bytes:
    try:
        raw = base64.b64decode(key.strip() + "=" * (-len(key.strip()) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != _KEY:
        raise SettingsError(f"NAVIGATOR_SECRET_KEYS: key {place} is not 32 bytes in base64url (43 characters)")
    return raw


def _key_id(raw: bytes) -> bytes:
    return hashlib.blake2b(raw, digest_size=_HEAD - 1, person=b"nav-key-id").digest()
