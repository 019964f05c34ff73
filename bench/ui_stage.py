"""The real window without a screen, and a hand that uses it."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from vbert_studio.ui.interpreter import spare_what_stays, take_short_turns
from vbert_studio.ui.theme import install
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.window.settings import WindowSettings

_LEFT, _NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_LONG_S = 120.0


class Stage:
    """A window of 1440 x 900, light, as somebody sees it who opens the program for the first time.

    With a home of its own: what a window was left with would come back in the next.
    """

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="bench-home-", ignore_cleanup_errors=True)
        os.environ["VBERT_STUDIO_HOME"] = self._home.name
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self.app = app
        take_short_turns()
        install(app, "light")
        self.window = MainWindow(WindowSettings())
        self.window.resize(1440, 900)
        self.window.show()
        self.window.furnish()
        spare_what_stays()

    @property
    def timeline(self) -> QWidget:
        """The timeline's picture."""
        return self.window.panels.timeline.view

    def rest(self, ms: int) -> None:
        """Let the window be for a while."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def until(self, done: Callable[[], bool], what: str, limit_s: float = _LONG_S) -> float:
        """Wait for something, in seconds."""
        began = time.perf_counter()
        while not done():
            self.rest(2)
            if time.perf_counter() - began > limit_s:
                raise TimeoutError(f"waited in vain: {what}")
        return time.perf_counter() - began

    def open(self, folder: Path) -> None:
        """Open a project with its first video."""
        window = self.window
        window.session.open(folder)
        self.until(self._is_there, "a project")

    def _is_there(self) -> bool:
        window = self.window
        return (
            window.session.is_open
            and window.viewer.video_id is not None
            and self.timeline.content is not None
        )

    def choose(self, name: str) -> None:
        """Open a video of the project by the name of its file."""
        window = self.window
        found = {v.path.stem: v.id for v in window.session.project.videos.all()}
        window.viewer.show_video(found[name])
        self.until(
            lambda: (
                self.timeline.content is not None and self.timeline.content.video_id == found[name]
            ),
            name,
        )

    def wait_for_model(self) -> None:
        """Until the engine holds the model."""
        masking = self.window.panels.masking
        masking.asking.load()
        self.until(lambda: masking.asking.model is not None, "the model")

    def point(self, t_s: float, tier: str) -> QPoint:
        """Where a moment of a tier is."""
        view = self.timeline
        middle = view.row_rect(tier).center().y()
        return QPoint(round(HEADER + view.viewport.x_of(t_s)), round(middle))

    def drag(self, from_s: float, to_s: float, tier: str, steps: int = 6) -> None:
        """Drag over a tier."""
        view = self.timeline
        QTest.mousePress(view, _LEFT, _NOTHING, self.point(from_s, tier))
        for step in range(1, steps + 1):
            t_s = from_s + (to_s - from_s) * step / steps
            QTest.mouseMove(view, self.point(t_s, tier))
            self.rest(8)
        QTest.mouseRelease(view, _LEFT, _NOTHING, self.point(to_s, tier))

    def key(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        """Press a key."""
        QTest.keyClick(widget or self.window, key)

    def wheel(self, widget: QWidget, eighths: int, *, held: bool = False) -> None:
        """Turn the wheel over the middle of a widget."""
        middle = QPointF(widget.rect().center())
        modifier = Qt.KeyboardModifier.ControlModifier if held else _NOTHING
        turned = QPoint(0, eighths)
        event = QWheelEvent(
            middle,
            QPointF(widget.mapToGlobal(middle.toPoint())),
            QPoint(),
            turned,
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - positional only
        )
        QApplication.sendEvent(widget, event)

    def end(self) -> None:
        """Close everything."""
        self.window.close()
        self._home.cleanup()
