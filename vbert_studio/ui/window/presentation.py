"""The presentation: large type, and nothing but the picture, the strip and the predictions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolTip

from vbert_studio.commands.registry import command
from vbert_studio.ui.theme import theme
from vbert_studio.ui.timeline.layout import TierSetting
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow

_PANELS = ("timeline", "strip")
_TIERS = frozenset({"tokens", "words", "masks", "predictions"})
_READ = frozenset({"tokens", "masks", "predictions"})  # tiers that take the room that is left over
_LARGER = 1.25
_SHARE = 0.62  # of the screen's height at most, for the timeline and the strip
_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class _Before:
    """What the window was like."""

    docks: QByteArray
    state: Qt.WindowState
    tiers: tuple[TierSetting, ...]


class Presentation(QObject):
    """Turns the window into a stage, and back into what it was."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before: _Before | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._give_room)
        window.session.closing.connect(self.end)
        window.installEventFilter(self)

    @property
    def is_on(self) -> bool:
        """Whether it is being presented."""
        return self._before is not None

    @command("view.present", title="Presentation", group="View", key="F5")
    def toggle(self) -> None:
        """Show only picture, strip and predictions, large, over the whole screen; or end that."""
        if self.is_on:
            self.end()
        elif self._window.session.is_open:
            self._begin()
        self._window.commands["view.present"].setChecked(self.is_on)

    @command(
        "view.end_presentation",
        title="End the presentation",
        group="View",
        key="Esc",
        context="presentation",
    )
    def leave(self) -> None:
        """Leave the whole screen; everything is as it was."""
        self.end()

    def _begin(self) -> None:
        window, view = self._window, self._window.panels.timeline.view
        window.keeping.keep_window()
        window.keeping.is_paused = window.docks.sizes.is_paused = True
        self._before = _Before(window.docks.save(), window.windowState(), view.settings)
        window.commands["view.end_presentation"].setEnabled(True)
        window.docks.arrange(_PANELS)
        view.set_tiers(tuple(map(_presented, view.settings)))
        self._show_bars(shown=False)
        theme().enlarge(_LARGER)
        self._soon.start()
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        key = window.commands["view.end_presentation"].shortcut().toString(_NATIVE)
        if key:
            middle = window.mapToGlobal(window.rect().center())
            QToolTip.showText(middle, tr("{key} ends the presentation", key=key), window)

    def end(self) -> None:
        """Everything as it was."""
        if self._before is None:
            return
        before, self._before = self._before, None
        window = self._window
        theme().enlarge(1.0)
        self._show_bars(shown=True)
        window.docks.sizes.is_paused = False
        window.setWindowState(before.state)
        window.docks.restore(before.docks)
        window.panels.timeline.view.set_tiers(before.tiers)
        window.keeping.is_paused = False
        window.commands["view.present"].setChecked(False)
        window.commands["view.end_presentation"].setEnabled(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The whole screen comes in steps, and each of them has another size."""
        if self.is_on and event.type() == QEvent.Type.Resize:
            self._soon.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _give_room(self) -> None:
        """Every tier can be read, as far as the picture keeps its share."""
        if not self.is_on:
            return
        docks = [self._window.docks[name] for name in _PANELS]
        most = _SHARE * self._window.height()
        wanted = sum(dock.sizeHint().height() for dock in docks)
        share = min(1.0, most / max(1, wanted))
        strip = docks[1].sizeHint().height()
        heights = [round(share * wanted) - strip, strip]
        self._window.resizeDocks(docks, heights, Qt.Orientation.Vertical)

    def _show_bars(self, *, shown: bool) -> None:
        window = self._window
        # The menu bar keeps the keys of all commands alive: it is made flat, not hidden.
        window.menuBar().setMaximumHeight(16777215 if shown else 0)
        window.tools.setVisible(shown)
        window.statusBar().setVisible(shown)


def _presented(setting: TierSetting) -> TierSetting:
    """A tier as it is while it is presented: its height goes with the size of its texts."""
    tall = setting.height * _LARGER
    grows = setting.key in _READ
    visible = setting.key in _TIERS
    return replace(setting, height=tall, grows=grows, held=False, visible=visible)
