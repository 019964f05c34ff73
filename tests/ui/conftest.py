"""What every window test gets: the look of the program and a watch over what it leaves behind."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from window_helpers import LONG_MS, settle

from tests.films import Film, tone
from vbert_studio.jobs.import_videos import import_videos
from vbert_studio.language.transcript import Sentence, Word
from vbert_studio.project import Project
from vbert_studio.ui.theme import Theme, install
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.window.settings import WindowSettings


@pytest.fixture
def app_theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme, light at the start of every test."""
    theme = install(qapp, "light")
    theme.prefer("light")
    yield theme
    theme.prefer("light")


_PATIENCE = 50


@pytest.fixture(autouse=True)
def nothing_left_open(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window open, a thread running or a timer ticking."""
    windows = set(qapp.topLevelWidgets())
    before = {id(o) for o in _running()}
    yield
    # Timers that strike once, such as those of plots, are given the time to do so.
    for _ in range(_PATIENCE):
        if all(id(o) in before for o in _running()):
            break
        QTest.qWait(20)
    left = [repr(o) for o in _running() if id(o) not in before]
    left += [repr(w) for w in qapp.topLevelWidgets() if w not in windows and w.isVisible()]
    assert not left, f"left behind: {left}"


def _running() -> list[QThread | QTimer]:
    # By type, for `isinstance` asks the object, and some libraries' objects answer with a warning.
    found = (o for o in gc.get_objects() if issubclass(type(o), QThread | QTimer))
    living = [o for o in found if isValid(o)]
    return [o for o in living if (o.isRunning() if isinstance(o, QThread) else o.isActive())]


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two small films of 4 s and 2 s, with sound and without."""
    folder = tmp_path_factory.mktemp("films")
    return [
        Film(frames=120, sound=tone(4.0)).write(folder / "with sound.mp4"),
        Film(frames=60, first_number=500).write(folder / "silent.mp4"),
    ]


@pytest.fixture
def project_folder(films: list[Path], tmp_path: Path) -> Path:
    """A project with both films and three sentences in the first."""
    folder = tmp_path / "Kitchen"
    with Project.create(folder) as project:
        import_videos(project, films)
        transcript = project.transcripts.begin(1, "asr:test", "en")
        project.transcripts.add(transcript, _sentences())
        project.transcripts.finish(transcript)
    return folder


def _sentences() -> list[Sentence]:
    texts = {0.0: "Crack the egg.", 1.0: "Whisk it well.", 2.5: "Pour it into the pan."}
    return [
        Sentence(at, at + 0.9, text, tuple(_words(at, text.split()))) for at, text in texts.items()
    ]


def _words(at: float, texts: list[str]) -> Iterator[Word]:
    step = 0.9 / len(texts)
    for number, text in enumerate(texts):
        yield Word(at + number * step, at + (number + 1) * step, text, 0.9)


@pytest.fixture
def make_window(app_theme: Theme, home: Path, qtbot: QtBot) -> Iterator[Callable[[], MainWindow]]:
    """Makes main windows as the program does; they are closed as a person closes them."""
    made: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(WindowSettings())
        window.resize(1440, 900)
        qtbot.addWidget(window)
        made.append(window)
        window.show()
        qtbot.waitExposed(window)
        window.furnish()
        return window

    yield make
    for window in made:
        window.close()


@pytest.fixture
def window(make_window: Callable[[], MainWindow], project_folder: Path, qtbot: QtBot) -> MainWindow:
    """The main window on the project, with its first video open."""
    window = make_window()
    window.session.open(project_folder)
    qtbot.waitUntil(lambda: window.viewer.video_id == 1, timeout=LONG_MS)
    settle(window, qtbot)
    return window
