"""Sums of files, in blocks, so that a person can stop it and memory stays small."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from vbert_studio.progress import Monitor

_BLOCK = 1 << 20


def blocks_of(file: IO[bytes], monitor: Monitor) -> Iterator[bytes]:
    """The rest of an open file in blocks of a megabyte."""
    while block := file.read(_BLOCK):
        monitor.check()
        yield block


def sha256_of(path: Path, monitor: Monitor) -> str:
    """The file's SHA-256 as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in blocks_of(file, monitor):
            digest.update(block)
    return digest.hexdigest()
