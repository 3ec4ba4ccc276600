"""Whether files are still what they were: one hash over names and contents."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(places: Iterable[Path]) -> str:
    """Hex digest over `places` (files or folders, each whole), in a fixed order, without compiled Python."""
    digest = hashlib.sha256()
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(place.parent).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
