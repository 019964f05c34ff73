"""The window on the small project, whose model learned something."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.ui.window.main_window import MainWindow

MakeWindow = Callable[[], MainWindow]


@pytest.fixture
def shown(
    make_window: MakeWindow,
    small_project: Path,
    wordpiece_vocabulary: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> MainWindow:
    """The window on a copy of it, with the first film open."""
    window = make_window()
    window.session.open(Path(shutil.copytree(small_project, tmp_path / "project")))
    view = window.panels.timeline.view
    qtbot.waitUntil(lambda: view.content is not None, timeout=LONG_MS)
    window.activateWindow()
    view.setFocus()
    return window


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine answers in this thread."""
    monkeypatch.setenv("VBERT_STUDIO_INLINE", "1")
