"""Sums of files that were just made, written into a registry."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from vbert_studio.weights.pinning import pin

REGISTRY = """# A comment that stays.
[one]
title = "One"

[[one.files]]
name = "a.bin"
sha256 = ""
sources = [{ disk = "one/a.bin" }]

[[one.files]]
name = "b.json"
size = 3
sha256 = "old"
sources = [{ disk = "one/b.json" }]

[two]
title = "Two"

[[two.files]]
name = "a.bin"
sha256 = "kept"
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "registry.toml"
    path.write_text(REGISTRY)
    (tmp_path / "a.bin").write_bytes(b"12345")
    (tmp_path / "b.json").write_bytes(b"{}")
    return path


def test_sizes_and_sums_are_those_of_the_files(registry: Path, tmp_path: Path):
    pin(registry, "one", tmp_path)
    first, second = tomllib.loads(registry.read_text())["one"]["files"]
    assert (first["size"], first["sha256"]) == (5, hashlib.sha256(b"12345").hexdigest())
    assert (second["size"], second["sha256"]) == (2, hashlib.sha256(b"{}").hexdigest())
    assert first["sources"] == [{"disk": "one/a.bin"}]


def test_everything_else_stays(registry: Path, tmp_path: Path):
    pin(registry, "one", tmp_path)
    once = registry.read_text()
    pin(registry, "one", tmp_path)
    assert registry.read_text() == once
    assert once.startswith("# A comment that stays.\n")
    assert tomllib.loads(once)["two"] == tomllib.loads(REGISTRY)["two"]


def test_a_missing_file_is_not_passed_over(registry: Path, tmp_path: Path):
    (tmp_path / "b.json").unlink()
    with pytest.raises(FileNotFoundError):
        pin(registry, "one", tmp_path)
    assert registry.read_text() == REGISTRY
