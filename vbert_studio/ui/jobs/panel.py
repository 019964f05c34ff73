"""The jobs dock: every job of this window, the newest at the bottom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from vbert_studio.ui.jobs.job import Job, State
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.jobs.row import JobRow
from vbert_studio.ui.parts.empty import EmptyPanel
from vbert_studio.ui.parts.pages import Pages
from vbert_studio.ui.translation import tr

_LOWEST = 96  # a job with its progress


class JobsPanel(QWidget):
    """A row per job of the queue."""

    def __init__(self, queue: JobQueue) -> None:
        super().__init__()
        self._queue = queue
        self._rows: dict[Job, JobRow] = {}
        self._followed: Job | None = None
        self.empty = EmptyPanel(
            "jobs",
            tr("No jobs"),
            tr("Long work appears here with its progress, its log and its command line."),
        )
        self._pages = Pages(self.empty, self._make_list())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        queue.added.connect(self._add)
        queue.removed.connect(self._remove)
        queue.changed.connect(self._follow)

    def _make_list(self) -> QScrollArea:
        content = QWidget()
        content.setProperty("surface", "panel")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setMinimumHeight(_LOWEST)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(content)
        # A new row has its place only when the list has grown.
        self._area.verticalScrollBar().rangeChanged.connect(self._keep_in_view)
        return self._area

    def row_of(self, job: Job) -> JobRow:
        """The row that shows a job."""
        return self._rows[job]

    @Slot(object)
    def _add(self, job: Job) -> None:
        row = JobRow(job)
        row.retry_wanted.connect(self._queue.retry)
        self._rows[job] = row
        self._list.insertWidget(self._list.count() - 1, row)
        self._pages.setCurrentWidget(self._area)

    @Slot(object)
    def _follow(self, job: Job) -> None:
        """Bring a job into view when it starts."""
        starts = job.state is State.RUNNING and job.progress is None
        if starts or job.state in (State.FAILED, State.PARTLY):
            self._followed = job
            self._keep_in_view()

    @Slot()
    def _keep_in_view(self) -> None:
        row = self._rows.get(self._followed) if self._followed is not None else None
        if row is not None:
            self._area.ensureWidgetVisible(row, 0, 0)

    @Slot(object)
    def _remove(self, job: Job) -> None:
        row = self._rows.pop(job)
        self._list.removeWidget(row)
        row.deleteLater()
        if not self._rows:
            self._pages.setCurrentWidget(self.empty)
