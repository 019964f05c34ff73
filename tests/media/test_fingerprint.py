"""A file is known by what is in it, wherever it lies, and one in its place is found out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vbert_studio.errors import MediaError
from vbert_studio.media import fingerprint as module
from vbert_studio.media.fingerprint import check_content, fingerprint


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(bytes(range(256)) * 20_000)
    return path


def test_a_file_that_took_its_place_is_named(film: Path) -> None:
    added = fingerprint(film)
    check_content(film, added)
    film.write_bytes(film.read_bytes()[::-1])
    os.utime(film, ns=(0, 1))  # however coarse the clock of the file system is
    with pytest.raises(MediaError) as error:
        check_content(film, added)
    assert error.value.kind == "replaced"
    assert "film.mp4" in error.value.message
    film.unlink()
    with pytest.raises(MediaError) as error:
        check_content(film, added)
    assert error.value.kind == "not_found"


def test_what_has_not_changed_is_read_once(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added, read = fingerprint(film), list[Path]()
    monkeypatch.setattr(module, "fingerprint", lambda path: read.append(path) or added)
    for _ in range(5):
        check_content(film, added)
    assert read == [film]
