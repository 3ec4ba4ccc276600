"""Keeps the server small: gives memory back to the system instead of holding it for every thread."""

import ctypes
import gc
import sys

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
BIG = 1 << 20


def frugal() -> None:
    """Call once everything is loaded. Elsewhere than on Linux with glibc it only spares the garbage collector.

    Each thread that hashes a number for the opt-outs borrows 16 MB; glibc would keep that for every thread.
    """
    if sys.platform == "linux":
        try:
            libc = ctypes.CDLL("libc.so.6")
            libc.mallopt(M_ARENA_MAX, 2)
            libc.mallopt(M_MMAP_THRESHOLD, BIG)
            libc.malloc_trim(0)
        except (OSError, AttributeError):
            return
    gc.collect()
    gc.freeze()
