"""What the hand does in the scenes of the demo."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from docs.screenshots.camera import Camera
from vbert_studio.ui.timeline.picture import HEADER

SEEN_S = (4.0, 20.0)  # of the timeline
HIDDEN_S = (7.0, 11.0)
MOMENT_S = 9.0


def only(camera: Camera, *names: str) -> None:
    """Show these panels and no others beside library and timeline."""
    window = camera.window
    for name in window.docks.names:
        if name not in {"library", "timeline", *names}:
            window.docks[name].hide()
    for name in names:
        window.docks.show(name)
    camera.settle()


def point(camera: Camera, t_s: float, tier: str) -> QPoint:
    """Where a moment of a tier is."""
    view = camera.window.panels.timeline.view
    y = view.row_rect(tier).center().y()
    return QPoint(round(HEADER + view.viewport.x_of(t_s)), round(y))


def drag(camera: Camera, tier: str, from_s: float, to_s: float) -> None:
    """Press, move and let go over a tier of the timeline."""
    view = camera.window.panels.timeline.view
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, left, none, point(camera, from_s, tier))
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(view, point(camera, from_s + share * (to_s - from_s), tier))
    QTest.mouseRelease(view, left, none, point(camera, to_s, tier))


def answered(camera: Camera, name: str) -> None:
    """Wait until a question has its answer."""
    questioner = getattr(camera.window.panels.questions, name).questioner
    camera.settle()
    camera.wait(lambda: questioner.asked is not None and questioner.is_idle, name)
    camera.settle()
