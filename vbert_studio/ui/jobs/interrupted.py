"""Jobs outlive the program: what it ended amid is offered when its project is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.ui.jobs.job import Job
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.jobs.remembered import Remembered, remember, remembered, unfinished
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.translation import tr, trn

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow


class InterruptedJobs(QObject):
    """Keeps the unfinished jobs of the open project in step with its queue.

    `recalled` carries the interrupted jobs of a project that was opened, if there are any.
    """

    recalled = Signal(object)  # list[Job]

    def __init__(
        self, session: ProjectSession, queue: JobQueue, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._queue = queue
        self._is_keeping = False
        self._kept: list[Remembered] = []
        session.opened.connect(self._begin)
        queue.added.connect(self._keep)
        queue.removed.connect(self._keep)
        queue.changed.connect(self._keep)
        queue.leaving.connect(self._stop)

    @Slot()
    def _begin(self) -> None:
        folder = self._session.folder
        if folder is None or self._session.read_only:
            return
        self._kept = remembered(folder)
        jobs = self._queue.recall(self._kept)
        self._is_keeping = True
        self._keep()
        if jobs:
            self.recalled.emit(jobs)

    @Slot()
    def _stop(self) -> None:
        """All are stopped because the project closes: for the next time they are unfinished."""
        self._is_keeping = False

    @Slot()
    def _keep(self) -> None:
        folder = self._session.folder
        if self._is_keeping and folder is not None:
            left = unfinished(self._queue.jobs)
            if left != self._kept:
                self._kept = left
                remember(folder, left)


class InterruptedOffer(QObject):
    """Says which jobs were interrupted; the person decides whether to go on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = InterruptedJobs(window.session, window.panels.queue, self)
        self._jobs.recalled.connect(self._offer)

    @Slot(object)
    def _offer(self, jobs: list[Job]) -> None:
        self._window.notice.say(
            trn(
                "{count} job was interrupted when the program ended: {names}",
                "{count} jobs were interrupted when the program ended: {names}",
                len(jobs),
                names=", ".join(job.order.title for job in jobs),
            ),
            tr("What was finished is kept; going on begins where it stopped."),
            tr("Go on with it"),
            self._go_on,
        )

    def _go_on(self) -> None:
        self._window.docks.show("jobs")
        self._window.panels.queue.go_on()
