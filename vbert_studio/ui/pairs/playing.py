"""Plays the stretch of a pair, in whichever video it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from vbert_studio.settings import known
from vbert_studio.ui.settings import settings

if TYPE_CHECKING:
    from vbert_studio.project.pairs import PairRow
    from vbert_studio.ui.player.controller import Player
    from vbert_studio.ui.window.viewer import Viewer


class PairPlayer(QObject):
    """Opens the video if it has to; a pair that is asked for meanwhile takes its place."""

    def __init__(self, viewer: Viewer, player: Player, parent: QObject) -> None:
        super().__init__(parent)
        self._viewer = viewer
        self._player = player
        self._waiting: PairRow | None = None
        # Later, for the viewer itself goes somewhere right after a film is open.
        player.opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def play(self, pair: PairRow) -> None:
        """Show and play the pair's stretch: over and over, or once."""
        if self._viewer.video_id == pair.video_id and self._player.is_open:
            self._waiting = None
            self._start(pair)
        else:
            self._waiting = pair
            self._viewer.go_to(pair.video_id, pair.start_s)

    @Slot()
    def _on_opened(self) -> None:
        pair, self._waiting = self._waiting, None
        if pair is not None and self._viewer.video_id == pair.video_id and self._player.is_open:
            self._start(pair)

    def _start(self, pair: PairRow) -> None:
        player = self._player
        if settings().value(known.LOOP_PAIR):
            player.set_loop(pair.start_s, pair.end_s)
            player.seek(pair.start_s)
            player.play()
        else:
            player.clear_loop()
            player.play_stretch(pair.start_s, pair.end_s)
