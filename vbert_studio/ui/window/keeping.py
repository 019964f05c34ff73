"""Keeps the window's state soon after each change, so that a sudden end loses next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from vbert_studio.ui.window.place import Place

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow

_SOON_MS = 600
_NOW_AND_THEN_MS = 5_000


class Keeping(QObject):
    """Writes places and sizes shortly after they changed, and the playhead now and then.

    While `is_paused`, as in a presentation, the arrangement is not the person's own.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._settings = window.settings
        self.is_paused = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.keep_window)
        self._now_and_then = QTimer(self, interval=_NOW_AND_THEN_MS)
        self._now_and_then.timeout.connect(self.keep_place)
        window.docks.changed.connect(self._changed)
        window.installEventFilter(self)

    def start(self) -> None:
        """A project is open."""
        self._now_and_then.start()

    def stop(self) -> None:
        """The project closes."""
        self._now_and_then.stop()
        self._soon.stop()
        self.keep_place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The window was moved or resized."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange):
            self._changed()
        return super().eventFilter(watched, event)

    @Slot()
    def _changed(self) -> None:
        if self._window.session.is_open and not self.is_paused:
            self._soon.start()

    @Slot()
    def keep_window(self) -> None:
        """Where the window is and how its docks are arranged."""
        if self.is_paused:
            return
        self._settings.geometry = self._window.saveGeometry()
        self._settings.docks = self._window.docks.save()
        self._settings.store.sync()

    @Slot()
    def keep_place(self) -> None:
        """Which video is open, where its playhead is, and what the timeline shows of it."""
        folder, window = self._window.session.folder, self._window
        video_id = None if folder is None else window.viewer.video_id
        if video_id is not None:
            view = window.panels.timeline.view
            there = view.content is not None and view.content.video_id == video_id
            seen = (view.viewport.start_s, view.viewport.end_s)
            shown = seen if there and not view.viewport.is_whole else None
            place = Place(video_id, float(window.panels.player.position), shown)
            self._settings.set_place(str(folder), place)
            self._settings.store.sync()
