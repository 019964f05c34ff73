"""An edit that was taken back in a video that is not on screen: say so, and offer to go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from vbert_studio.ui.session import Step
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow


class Elsewhere(QObject):
    """Never jumps: the person decides."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._step: Step | None = None
        window.session.stepped.connect(self._on_stepped)
        window.panels.library.loaded.connect(self._say)

    @Slot(object)
    def _on_stepped(self, step: Step) -> None:
        """The library knows the video's name once it is read again: a removed one comes back."""
        self._step = step
        self._say()

    @Slot()
    def _say(self) -> None:
        step, window = self._step, self._window
        if step is None or not step.videos or window.viewer.video_id in step.videos:
            self._step = None
            return
        there = [item for item in window.panels.library.items if item.video.id in step.videos]
        if not there:
            return
        self._step = None
        video_id, name = there[0].video.id, there[0].name
        window.notice.say(
            tr("Undone in “{video}”: {edit}", video=name, edit=step.name)
            if step.undone
            else tr("Redone in “{video}”: {edit}", video=name, edit=step.name),
            tr("That is not the video on screen."),
            tr("Go there"),
            lambda: window.viewer.go_to(video_id, 0.0),
        )
