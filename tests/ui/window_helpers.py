"""What several tests of the window do with it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from vbert_studio.ui.window.main_window import MainWindow

LONG_MS = 60_000


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is being read, written or computed."""
    qtbot.waitUntil(
        lambda: window.session.is_idle and not window.panels.queue.is_busy, timeout=LONG_MS
    )
