"""Which video is open, and the playhead that player, timeline and transcript share."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.settings import known
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.session.films import Film, read_film
from vbert_studio.ui.settings import settings
from vbert_studio.ui.window.panels import Panels


class Viewer(QObject):
    """Opens videos in all panels at once and keeps their playheads together."""

    shown = Signal(object)  # video id, or None
    failed = Signal(object)  # StudioError
    refused = Signal(int, object)  # video id, StudioError: its file cannot be read

    def __init__(self, session: ProjectSession, panels: Panels, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._panels = panels
        self._start_s = 0.0
        self.video_id: int | None = None
        panels.library.video_chosen.connect(self.show_video)
        panels.transcript.seek_wanted.connect(self.go_to)
        panels.timeline.seek_requested.connect(panels.player.seek)
        panels.player.position_changed.connect(panels.timeline.set_position)
        panels.player.position_changed.connect(panels.transcript.set_position)
        panels.player.failed.connect(self.failed)
        panels.timeline.stretch_selected.connect(self._loop)
        session.changed.connect(self._on_changed)
        session.closing.connect(self.close)

    @Slot(int)
    def show_video(self, video_id: int) -> None:
        """Open a video at its beginning, unless it is open."""
        if video_id != self.video_id:
            self.go_to(video_id, 0.0)

    @Slot(int, float)
    def go_to(self, video_id: int, t_s: float) -> None:
        """Bring the playhead to a moment of a video."""
        if video_id == self.video_id:
            self._panels.player.seek(t_s)
            return
        self.close()
        self.video_id = video_id
        self._start_s = t_s
        self._panels.library.view.select(self._panels.library.model.row_of(video_id))
        self._panels.transcript.load(video_id)
        self._session.read(
            "film", lambda project: read_film(project, video_id), self._play, self._refuse
        )
        self.shown.emit(video_id)

    @Slot()
    def close(self) -> None:
        """No video is open."""
        if self.video_id is None:
            return
        self.video_id = None
        self._panels.player.close()
        self._panels.timeline.clear()
        self._panels.transcript.load(None)
        self.shown.emit(None)

    def _play(self, film: Film) -> None:
        if film.video.id != self.video_id:
            return
        video = film.video
        self._panels.player.open(video.path, film.times, film.info, video.fingerprint)
        self._panels.timeline.load(self._session.project, video.id)
        if self._start_s:
            self._panels.player.seek(self._start_s)

    def _refuse(self, error: StudioError) -> None:
        """The file cannot be read: what was computed from it is shown all the same."""
        if self.video_id is not None:
            self._panels.timeline.load(self._session.project, self.video_id)
            self.refused.emit(self.video_id, error)

    @Slot(float, float)
    def _loop(self, start_s: float, end_s: float) -> None:
        """What is selected on the timeline is what plays, over and over."""
        if start_s < end_s and settings().value(known.LOOP_SELECTION):
            self._panels.player.set_loop(start_s, end_s)
        else:
            self._panels.player.clear_loop()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self.video_id is not None:
            self._panels.timeline.refresh(changes)
