"""Pairs that are met on the timeline: a click chooses one in the table, a double click plays it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow


class PairDesk(QObject):
    """Opens the table of pairs where it has to be.

    A table that opens moves the timeline, so the first click waits for the second one until then.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pair_id = 0
        self._opening = QTimer(self, singleShot=True)
        self._opening.timeout.connect(self._open)
        window.panels.timeline.block_picked.connect(self._pick)
        window.session.closing.connect(self._opening.stop)

    @Slot(str, object, bool)
    def _pick(self, key: str, pair_id: int | None, play: bool) -> None:  # noqa: FBT001 - Qt's signal
        if key != "pairs" or pair_id is None:
            return
        self._pair_id = pair_id
        self._opening.stop()
        if play:
            self._open(play=True)
        elif self._window.panels.pairs.view.isVisible():
            self._window.panels.pairs.choose(pair_id)
        else:
            self._window.panels.timeline.choose_block("pairs", pair_id)
            self._opening.start(QApplication.doubleClickInterval())

    def _open(self, *, play: bool = False) -> None:
        self._window.docks.show("pairs")
        self._window.panels.pairs.choose(self._pair_id, play=play)
