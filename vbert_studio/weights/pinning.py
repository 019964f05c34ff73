"""Writes into `registry.toml` what a model's files were when they were made."""

from __future__ import annotations

import re
from pathlib import Path

from vbert_studio.progress import Monitor
from vbert_studio.weights import checksum


def pin(registry: Path, model: str, folder: Path) -> None:
    """Put size and sha256 of the files in `folder` into the model's entry.

    The rest of the file, comments included, stays as it is.

    Args:
        registry: a `registry.toml` whose entry names the files.
        model: the entry.
        folder: with the files.

    Raises:
        FileNotFoundError: a file of the entry is not there.
    """
    text = registry.read_text(encoding="utf-8")
    block = re.compile(rf"\[\[{re.escape(model)}\.files\]\]\n(?:(?!\[).*\n)*")
    pinned = block.sub(lambda found: _with_sums(found[0], folder), text)
    registry.write_text(pinned, encoding="utf-8")


def _with_sums(block: str, folder: Path) -> str:
    named = re.search(r'^name = "(.+)"$', block, re.MULTILINE)
    assert named is not None, block
    path = folder / named[1]
    fresh = f'size = {path.stat().st_size}\nsha256 = "{checksum.sha256_of(path, Monitor())}"\n'
    without_size = re.sub(r"^size = .*\n", "", block, flags=re.MULTILINE)
    return re.sub(r"^sha256 = .*\n", fresh, without_size, flags=re.MULTILINE)
