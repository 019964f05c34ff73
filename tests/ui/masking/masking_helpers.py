"""What a hand does to the timeline when it hides something."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.timeline.view import TimelineView
from vbert_studio.ui.window.main_window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def at(view: TimelineView, t_s: float, key: str) -> QPoint:
    y = round(view.row_rect(key).center().y())
    return QPoint(round(HEADER + view.viewport.x_of(t_s)), y)


def drag(view: TimelineView, key: str, from_s: float, to_s: float, *, let_go: bool = True) -> None:
    QTest.mousePress(view, LEFT, NONE, at(view, from_s, key))
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(view, at(view, from_s + share * (to_s - from_s), key))
    if let_go:
        QTest.mouseRelease(view, LEFT, NONE, at(view, to_s, key))


def guess_point(window: MainWindow, place: int, number: int) -> QPoint:
    """Where a guess for a clip is painted."""
    view = window.panels.timeline.view
    row = view.row_rect("predictions")
    for y in range(int(row.top()), int(row.bottom())):
        point = QPoint(round(HEADER + view.viewport.x_of(1.5 * place + 0.7)), y)
        if view.guess_at(point) == (place, number):
            return point + QPoint(0, 3)
    raise AssertionError(f"guess {number} for clip {place} is not painted")


def answered(window: MainWindow) -> bool:
    masking = window.panels.masking
    return not masking.asking.is_busy and set(masking.board.slots) == set(masking.state.hidden)
