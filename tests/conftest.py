"""What every test gets: a home of its own, and a check that nothing is left behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import platformdirs
import pytest

from tests.small_project import make_small_project
from vbert_studio.errors import WeightsError

SHARED_MEDIA = Path(__file__).resolve().parents[2] / "shared" / "media"
# Read before any test changes it: real weights are fetched once per machine, not once per test.
_SHARED_MODELS = os.environ.get("VBERT_STUDIO_MODELS")
_WEIGHTS_FIXTURES = {"efficientnet_weights", "whisper_tiny_weights", "wordpiece_vocabulary"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for real weights is marked so."""
    for item in items:
        if _WEIGHTS_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("weights")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's folders, empty."""
    folder = tmp_path / "home"
    monkeypatch.setenv("VBERT_STUDIO_HOME", str(folder))
    monkeypatch.delenv("VBERT_STUDIO_MODELS", raising=False)
    return folder


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running, and name the thread."""
    before = set(threading.enumerate())
    yield
    # Threads of Qt's that ran some Python are listed too, as daemons that cannot be joined.
    for thread in set(threading.enumerate()) - before:
        if not thread.daemon:
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


@pytest.fixture(scope="session")
def shared_models() -> Path:
    """The folder of real weights that survives the tests; `VBERT_STUDIO_MODELS` names another."""
    default = platformdirs.user_cache_path("vbert-studio-tests", appauthor=False) / "models"
    return Path(_SHARED_MODELS) if _SHARED_MODELS else default


@pytest.fixture(scope="session")
def fetched(shared_models: Path) -> Callable[[str], Path]:
    """The folder of a real model by its name in the registry, fetched if it is not there."""
    failed: dict[str, str] = {}

    def fetch(name: str) -> Path:
        from vbert_studio.weights import store
        from vbert_studio.weights.registry import Registry

        if name in failed:
            pytest.skip(failed[name])
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("VBERT_STUDIO_MODELS", str(shared_models))
            try:
                return store.get(Registry.load().entry(name))
            except WeightsError as error:
                failed[name] = f"the weights of {name} cannot be had here: {error.message}"
                pytest.skip(failed[name])

    return fetch


@pytest.fixture
def efficientnet_weights(
    home: Path,
    fetched: Callable[[str], Path],
    shared_models: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The folder of the real EfficientNet-Lite0, which the program finds by itself.

    Converted networks are kept beside the weights too: converting takes 15 seconds.
    """
    monkeypatch.setenv("VBERT_STUDIO_MODELS", str(shared_models))
    folder = fetched("efficientnet-lite0-imagenet")
    networks = shared_models.parent / "networks"
    networks.mkdir(exist_ok=True)
    (home / "cache").mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # where links are not allowed, each test converts for itself
        (home / "cache" / "networks").symlink_to(networks, target_is_directory=True)
    return folder


@pytest.fixture
def whisper_tiny_weights(
    fetched: Callable[[str], Path], shared_models: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of the real Whisper tiny.en, which the program finds by itself."""
    monkeypatch.setenv("VBERT_STUDIO_MODELS", str(shared_models))
    return fetched("whisper-tiny.en")


@pytest.fixture
def wordpiece_vocabulary(
    fetched: Callable[[str], Path], shared_models: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of the real WordPiece vocabulary, which the program finds by itself."""
    monkeypatch.setenv("VBERT_STUDIO_MODELS", str(shared_models))
    return fetched("wordpiece-uncased")


@pytest.fixture(scope="session")
def small_project(
    tmp_path_factory: pytest.TempPathFactory, fetched: Callable[[str], Path], shared_models: Path
) -> Path:
    """The small project with its model, taught once for all tests: copy it to change it."""
    import torch

    fetched("wordpiece-uncased")
    folder = tmp_path_factory.mktemp("small")
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VBERT_STUDIO_MODELS", str(shared_models))
        patch.setenv("VBERT_STUDIO_HOME", str(folder / "home"))
        made = make_small_project(folder / "Small")
    torch.set_num_threads(before)
    return made


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    """Models as small as those of tests are slower on two threads than on one."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
