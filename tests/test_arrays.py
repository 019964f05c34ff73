"""Arrays in files: whole or not there at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vbert_studio.arrays import load_arrays, save_arrays


class Unwritable:
    """What numpy cannot turn into an array."""

    def __array__(self, *_: object, **__: object) -> np.ndarray:
        raise OSError("the disk is full")


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    place = tmp_path / "folder" / "some.npz"
    assert load_arrays(place) is None
    save_arrays(place, numbers=np.arange(3), name="a name")
    found = load_arrays(place)
    assert found is not None
    assert (found["numbers"].tolist(), str(found["name"])) == ([0, 1, 2], "a name")
    place.write_bytes(place.read_bytes()[:40])
    assert load_arrays(place) is None


def test_what_cannot_be_written_leaves_nothing_and_spares_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "some.npz"
    save_arrays(place, numbers=np.arange(3))
    with pytest.raises(OSError, match="full"):
        save_arrays(place, numbers=np.arange(9), rest=Unwritable())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == [place]
    found = load_arrays(place)
    assert found is not None
    assert found["numbers"].tolist() == [0, 1, 2]
