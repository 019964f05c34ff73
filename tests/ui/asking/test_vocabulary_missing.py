"""A project opened where the vocabulary of texts is not: the window says so and fetches it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.asking.conftest import LONG_MS
from vbert_studio.ui.jobs.consent import ConsentDialog
from vbert_studio.ui.translation import install_language
from vbert_studio.ui.window.main_window import MainWindow

NAME = "wordpiece-uncased"
MISSING = f"The vocabulary '{NAME}' is not on this machine (vocab.txt missing)."
GETS_IT = "“Fetch what the model needs” in the menu “Model” gets it."


@pytest.fixture
def opened(
    make_window: Callable[[], MainWindow],
    small_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> Callable[[], MainWindow]:
    """Opens the window on the small project, on a machine without any model."""
    monkeypatch.setenv("VBERT_STUDIO_INLINE", "1")
    monkeypatch.setenv("VBERT_STUDIO_MODELS", str(tmp_path / "models"))

    def make() -> MainWindow:
        window = make_window()
        window.session.open(shutil.copytree(small_project, tmp_path / "Small"))
        qtbot.waitUntil(lambda: bool(window.panels.masking.board.note), timeout=LONG_MS)
        qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
        return window

    return make


@pytest.fixture
def german() -> Iterator[None]:
    install_language("de")
    yield
    install_language("en")


def asked(window: MainWindow, qtbot: QtBot) -> ConsentDialog:
    """The dialog that asks before anything is fetched."""
    qtbot.waitUntil(lambda: bool(window.findChildren(ConsentDialog)), timeout=LONG_MS)
    (dialog,) = window.findChildren(ConsentDialog)
    assert isinstance(dialog, ConsentDialog)
    return dialog


def test_it_is_fetched_by_the_button_of_the_notice_and_the_model_answers(
    opened: Callable[[], MainWindow],
    fetched: Callable[[str], Path],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    window = opened()
    assert window.panels.masking.board.note == f"{MISSING} {GETS_IT}"
    qtbot.waitUntil(window.notice.isVisible, timeout=LONG_MS)
    assert window.notice.text.startswith(MISSING)
    QTest.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    dialog = asked(window, qtbot)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"BERT's uncased WordPiece vocabulary", "0.2 MB"} <= set(said)
    # What is here whole is not fetched again, so that this needs no network.
    shutil.copytree(fetched(NAME), tmp_path / "models" / NAME)
    QTest.mouseClick(dialog.fetch_button, Qt.MouseButton.LeftButton)
    (job,) = window.panels.queue.jobs
    assert job.order.arguments == ("models", "get", NAME)
    qtbot.waitUntil(lambda: window.panels.masking.asking.model is not None, timeout=LONG_MS)
    assert window.panels.masking.board.note == ""
    assert not window.notice.isVisible()


def test_a_panel_that_asks_offers_it_too(opened: Callable[[], MainWindow], qtbot: QtBot) -> None:
    window = opened()
    QTest.keyClick(window, Qt.Key.Key_F6)
    view = window.panels.questions.views["forecast"]
    qtbot.waitUntil(lambda: view.empty.button.text() == "Fetch it", timeout=LONG_MS)
    assert view.empty.text == MISSING
    QTest.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)
    asked(window, qtbot).reject()
    assert window.panels.queue.jobs == []


def test_a_notice_that_was_closed_does_not_come_back(
    opened: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = opened()
    qtbot.waitUntil(window.notice.isVisible, timeout=LONG_MS)
    window.notice.hide()
    QTest.keyClick(window, Qt.Key.Key_F6)
    view = window.panels.questions.views["forecast"]
    qtbot.waitUntil(lambda: view.empty.text == MISSING, timeout=LONG_MS)
    assert not window.notice.isVisible()


def test_it_is_said_in_german(german: None, opened: Callable[[], MainWindow], qtbot: QtBot) -> None:
    window = opened()
    said = f"Das Vokabular „{NAME}“ ist nicht auf diesem Rechner (vocab.txt fehlt)."
    gets_it = "„Holen, was das Modell braucht“ im Menü „Modell“ holt es."
    assert window.panels.masking.board.note == f"{said} {gets_it}"
    qtbot.waitUntil(window.notice.isVisible, timeout=LONG_MS)
    assert window.notice.text.startswith(said)
    assert window.notice.button.text() == "Holen"
