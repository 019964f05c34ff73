"""The pointer's state machine, which knows no widget: every event gives a list of actions."""

from __future__ import annotations

from vbert_studio.ui.timeline.actions import (
    Action,
    Cursor,
    GiveUp,
    Guide,
    KeepTiers,
    Mode,
    MoveBlock,
    OpenItem,
    Pointer,
    Scene,
    Select,
)
from vbert_studio.ui.timeline.header_modes import CarryMode, ResizeMode
from vbert_studio.ui.timeline.modes import Click, MoveEdge, Over, SelectFrom, mode_for

_OPENED = frozenset(
    {"tokens", "pairs", "steps", "descriptions"}
)  # tiers whose items are double-clicked


class Gesture:
    """The machine: at rest, or in one mode from a press to its release."""

    def __init__(self) -> None:
        self._mode: Mode | None = None
        self._selected_before: tuple[float, float] | None = None

    @property
    def active(self) -> bool:
        """Whether a button is held."""
        return self._mode is not None

    @property
    def scrolls(self) -> bool:
        """Whether a pointer that rests beyond a border should move the picture along."""
        return isinstance(self._mode, SelectFrom | Over)

    def press(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """A button went down."""
        self._mode = mode_for(scene, pointer)
        self._selected_before = scene.selection
        return [] if self._mode is None else self._mode.move(scene, pointer)

    def move(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """The pointer moved."""
        if isinstance(self._mode, Click) and self._mode.has_left(pointer):
            self._mode = self._mode.dragged(scene, pointer)
        return [] if self._mode is None else self._mode.move(scene, pointer)

    def release(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """The button came up."""
        mode, self._mode = self._mode, None
        return [] if mode is None else mode.release(scene, pointer)

    def double(self, scene: Scene, pointer: Pointer) -> list[Action]:
        """Two clicks on the same place."""
        row = scene.layout.row_at(pointer.y)
        if pointer.x < 0 or row is None or row.key not in _OPENED:
            return []
        self._mode = None
        return [OpenItem(row.key, pointer.x, pointer.y)]

    def cancel(self) -> list[Action]:
        """Escape: it is as if the button had never gone down."""
        mode, self._mode = self._mode, None
        if isinstance(mode, Over):
            return [GiveUp()]
        if isinstance(mode, CarryMode | ResizeMode):
            return [KeepTiers()]
        if isinstance(mode, MoveEdge):
            return [Guide(None), MoveBlock(mode.edge, None)]
        return [Guide(None), Select(self._selected_before, done=False)]

    def cursor(self, scene: Scene, pointer: Pointer) -> Cursor:
        """The shape of the pointer here and now."""
        mode = self._mode or mode_for(scene, pointer)
        return "arrow" if mode is None else mode.cursor
