"""A project whose words no model reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.small_project import make_small_project
from tests.ui.asking.conftest import LONG_MS
from vbert_studio.ui.window.main_window import MainWindow

NO_MODEL = "No model for this project"
KEYS = {"forecast": Qt.Key.Key_F6, "action": Qt.Key.Key_F8, "alignment": Qt.Key.Key_F9}


def test_every_panel_says_how_to_get_a_model(
    make_window: Callable[[], MainWindow],
    wordpiece_vocabulary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    """Although one came with the program: it reads other words."""
    monkeypatch.setenv("VBERT_STUDIO_INLINE", "1")
    folder = make_small_project(tmp_path / "Small", model=False)
    window = make_window()
    window.session.open(folder)
    here = window.panels.questions.whereabouts
    qtbot.waitUntil(lambda: here.here is not None, timeout=LONG_MS)
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    for name, key in KEYS.items():
        QTest.keyClick(window, key)
        view = window.panels.questions.views[name]
        qtbot.waitUntil(lambda v=view: v.is_empty, timeout=LONG_MS)
        qtbot.waitUntil(lambda v=view: v.empty.heading == NO_MODEL, timeout=LONG_MS)
        assert view.empty.button.text() == "Open the demo"
    _type_a_sentence(window, qtbot)


def _type_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F7)
    view = window.panels.questions.views["generate"]
    box = view.findChild(QLineEdit)
    qtbot.waitUntil(box.isVisible, timeout=LONG_MS)
    QTest.keyClicks(box, "cut it")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.empty.heading == NO_MODEL, timeout=LONG_MS)
