"""Where the panel of visual words meets the player, the timeline and the jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from vbert_studio.ui.words.commands import WordsCommands

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow


class WordDesk(QObject):
    """Brings the playhead to a word, and the panel to the word at the playhead."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        words = window.panels.words
        self.commands = WordsCommands(words)
        words.follow(lambda: (window.viewer.video_id, window.panels.player.position))
        words.all_listed.connect(self._end_what_if)
        words.said.connect(window.status.say)
        words.place_wanted.connect(window.viewer.go_to)
        words.view.read_wanted.connect(window.files.read_videos)

    @Slot()
    def _end_what_if(self) -> None:
        """Escape had nothing to do in the panel: it means what it does everywhere."""
        self._window.commands["masks.restore"].trigger()

    def look_up(self) -> None:
        """Show the word of the clip under the playhead, or the panel alone where there is none."""
        from vbert_studio.media.clips import CLIP_SECONDS

        self._window.docks.show("words")
        video_id = self._window.viewer.video_id
        if video_id is not None:
            index = int(self._window.panels.player.position / CLIP_SECONDS)
            self._window.panels.words.open_clip(video_id, index)
