"""The map of centroids as a widget."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from vbert_studio.ui.theme import theme
from vbert_studio.ui.translation import tr
from vbert_studio.ui.words import map_painting as paint
from vbert_studio.ui.words.chart import Chart, Floats, Mask, beside, nearest, within
from vbert_studio.ui.words.map_items import Bytes, MapItems
from vbert_studio.ui.words.map_painting import Emphasis

_STEP = 1.4  # one press of a zoom key
_REACH = 5.0  # pixels beside a disc that still hit it
_DRAG = 4.0  # pixels of movement that make a press a drag
_PAN = 60.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOM = {Qt.Key.Key_Plus: _STEP, Qt.Key.Key_Equal: _STEP, Qt.Key.Key_Minus: 1 / _STEP}
_OWN = frozenset({*_ARROWS, *_ZOOM, Qt.Key.Key_0, Qt.Key.Key_Home, Qt.Key.Key_Space})


class MapView(QWidget):
    """Every word as a disc. A click chooses one, a drag circles some, the wheel zooms.

    `chosen(place)` follows a click and the arrow keys, `opened` a double click and Enter,
    `circled(mask)` a drag; `hovered` carries (place, point of the screen), or None.
    """

    chosen = Signal(int)
    opened = Signal()
    circled = Signal(object)
    hovered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.items: MapItems | None = None
        self.chart = Chart.fitting(np.zeros((0, 2)), 1, 1)
        self.emphasis = Emphasis(np.zeros(0, np.bool_))
        self.current: int | None = None
        self._under: int | None = None
        self._colours: tuple[bool, Bytes] | None = None
        self._picture: QImage | None = None
        self._pressed: QPointF | None = None
        self._panned: QPointF | None = None
        self._loop: list[QPointF] = []
        self._space = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 140)
        self.setAccessibleName(tr("Map of visual words"))
        theme().changed.connect(self._forget_picture)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as may be."""
        return QSize(420, 420)

    def show_items(self, items: MapItems) -> None:
        """Show these words, all of them in view; the same words otherwise named stay in place."""
        same = self.items is not None and np.array_equal(self.items.points, items.points)
        self.items, self._colours, self._under = items, None, None
        if not same:
            self.current = None
            self.emphasis = Emphasis(np.ones(len(items.points), np.bool_))
            self.fit()
        self._forget_picture()

    def emphasise(self, emphasis: Emphasis) -> None:
        """Let some words stand out."""
        self.emphasis = emphasis
        self._forget_picture()

    def show_current(self, place: int | None) -> None:
        """Ring a word and bring it into view."""
        self.current = place
        if place is not None and self.items is not None and len(self.items.points):
            self._look(self.chart.showing(self.items.points[place]))
            name = self.items.names.get(place, "")
            self.setAccessibleDescription(f"{name} {self.items.paths[place]}".strip())
        self.update()

    def fit(self) -> None:
        """Show the whole map."""
        if self.items is not None:
            self._look(Chart.fitting(self.items.points, self.width(), self.height()))

    def zoom(self, factor: float) -> None:
        """Larger or smaller around the current word, or the middle."""
        x, y = self.width() / 2, self.height() / 2
        if self.current is not None and self.items is not None:
            x, y = self._pixels()[self.current].tolist()
        self._look(self.chart.zoomed(factor, x, y))

    def _look(self, chart: Chart) -> None:
        if chart != self.chart:
            self.chart = chart
            self._forget_picture()

    def _forget_picture(self) -> None:
        self._picture = None
        self.update()

    def _pixels(self) -> Floats:
        assert self.items is not None
        return self.chart.pixels(self.items.points)

    def _hit(self, at: QPointF) -> int | None:
        if self.items is None:
            return None
        reach = self.items.radii(self.chart.depth) + _REACH
        return nearest(self._pixels(), at.x(), at.y(), np.where(self.emphasis.shown, reach, 0.0))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The discs, painted once per view, and what moves on top of them."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_on(painter)
        if self._loop:
            paint.lasso(painter, self._loop, theme().scheme)
        if self.hasFocus():
            painter.setPen(theme().scheme.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def paint_on(self, painter: QPainter) -> None:
        """The map as it is seen, for the screen and for files."""
        scheme = theme().scheme
        if self.items is None:
            painter.fillRect(self.rect(), scheme.panel)
            return
        if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = self._discs()
        painter.drawImage(0, 0, self._picture)
        paint.names(painter, self.items, self.emphasis, self.chart, scheme)
        self._rings(painter)
        paint.note(painter, self.items.note, self.chart, scheme)

    def _discs(self) -> QImage:
        scheme, items = theme().scheme, self.items
        assert items is not None
        if self._colours is None or self._colours[0] is not scheme.dark:
            self._colours = (scheme.dark, items.colours(dark=scheme.dark))
        return paint.discs(
            items, self.emphasis, self._colours[1], self.chart, scheme, self.devicePixelRatioF()
        )

    def _rings(self, painter: QPainter) -> None:
        assert self.items is not None
        radii, pixels, scheme = self.items.radii(self.chart.depth), self._pixels(), theme().scheme
        if self._under is not None:
            paint.ring(painter, pixels[self._under], radii[self._under], scheme.text_muted, 1.0)
        if self.current is not None:
            paint.ring(painter, pixels[self.current], radii[self.current], scheme.accent, 2.5)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The middle stays; a map that was seen whole is seen whole again."""
        whole = self.chart.depth == 1.0
        if whole and self.items is not None:
            self.fit()
        else:
            self._look(self.chart.resized(self.width(), self.height()))
        super().resizeEvent(event)

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a click, a loop, or a pan."""
        if event.button() == Qt.MouseButton.MiddleButton or self._space:
            self._panned = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go on with it, or say what is under the pointer."""
        at = event.position()
        if self._panned is not None:
            moved = at - self._panned
            self._panned = at
            self._look(self.chart.moved(moved.x(), moved.y()))
        elif self._pressed is not None:
            self._draw_loop(at)
        else:
            self._hover(at)

    def _draw_loop(self, at: QPointF) -> None:
        assert self._pressed is not None
        if not self._loop and (at - self._pressed).manhattanLength() < _DRAG:
            return
        self._hover(None)
        self._loop = [*(self._loop or [self._pressed]), at]
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses, a loop circles."""
        self.unsetCursor()
        loop, pressed = self._loop, self._pressed
        self._loop, self._pressed, self._panned = [], None, None
        if loop:
            self._circle(loop)
        elif pressed is not None:
            hit = self._hit(event.position())
            if hit is not None:
                self.chosen.emit(hit)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Its first click has chosen a word already."""
        if self._hit(event.position()) is not None:
            self.opened.emit()

    def _circle(self, loop: list[QPointF]) -> None:
        if self.items is not None:
            corners = np.array([(point.x(), point.y()) for point in loop])
            found: Mask = within(self._pixels(), corners) & self.emphasis.shown
            if found.any():
                self.circled.emit(found)

    def _hover(self, at: QPointF | None) -> None:
        under = None if at is None else self._hit(at)
        if under != self._under:
            self._under = under
            self.update()
            where = None if at is None else self.mapToGlobal(QPoint(round(at.x()), round(at.y())))
            self.hovered.emit(None if under is None else (under, where))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer is elsewhere."""
        self._hover(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the pointer."""
        self._hover(None)
        at, turned = event.position(), event.angleDelta()
        self._look(self.chart.zoomed(1.2 ** ((turned.y() or turned.x()) / 120), at.x(), at.y()))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinching has no handler of its own; arrows and space are shortcuts everywhere else."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                at = event.position()
                factor = max(0.1, 1 + event.value())
                self._look(self.chart.zoomed(factor, at.x(), at.y()))
                return True
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in _OWN
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.accept()
            return True
        return super().event(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go from word to word, with Shift they move the map; plus, minus and 0 zoom."""
        key = Qt.Key(event.key())
        if key in _ARROWS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            right, down = _ARROWS[key]
            self._look(self.chart.moved(-right * _PAN, -down * _PAN))
        elif key in _ARROWS:
            self._go(*_ARROWS[key])
        elif key in _ZOOM:
            self.zoom(_ZOOM[key])
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            self._space = True
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space was let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
        else:
            super().keyReleaseEvent(event)

    def _go(self, right: int, down: int) -> None:
        """To the next word in a direction, or to the first one there is."""
        if self.items is None or not self.emphasis.shown.any():
            return
        there: int | None = int(self.emphasis.shown.argmax())
        if self.current is not None:
            there = beside(self._pixels(), self.current, right, down, self.emphasis.shown)
        if there is not None:
            self.chosen.emit(there)
