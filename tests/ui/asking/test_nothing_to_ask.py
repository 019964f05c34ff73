"""Where there is no model, no token or no video, the panels say so and offer what helps."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.asking.conftest import LONG_MS
from vbert_studio.jobs.requests import VideoBertLoaded
from vbert_studio.ui.asking.answering import knows_only_kitchen
from vbert_studio.ui.asking.frame import QuestionFrame
from vbert_studio.ui.jobs.consent import ConsentDialog
from vbert_studio.ui.window.main_window import MainWindow

_KEYS = {
    "forecast": Qt.Key.Key_F6,
    "generate": Qt.Key.Key_F7,
    "action": Qt.Key.Key_F8,
    "alignment": Qt.Key.Key_F9,
}


def heading(view: QuestionFrame) -> str:
    return view.empty.heading if view.is_empty else ""


def open_all(window: MainWindow, qtbot: QtBot) -> dict[str, QuestionFrame]:
    views = window.panels.questions.views
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    for name, key in _KEYS.items():
        QTest.keyClick(window, key)
        qtbot.waitUntil(views[name].isVisible, timeout=LONG_MS)
    return views


def test_a_project_without_tokens_offers_to_read_it(window_on_films: MainWindow, qtbot: QtBot):
    views = open_all(window_on_films, qtbot)
    for name in ("forecast", "action", "alignment"):
        view = views[name]
        qtbot.waitUntil(lambda v=view: heading(v) == "No visual tokens yet", timeout=LONG_MS)
    assert heading(views["generate"]) == "Type a sentence"
    QTest.mouseClick(views["alignment"].empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window_on_films.findChildren(ConsentDialog)), timeout=LONG_MS)
    window_on_films.findChildren(ConsentDialog)[0].reject()


def test_everything_that_takes_keys_has_a_name(window_on_films: MainWindow, qtbot: QtBot) -> None:
    nameless = []
    for name, view in open_all(window_on_films, qtbot).items():
        window_on_films.docks.show(name)
        view.show_body()
        nameless += [
            widget
            for widget in view.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and not widget.accessibleName()
            and not (isinstance(widget, QAbstractButton) and widget.text())
            and widget.isVisible()
        ]
    assert nameless == []


@pytest.fixture
def window_on_films(
    make_window: Callable[[], MainWindow], project_folder: Path, tmp_path: Path, qtbot: QtBot
) -> MainWindow:
    """The window on films of which nothing is known yet."""
    window = make_window()
    window.session.open(shutil.copytree(project_folder, tmp_path / "Films"))
    qtbot.waitUntil(lambda: window.viewer.video_id == 1, timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.panels.timeline.view.content is not None, timeout=LONG_MS)
    return window


@pytest.mark.parametrize(
    ("checkpoint", "base", "codebook", "only"),
    [
        ("videobert-kitchen-small", "", "book", True),
        ("mine", "videobert-kitchen-small", "book", True),
        ("mine-again", "mine", "codebook-kitchen", True),
        ("mine", "", "book", False),
    ],
)
def test_the_shipped_model_and_what_came_of_it_know_only_the_kitchen(
    checkpoint: str, base: str, codebook: str, only: bool
) -> None:
    model = VideoBertLoaded(checkpoint, codebook, base, 2, 2, 32, 128, 12, 1000, "cpu")
    assert knows_only_kitchen(model) is only
