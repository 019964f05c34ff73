"""A real project with a small real codebook, and the window on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from tests.films import Film
from tests.jobs.cheap import extract_cheaply
from tests.project.made import said
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.jobs.tokenize import tokenize
from vbert_studio.jobs.train_codebook import train_codebook
from vbert_studio.project import Project
from vbert_studio.project.operations import ImportTranscript
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.words.controller import WordsPanel

MakeWindow = Callable[[], MainWindow]
# Few frames, for it is clips that are needed: 26 of 1.5 s are 156 frames at 4 a second.
SMALL = {"height": 36, "width": 64, "rate": 4, "gop": 4, "b_frames": 0}


@pytest.fixture(scope="session")
def read_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Films of 26 and 6 clips, read into words by a real codebook, with something said."""
    folder = tmp_path_factory.mktemp("words")
    films = [
        Film(frames=156, **SMALL).write(folder / "long.mp4"),
        Film(frames=36, first_number=300, **SMALL).write(folder / "short.mp4"),
    ]
    with Project.create(folder / "Kitchen") as project:
        import_videos(project, films)
        extract_cheaply(project)
        train_codebook(project, levels=2, branching=4, min_points=1)
        tokenize(project)
        spoken = (said("Crack the egg", 0.0, 1.4), said("Whisk it for long", 30.0, 36.0))
        project.edit(ImportTranscript(1, "file:x.srt", "en", spoken))
    return folder / "Kitchen"


@pytest.fixture
def worded_folder(read_project: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(read_project, tmp_path / "Kitchen"))


@pytest.fixture
def words_window(make_window: MakeWindow, worded_folder: Path, qtbot: QtBot) -> MainWindow:
    """The window on the project with the panel of words open."""
    window = make_window()
    window.resize(1440, 1400)  # room for browser and card below each other
    window.session.open(worded_folder)
    qtbot.waitUntil(lambda: window.viewer.video_id == 1, timeout=LONG_MS)
    settle(window, qtbot)
    with qtbot.waitSignal(window.panels.words.loaded, timeout=LONG_MS):
        window.docks.show("words")
    settle(window, qtbot)
    return window


@pytest.fixture
def panel(words_window: MainWindow) -> WordsPanel:
    return words_window.panels.words
