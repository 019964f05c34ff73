"""The timeline's widget: paints the stage, and turns Qt's events into gestures and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from vbert_studio.ui.theme import Type, font, theme
from vbert_studio.ui.timeline.canvas import Fonts
from vbert_studio.ui.timeline.content import TimelineContent, TokenTrack
from vbert_studio.ui.timeline.follow import Following
from vbert_studio.ui.timeline.interaction import (
    Action,
    Button,
    Gesture,
    Guide,
    Look,
    OpenClip,
    Pointer,
    ResizeTier,
    Scene,
    Seek,
    Select,
)
from vbert_studio.ui.timeline.layout import (
    RULER_HEIGHT,
    Layout,
    TierSetting,
    lay_out,
    resized,
)
from vbert_studio.ui.timeline.lettering import Lettering
from vbert_studio.ui.timeline.moving import PLAYHEAD_REACH, paint_moving
from vbert_studio.ui.timeline.overview import Overview
from vbert_studio.ui.timeline.snapping import Magnets, magnets_of
from vbert_studio.ui.timeline.stage import Marks, Stage
from vbert_studio.ui.timeline.still import paint_still
from vbert_studio.ui.timeline.tiers.tier import Tier
from vbert_studio.ui.timeline.viewport import Viewport

HEADER = 104
SpaceKey = Literal["", "held", "used"]
_BEYOND_MS = 30  # between two steps of a drag that rests beyond a border
_WHEEL = 0.6  # pixels of panning per eighth of a degree
_CURSORS = {
    "arrow": Qt.CursorShape.ArrowCursor,
    "ibeam": Qt.CursorShape.ArrowCursor,
    "split": Qt.CursorShape.SplitVCursor,
    "edge": Qt.CursorShape.SizeHorCursor,
    "hand": Qt.CursorShape.OpenHandCursor,
    "grabbed": Qt.CursorShape.ClosedHandCursor,
}


class TimelineView(QWidget):
    """One custom-painted widget; what stays still is painted once and kept as a pixmap."""

    seek_requested = Signal(float)
    stretch_selected = Signal(float, float)
    clip_opened = Signal(int)
    viewed = Signal()  # another stretch of time, or other heights, are shown
    settled = Signal(object)  # tuple[TierSetting, ...] after a person changed the tiers
    hovered = Signal(object)  # QPoint inside the widget, or None
    moved = Signal()  # the playhead
    menu_requested = Signal(QPoint)

    def __init__(self, tiers: dict[str, Tier], settings: tuple[TierSetting, ...]) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Timeline")
        self.tiers = tiers
        self.settings = settings
        self.content: TimelineContent | None = None
        self.viewport = Viewport.whole(1.0, 1.0)
        self.marks = Marks(0.0)
        self._magnets: Magnets | None = None
        self._overview = Overview()
        self._gesture = Gesture()
        self._following = Following()
        self._drag_on: Pointer | None = None
        self._beyond = QTimer(self, interval=_BEYOND_MS)
        self._beyond.timeout.connect(self._drag_further)
        self._space: SpaceKey = ""
        self._still: QPixmap | None = None
        self._stage: Stage | None = None
        self._fonts: Fonts | None = None

    # What is shown

    def show_content(self, content: TimelineContent | None) -> None:
        """Show a video, or the next reading of the same one, whose view is kept."""
        same = self.content is not None and content is not None
        same = same and self.content.video_id == content.video_id  # type: ignore[union-attr]
        self.content = content
        self._magnets = None if content is None else magnets_of(content)
        if content is not None and same:
            self.viewport = self.viewport.lasting(content.duration_s)
        elif content is not None:
            self.viewport = Viewport.whole(content.duration_s, self._room())
            self._following = Following()
        self.repaint_all()
        self.viewed.emit()

    def forget_marks(self) -> None:
        """Another video is coming: nothing is selected in it, and it begins at its start."""
        self.marks = Marks(0.0, focused=self.hasFocus())

    def set_position(self, t_s: float) -> None:
        """Move the playhead; turns the page when it leaves the view and nobody scrolled."""
        if not self._gesture.active:
            self._show(self._following.view_for(self.viewport, t_s))
        self._update_playhead()
        self.marks = replace(self.marks, playhead_s=t_s)
        self._update_playhead()
        self.moved.emit()

    def _update_playhead(self) -> None:
        """Repaint where the playhead is: a few columns, the strip's, and the clock."""
        share = self.marks.playhead_s / self.viewport.duration_s
        strip = HEADER + share * self.viewport.width
        top = int(self.layout_now().overview_top)
        x = HEADER + self.viewport.x_of(self.marks.playhead_s)
        self.update(0, 0, HEADER, int(RULER_HEIGHT))
        self.update(int(x) - PLAYHEAD_REACH, 0, 2 * PLAYHEAD_REACH, top)
        self.update(int(strip) - PLAYHEAD_REACH, top, 2 * PLAYHEAD_REACH, self.height() - top)

    def look_at(self, viewport: Viewport) -> None:
        """Show another stretch, as the person asked."""
        self._following.scrolled(viewport, self.marks.playhead_s)
        self._show(viewport)

    def go_to(self, t_s: float) -> None:
        """Ask for another position, and show it at once."""
        self._perform([Seek(t_s)])
        self._show(self._following.view_for(self.viewport, t_s))

    def select(self, stretch: tuple[float, float] | None) -> None:
        """Select a stretch, or nothing."""
        self._perform([Select(stretch)])

    def set_tiers(self, settings: tuple[TierSetting, ...]) -> None:
        """Show the tiers with these heights, in this order."""
        self.settings = settings
        self.repaint_all()
        self.viewed.emit()

    def repaint_all(self) -> None:
        """The still picture is out of date."""
        self._still = None
        self._stage = None
        self.update()

    def _show(self, viewport: Viewport) -> None:
        if viewport != self.viewport:
            self.viewport = viewport
            self.repaint_all()
            self.viewed.emit()

    def _room(self) -> float:
        return max(1.0, float(self.width() - HEADER))

    # Painting

    @property
    def stage(self) -> Stage | None:
        """What the next repaint shows; None while there is no video."""
        if self._stage is None and self.content is not None:
            self._stage = Stage(
                self.content,
                self.viewport,
                self.layout_now(),
                self.tiers,
                theme().scheme,
                self._letterings(),
                self.devicePixelRatioF(),
                HEADER,
            )
        return self._stage

    def layout_now(self) -> Layout:
        """Where the tiers are."""
        return lay_out(self.settings, float(self.height()), self.devicePixelRatioF())

    def _letterings(self) -> Fonts:
        if self._fonts is None:
            self._fonts = Fonts(Lettering(font(Type.CAPTION)), Lettering(font(Type.DIGITS)))
        return self._fonts

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Blit the still picture and paint the marks over it."""
        painter = QPainter(self)
        stage = self.stage
        if stage is None:
            painter.fillRect(event.rect(), theme().scheme.panel)
            return
        if self._still is None:
            self._still = self._paint_still(stage)
        painter.drawPixmap(QPointF(0, 0), self._still)
        paint_moving(painter, stage, self.marks, float(self.width()))

    def _paint_still(self, stage: Stage) -> QPixmap:
        picture = QPixmap(self.size() * stage.dpr)
        picture.setDevicePixelRatio(stage.dpr)
        painter = QPainter(picture)
        paint_still(painter, stage, self._overview, float(self.width()))
        painter.end()
        return picture

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the tiers as they were set."""
        tall = sum(setting.height for setting in self.settings if setting.visible)
        return QSize(900, int(tall) + 64)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the tiers at their least."""
        tall = sum(setting.least for setting in self.settings if setting.visible)
        return QSize(HEADER + 120, int(tall) + 64)

    # Events

    def _scene(self) -> Scene | None:
        if self._magnets is None or self.stage is None:
            return None
        marks = self.marks
        layout = self.stage.layout
        return Scene(self.viewport, layout, self._magnets, marks.playhead_s, marks.selection)

    def _pointer(self, event: QMouseEvent) -> Pointer:
        middle = bool((event.button() | event.buttons()) & Qt.MouseButton.MiddleButton)
        button: Button = "middle" if middle else "left"
        held = event.modifiers()
        return Pointer(
            event.position().x() - HEADER,
            event.position().y(),
            button,
            shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
            free=bool(held & Qt.KeyboardModifier.AltModifier),
            space=self._space != "",
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a gesture."""
        scene = self._scene()
        if scene and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self.hovered.emit(None)
            self._space = self._space and "used"
            self._perform(self._gesture.press(scene, self._pointer(event)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go on with a gesture, or say what the pointer is over."""
        scene = self._scene()
        if scene is None:
            return
        pointer = self._pointer(event)
        self._drag_on = pointer
        self._perform(self._gesture.move(scene, pointer))
        self._scroll_along(pointer)
        self.setCursor(_CURSORS[self._gesture.cursor(scene, pointer)])
        self._hover(scene, pointer, event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End a gesture."""
        scene = self._scene()
        self._beyond.stop()
        if scene is not None:
            self._perform(self._gesture.release(scene, self._pointer(event)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the clip under the pointer."""
        scene = self._scene()
        if scene is not None and event.button() == Qt.MouseButton.LeftButton:
            self._perform(self._gesture.double(scene, self._pointer(event)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer the menu of the tiers."""
        self.hovered.emit(None)
        self.menu_requested.emit(event.pos())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the pointer with Ctrl, else pan."""
        self.hovered.emit(None)
        turned, smooth = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = 1.2 ** ((turned.y() or turned.x()) / 120)
            self.look_at(self.viewport.zoomed(factor, event.position().x() - HEADER))
        else:
            pixels = smooth.x() + smooth.y() or _WHEEL * (turned.x() + turned.y())
            self.look_at(self.viewport.moved(-pixels))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinching, which has no handler of its own; and a change of screen or look."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                x = event.position().x() - HEADER
                self.look_at(self.viewport.zoomed(1 + event.value(), x))
                return True
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Space and not event.modifiers():
                event.accept()
                return True
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange):
            self.repaint_all()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space makes the picture hang on the pointer; Escape ends a drag, then the selection."""
        scene = self._scene()
        if event.key() == Qt.Key.Key_Space:
            self._space = "held" if self._space == "" else self._space
        elif event.key() == Qt.Key.Key_Escape and scene is not None:
            dragging = self._gesture.active
            self._perform(self._gesture.cancel(scene) if dragging else [Select(None)])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space was let go: unless something was dragged meanwhile, it is whose it always is."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            super().keyReleaseEvent(event)
            return
        used, self._space = self._space == "used", ""
        if not used:
            self._hand_on_space()

    def _hand_on_space(self) -> None:
        """Do what the window does on space; this widget took the key to see how long it is held."""
        space = QKeySequence(Qt.Key.Key_Space)
        for action in self.window().findChildren(QAction):
            if space in action.shortcuts() and action.isEnabled():
                action.trigger()
                return

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer is elsewhere."""
        self.marks = replace(self.marks, hover_s=None)
        self.hovered.emit(None)
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that keys arrive here."""
        self.marks = replace(self.marks, focused=True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Keys go elsewhere."""
        self._space = ""
        self.marks = replace(self.marks, focused=False)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the scale; what was shown as a whole stays whole."""
        self.viewport = self.viewport.resized(self._room())
        self.repaint_all()
        self.viewed.emit()
        super().resizeEvent(event)

    # Gestures

    def _scroll_along(self, pointer: Pointer) -> None:
        """A drag that rests beyond a border goes on moving the picture."""
        outside = not 0 <= pointer.x <= self.viewport.width
        if outside and self._gesture.scrolls and not self._beyond.isActive():
            self._beyond.start()
        elif not outside:
            self._beyond.stop()

    @Slot()
    def _drag_further(self) -> None:
        scene = self._scene()
        if scene is None or self._drag_on is None or not self._gesture.active:
            self._beyond.stop()
        else:
            self._perform(self._gesture.move(scene, self._drag_on))

    def _hover(self, scene: Scene, pointer: Pointer, at: QPoint) -> None:
        inside = pointer.x >= 0 and pointer.y < scene.layout.overview_top
        t_s = self.viewport.t_of(pointer.x) if inside else None
        self.marks = replace(self.marks, hover_s=t_s)
        self.hovered.emit(at if inside and not self._gesture.active else None)
        self.update()

    def _perform(self, actions: list[Action]) -> None:
        for action in actions:
            self._do(action)
        if actions:
            self.update()

    def _do(self, action: Action) -> None:
        match action:
            case Seek(t_s):
                self.marks = replace(self.marks, playhead_s=t_s)
                self.moved.emit()
                self.seek_requested.emit(t_s)
            case Select(stretch, done):
                self._select(stretch, done=done)
            case Look(viewport):
                self.look_at(viewport)
            case Guide(snap):
                self.marks = replace(self.marks, guide=snap)
            case OpenClip(t_s):
                self._open_clip(t_s)
            case ResizeTier(key, height, done):
                self._resize_tier(key, height, done=done)

    def _select(self, stretch: tuple[float, float] | None, *, done: bool) -> None:
        self.marks = replace(self.marks, selection=stretch)
        if done:
            start_s, end_s = stretch or (self.marks.playhead_s,) * 2
            self.stretch_selected.emit(start_s, end_s)

    def _open_clip(self, t_s: float) -> None:
        tokens = self.content.tokens if self.content is not None else None
        index = tokens.spans.at(t_s) if isinstance(tokens, TokenTrack) else None
        if index is not None:
            self.clip_opened.emit(index)

    def _resize_tier(self, key: str, height: float, *, done: bool) -> None:
        self.set_tiers(resized(self.settings, self.layout_now(), key, height))
        if done:
            self.settled.emit(self.settings)

    def row_rect(self, key: str) -> QRectF:
        """Where a tier is, without its header; empty while it is hidden."""
        row = self.layout_now().row_of(key)
        return QRectF(HEADER, row.top, self._room(), row.height) if row else QRectF()
