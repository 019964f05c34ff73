"""Arrays that took long to compute, kept in files."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def save_arrays(place: Path, **arrays: npt.ArrayLike) -> None:
    """Write arrays to `place`, which is there only once all are written."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        fresh = Path(file.name)
        try:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
        except BaseException:
            fresh.unlink()
            raise
    fresh.chmod(0o644)  # temporary files are for their owner alone
    fresh.replace(place)


def load_arrays(place: Path) -> dict[str, Array] | None:
    """The arrays that stand there, or None where there are none that can be read."""
    try:
        # Opened here, for numpy leaves a damaged file open.
        with place.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return dict(arrays)
    except (FileNotFoundError, ValueError, zipfile.BadZipFile, EOFError):
        return None


def kept(place: Path | None, compute: Callable[[], dict[str, Array]]) -> dict[str, Array]:
    """What was computed once and is kept at `place`; without a place it is computed anew."""
    found = None if place is None else load_arrays(place)
    if found is None:
        found = compute()
        if place is not None:
            save_arrays(place, **found)
    return found
