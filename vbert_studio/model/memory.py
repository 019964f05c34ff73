"""Memory that one pass gives back is the memory that the next one wants."""

from __future__ import annotations

import ctypes
import sys

FOR_TRAINING, FOR_ANSWERS = 2**30, 2**26
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of glibc's malloc.h


def keep_freed_memory(largest: int) -> None:
    """Have the C library keep blocks of up to `largest` bytes instead of handing them back.

    The system gives memory out in zeroed pages of 4 KB; on a CPU that was 7 % of a training step of
    the small model, and 9 % of the surprise of a row. Only glibc can be told; elsewhere nothing
    happens. Holds for the process.
    """
    if not sys.platform.startswith("linux"):
        return
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    if tell is not None:
        tell(_TRIM_THRESHOLD, largest)
        tell(_MMAP_THRESHOLD, largest)
