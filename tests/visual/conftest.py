"""A random S3D, planted and converted once for all tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from films import moving_picture
from random_s3d import plant_random_s3d

Load = Callable[..., object]


@pytest.fixture(scope="session")
def s3d_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with a random S3D in it; `VBERT_STUDIO_HOME` is to point here."""
    home = tmp_path_factory.mktemp("s3d-home")
    plant_random_s3d(home / "models")
    return home


@pytest.fixture
def in_s3d_home(s3d_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let this test be the person of that home."""
    monkeypatch.setenv("VBERT_STUDIO_HOME", str(s3d_home))
    return s3d_home


@pytest.fixture(scope="session")
def s3d_clips() -> np.ndarray:
    """Three clips that differ, uint8 (3, 30, 224, 224, 3)."""
    starts = (0, 40, 333)
    return np.stack(
        [np.stack([moving_picture(s + i, 224, 224) for i in range(30)]) for s in starts]
    )


@pytest.fixture(scope="session")
def s3d_reference(s3d_home: Path, s3d_clips: np.ndarray) -> np.ndarray:
    """What plain PyTorch in float32 makes of the clips, float32 (3, 1024)."""
    from vbert_studio.visual.extractor import load_extractor

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VBERT_STUDIO_HOME", str(s3d_home))
        patch.delenv("VBERT_STUDIO_MODELS", raising=False)  # it outlives this session's tests
        plain = load_extractor("s3d-random", device="cpu", engine="torch-plain")
    return plain.features(s3d_clips)
