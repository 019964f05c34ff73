"""What a person does to the timeline: turns Qt's events into gestures, and actions into signals."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)

from vbert_studio.settings import known
from vbert_studio.ui.settings import settings
from vbert_studio.ui.timeline.actions import (
    Action,
    Button,
    DragOver,
    GiveUp,
    Guide,
    Look,
    MoveBlock,
    OpenItem,
    Pick,
    Pointer,
    Scene,
    Seek,
    Select,
)
from vbert_studio.ui.timeline.content import TimelineContent, TokenTrack
from vbert_studio.ui.timeline.interaction import Gesture
from vbert_studio.ui.timeline.item_hands import ItemHands
from vbert_studio.ui.timeline.layout import TierSetting
from vbert_studio.ui.timeline.snapping import Magnets, magnets_of
from vbert_studio.ui.timeline.spots import ITEM_TIERS
from vbert_studio.ui.timeline.tiers.tier import Tier

SpaceKey = Literal["", "held", "used"]
_BEYOND_MS = 30  # between two steps of a drag that rests beyond a border
_WHEEL = 0.6  # pixels of panning per eighth of a degree
_LAST_GUESS = 8
_BUTTONS = frozenset({"predictions"})
_CURSORS = {
    "arrow": Qt.CursorShape.ArrowCursor,
    "split": Qt.CursorShape.SplitVCursor,
    "edge": Qt.CursorShape.SizeHorCursor,
    "hand": Qt.CursorShape.OpenHandCursor,
    "grabbed": Qt.CursorShape.ClosedHandCursor,
    "cross": Qt.CursorShape.CrossCursor,
}


class TimelineView(ItemHands):
    """The picture under mouse, wheel, fingers and keys."""

    seek_requested = Signal(float)
    stretch_selected = Signal(float, float)
    hovered = Signal(object)  # QPoint inside the widget, or None

    def __init__(self, tiers: dict[str, Tier], settings: tuple[TierSetting, ...]) -> None:
        super().__init__(tiers, settings)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._gesture = Gesture()
        self._magnets: tuple[TimelineContent, Magnets] | None = None
        self._drag_on: Pointer | None = None
        self._beyond = QTimer(self, interval=_BEYOND_MS)
        self._beyond.timeout.connect(self._drag_further)
        self._space: SpaceKey = ""

    @property
    def is_held(self) -> bool:
        """See `TimelinePicture`."""
        return self._gesture.active

    def go_to(self, t_s: float) -> None:
        """Ask for another position, and show it at once."""
        self._perform([Seek(t_s)])
        self._show(self._following.view_for(self.viewport, t_s))

    def select(self, stretch: tuple[float, float] | None) -> None:
        """Select a stretch, or nothing."""
        self._perform([Select(stretch)])

    # Events

    def _scene(self) -> Scene | None:
        stage, marks = self.stage, self.marks
        if stage is None:
            return None
        if self._magnets is None or self._magnets[0] is not stage.content:
            self._magnets = (stage.content, magnets_of(stage.content))
        magnets = self._magnets[1]
        return Scene(
            self.viewport,
            stage.layout,
            magnets,
            marks.playhead_s,
            marks.selection,
            settings().value(known.SNAP_REACH),
            ITEM_TIERS if self.can_hide else frozenset(),
            _BUTTONS if marks.board.slots else frozenset(),
            self.edge_of,
        )

    def _pointer(self, event: QMouseEvent) -> Pointer:
        middle = bool((event.button() | event.buttons()) & Qt.MouseButton.MiddleButton)
        button: Button = "middle" if middle else "left"
        held = event.modifiers()
        return Pointer(
            event.position().x() - self.header,
            event.position().y(),
            button,
            shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
            free=bool(held & Qt.KeyboardModifier.AltModifier),
            space=self._space != "",
            pick=bool(held & Qt.KeyboardModifier.ControlModifier),
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a gesture."""
        scene = self._scene()
        if scene and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self.hovered.emit(None)
            self.hold_tiers()
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
        """Open the clip under the pointer, play the pair, or edit the annotation."""
        scene = self._scene()
        if scene is not None and event.button() == Qt.MouseButton.LeftButton:
            self._perform(self._gesture.double(scene, self._pointer(event)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer the menu of the tiers; asked for by a key, that of the chosen one."""
        self.hovered.emit(None)
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.ask_for_menu()
        else:
            self.menu_requested.emit(event.pos())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the pointer with Ctrl, else pan; or the other way round, as the person likes.

        With Shift, and over the names of the tiers, it scrolls those.
        """
        self.hovered.emit(None)
        if self._scrolls_tiers(event):
            self.scroll_by(-_pixels(event))
            event.accept()
            return
        turned = event.angleDelta()
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if held != (settings().value(known.WHEEL) == "zoom"):
            factor = 1.2 ** ((turned.y() or turned.x()) / 120)
            self.look_at(self.viewport.zoomed(factor, event.position().x() - self.header))
        else:
            self.look_at(self.viewport.moved(-_pixels(event)))
        event.accept()

    def _scrolls_tiers(self, event: QWheelEvent) -> bool:
        held = event.modifiers()
        if held & Qt.KeyboardModifier.ControlModifier:
            return False
        return bool(held & Qt.KeyboardModifier.ShiftModifier) or event.position().x() < self.header

    def event(self, event: QEvent) -> bool:
        """Pinching has no handler of its own; and space is asked for before it is a shortcut."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                x = event.position().x() - self.header
                self.look_at(self.viewport.zoomed(max(0.1, 1 + event.value()), x))
                return True
        elif _asks_for_space(event) or self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def _wants(self, event: QEvent) -> bool:
        """Whether a key means something here that it does not mean elsewhere."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return False
        if event.key() == Qt.Key.Key_Escape:
            return self._gesture.active
        return self.marks.board.chosen is not None and guess_of_key(event) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space makes the picture hang on the pointer; Escape ends a drag, then the selection."""
        if event.key() == Qt.Key.Key_Space:
            self._space = self._space or "held"
        elif event.key() == Qt.Key.Key_Escape and self._gesture.active:
            self._beyond.stop()
            self._perform(self._gesture.cancel())
        elif event.key() == Qt.Key.Key_Escape and self.marks.selection is not None:
            self._perform([Select(None)])
        elif (number := guess_of_key(event)) is not None and self.marks.board.chosen is not None:
            self.guess_picked.emit(self.marks.board.chosen, number)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space was let go: unless something was dragged meanwhile, it is whose it always is."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat() or not self._space:
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
        self.marks = replace(self.marks, hover_s=None, word=None, header=None)
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
        row = scene.layout.row_at(pointer.y) if inside else None
        on_tokens = row is not None and row.key == "tokens" and not self._gesture.active
        word = self._word_at(t_s) if on_tokens and t_s is not None else None
        header = scene.layout.row_at(pointer.y) if pointer.x < 0 else None
        name = None if header is None else header.key
        self.marks = replace(self.marks, hover_s=t_s, word=word, header=name)
        self.hovered.emit(at if inside and not self._gesture.active else None)
        self.update()

    def _word_at(self, t_s: float) -> int | None:
        """The visual word of the clip at a time."""
        tokens = self.content.tokens if self.content is not None else None
        index = tokens.spans.at(t_s) if isinstance(tokens, TokenTrack) else None
        if not isinstance(tokens, TokenTrack) or index is None or not tokens.paths[index]:
            return None
        return int(tokens.leaves[index])

    def _perform(self, actions: list[Action]) -> None:
        for action in actions:
            self._do(action)
        if actions:
            self.update()

    def _do(self, action: Action) -> None:
        match action:
            case Seek(t_s):
                t_s = self.inside(t_s)
                self.marks = replace(self.marks, playhead_s=t_s)
                self.moved.emit()
                self.seek_requested.emit(t_s)
            case Select(stretch, done):
                self._select(stretch, done=done)
            case Look(viewport):
                self.look_at(viewport)
            case Guide(snap):
                self.marks = replace(self.marks, guide=snap)
            case DragOver() | MoveBlock() | GiveUp() | Pick() | OpenItem():
                self.do_to_items(action)
            case _:
                self.do_to_tiers(action)

    def _select(self, stretch: tuple[float, float] | None, *, done: bool) -> None:
        if stretch is not None:
            start_s, end_s = map(self.inside, stretch)
            stretch = (start_s, end_s) if start_s < end_s or not done else None
        self.marks = replace(self.marks, selection=stretch)
        if done:
            start_s, end_s = stretch or (self.marks.playhead_s,) * 2
            self.stretch_selected.emit(start_s, end_s)


def _pixels(event: QWheelEvent) -> float:
    """How far a turn of the wheel, or two fingers, move what is under the pointer."""
    turned, smooth = event.angleDelta(), event.pixelDelta()
    speed = _WHEEL * settings().value(known.WHEEL_SPEED) / 100
    return smooth.x() + smooth.y() or speed * (turned.x() + turned.y())


def guess_of_key(event: QKeyEvent) -> int | None:
    """Which guess a digit fills in, from 0; None for any other key."""
    plain = event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )
    number = event.key() - Qt.Key.Key_1
    return number if plain and 0 <= number <= _LAST_GUESS else None


def _asks_for_space(event: QEvent) -> bool:
    """Whether Qt asks if this widget wants the space key before any shortcut gets it."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    return event.key() == Qt.Key.Key_Space and not event.modifiers()
