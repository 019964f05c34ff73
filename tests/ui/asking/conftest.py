"""The window on the small project, whose model has learned what comes after what."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vbert_studio.ui.asking.questioner import Questioner
from vbert_studio.ui.window.main_window import MainWindow

LONG_MS = 60_000


@pytest.fixture
def window(
    make_window: Callable[[], MainWindow],
    small_project: Path,
    wordpiece_vocabulary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> MainWindow:
    """The window on a copy of it, with the first film open; the engine answers in this process."""
    monkeypatch.setenv("VBERT_STUDIO_INLINE", "1")
    window = make_window()
    window.session.open(shutil.copytree(small_project, tmp_path / "Small"))
    here = window.panels.questions.whereabouts
    qtbot.waitUntil(lambda: here.here is not None, timeout=LONG_MS)
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    return window


def answered(questioner: Questioner, qtbot: QtBot) -> None:
    """Wait until the panel shows the answer to what it asks."""
    qtbot.waitUntil(lambda: questioner.asked is not None and questioner.is_idle, timeout=LONG_MS)
