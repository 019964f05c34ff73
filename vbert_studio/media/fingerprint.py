"""Recognising a file that was moved."""

from __future__ import annotations

import hashlib
from pathlib import Path

from vbert_studio.media.files import translated

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
