"""What every test gets: a home of its own, and a check that nothing is left behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

SHARED_MEDIA = Path(__file__).resolve().parents[2] / "shared" / "media"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's folders, empty."""
    folder = tmp_path / "home"
    monkeypatch.setenv("VBERT_STUDIO_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running, and name the thread."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5)
    left = [t.name for t in set(threading.enumerate()) - before if t.is_alive() and not t.daemon]
    assert not left, f"threads left running: {left}"


@pytest.fixture(scope="session")
def nasa_video() -> Path:
    """13 s, narrated; two video and two audio streams."""
    return _media("nasa_13013.mp4")


@pytest.fixture(scope="session")
def speech_video() -> Path:
    """42 s of clear English speech, 1280x720."""
    return _media("speech_example.mp4")


def _media(name: str) -> Path:
    path = SHARED_MEDIA / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this checkout")
    return path
