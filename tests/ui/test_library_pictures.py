"""A library of a thousand videos reads the pictures of those that are looked at, and no others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.project.records import Video, VideoStatus
from vbert_studio.ui.library.items import LibraryItem
from vbert_studio.ui.library.model import LibraryModel
from vbert_studio.ui.library.view import LibraryView
from vbert_studio.ui.theme import Theme
from vbert_studio.ui.window.main_window import MainWindow


def item(number: int) -> LibraryItem:
    video = Video(number, Path(f"{number}.mp4"), str(number), 1, 30.0, 640, 360, has_sound=True)
    return LibraryItem(video, VideoStatus(number, 20, 20, 20, 3, "complete"), False, ())


def test_only_rows_that_are_seen_miss_their_pictures(qtbot: QtBot, app_theme: Theme) -> None:
    del app_theme
    model = LibraryModel()
    missed: list[int] = []
    model.picture_missed.connect(lambda item: missed.append(item.video.id))
    view = LibraryView(model, QToolButton())
    qtbot.addWidget(view)
    view.resize(300, 500)
    model.set_items([item(number) for number in range(1000)])
    view.show_state(1000, "", can_read=False)
    view.show()
    qtbot.waitUntil(lambda: 0 in missed, timeout=LONG_MS)
    assert max(missed) < 20
    view.list.scrollToBottom()
    qtbot.waitUntil(lambda: 999 in missed, timeout=LONG_MS)
    assert not [number for number in missed if 20 < number < 970]
    model.set_picture(999, QPixmap(160, 90))
    missed.clear()
    view.list.viewport().repaint()
    assert 999 not in missed
    assert 998 in missed


def test_a_video_that_is_looked_at_gets_its_picture(window: MainWindow, qtbot: QtBot) -> None:
    model = window.panels.library.model
    qtbot.waitUntil(
        lambda: all(i.video.id in model._pictures for i in model.items), timeout=LONG_MS
    )
