"""The panels of the window and how they hear of each other. The one place that assembles them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from vbert_studio.ui.jobs.panel import JobsPanel
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.library.panel import LibraryPanel
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.transcript.panel import TranscriptPanel
from vbert_studio.ui.window.placeholders import Player, PlayerPanel


class Panels(QObject):
    """One of each."""

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.queue = JobQueue(self)
        self.library = LibraryPanel(session, self)
        self.transcript = TranscriptPanel(session, self)
        self.jobs = JobsPanel(self.queue)
        self.player = Player(self)
        self.player_view = PlayerPanel(self.player)
        self.timeline = TimelinePanel()
