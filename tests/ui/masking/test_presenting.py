"""A what-if that is presented: everything of it can be read, on whatever screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.ui.window.main_window import MainWindow


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_tiers_take_the_room_that_the_screen_has_in_the_end(
    shown: MainWindow, qtbot: QtBot
) -> None:
    view = shown.panels.timeline.view
    shown.presentation.toggle()
    shown.setWindowState(Qt.WindowState.WindowNoState)
    for width, height in ((900, 560), (1600, 900), (1920, 1080)):
        shown.resize(width, height)
        qtbot.waitUntil(lambda wide=width: view.width() == wide, timeout=LONG_MS)

    def heights() -> dict[str, float]:
        return {row.key: row.height for row in view.layout_now().rows}

    assert set(heights()) == {"tokens", "words", "masks", "predictions"}
    qtbot.waitUntil(lambda: heights()["predictions"] >= 105, timeout=LONG_MS)
    assert view.layout_now().overflow == 0
    assert heights()["tokens"] >= 60
    caption = view.letterings().caption
    assert all(caption.width(view.tiers[key].title) + 20 <= view.header for key in heights())
    picture = shown.panels.player_view
    assert picture.height() >= 0.3 * shown.height()
    shown.presentation.toggle()
    assert view.header == 104
