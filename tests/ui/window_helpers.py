"""What several tests of the window do with it."""

from __future__ import annotations

import warnings
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vbert_studio.ui.window.main_window import MainWindow

LONG_MS = 60_000


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is being read, written or computed."""
    qtbot.waitUntil(
        lambda: window.session.is_idle and not window.panels.queue.is_busy, timeout=LONG_MS
    )


def drop(window: MainWindow, *paths: Path) -> bool:
    """Drop files on the window; whether it wanted them."""
    data = dropped(*paths)
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():  # Qt 6.12 wants a QPointF here, which 6.11 does not take
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(QPoint(300, 300), *how)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), *how))
    return enter.isAccepted()


def dropped(*paths: Path) -> QMimeData:
    """Files as a file manager hands them over."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data
