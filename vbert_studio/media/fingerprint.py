"""Recognising a file that was moved, and one that took the place of another."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from vbert_studio.media.files import media_error, translated

_ENDS = 1 << 20  # bytes of head and of tail that are hashed


def fingerprint(path: Path) -> str:
    """The size, and a hash of the first and last mebibyte: the same for a moved or copied file.

    Raises:
        MediaError: ``not_found``, ``is_a_directory``, ``no_permission``, ``unreadable``.
    """
    digest = hashlib.blake2b(digest_size=16)
    with translated(path), path.open("rb") as file:
        size = path.stat().st_size
        digest.update(file.read(_ENDS))
        file.seek(max(_ENDS, size - _ENDS))
        digest.update(file.read(_ENDS))
    return f"{size:x}-{digest.hexdigest()}"


def check_content(path: Path, expected: str) -> None:
    """Whether a file is the one with this fingerprint: what is known of that fits no other.

    A file that has not changed since is not read again.

    Raises:
        MediaError: kind ``replaced``, or what `fingerprint` raises.
    """
    with translated(path):
        state = path.stat()
    if _remembered(path, state.st_size, state.st_mtime_ns) != expected:
        raise media_error("replaced", path)


@lru_cache(4096)
def _remembered(path: Path, _size: int, _changed_ns: int) -> str:
    return fingerprint(path)
