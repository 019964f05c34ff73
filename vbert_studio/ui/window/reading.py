"""The one gesture: drop videos, press one button, watch tokens and words appear."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from vbert_studio.ui.jobs import reading
from vbert_studio.ui.jobs.consent import ConsentDialog
from vbert_studio.ui.jobs.job import Job, Order, State, describe_amount
from vbert_studio.ui.jobs.reading import Missing, Outgrown, Reading
from vbert_studio.ui.library.items import Working
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.translation import tr
from vbert_studio.ui.window.panels import Panels

if TYPE_CHECKING:
    from vbert_studio.project import Project

IMPORT = "import"


class ReadingController(QObject):
    """Turns wishes into jobs, and the jobs' news into what the panels show."""

    started = Signal()
    needless = Signal()  # nothing that the model needs is missing
    failed = Signal(object)  # StudioError
    outgrown = Signal(object)  # Outgrown: the visual words should be learnt again

    def __init__(self, session: ProjectSession, panels: Panels, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._panels = panels
        self._window = window
        self._at: dict[Job, int] = {}  # the video that each running job is at
        queue = panels.queue
        queue.landed.connect(session.landed)
        queue.changed.connect(self._show_work)
        queue.ended.connect(self._after)
        queue.busy_changed.connect(self._on_busy)
        session.opened.connect(self._choose_extractor)

    def add(self, paths: Iterable[Path]) -> None:
        """Add videos, and those in folders, to the open project, with subtitles beside them."""
        names = [str(path) for path in paths]
        if names:
            what = (
                Path(names[0]).name
                if len(names) == 1
                else tr("{value} files and folders", value=len(names))
            )
            arguments = ("add", str(self._session.folder), *names)
            self._panels.queue.add(Order(tr("Add {what}", what=what), arguments, IMPORT))

    @Slot()
    def read_videos(self) -> None:
        """Compute tokens and words for whatever has none yet."""
        self._session.read("prepare", reading.prepare, self._start)

    def learn_words(self) -> None:
        """Learn the visual words anew from all videos, and name every clip by them."""
        folder = self._session.folder
        if folder is not None:
            reading.learn_again(folder, self._panels.queue)
            self.started.emit()

    @Slot()
    def fetch_models(self) -> None:
        """Fetch what the model needs for its answers, after a yes."""
        self._session.read("missing", reading.prepare_fetching, self._offer_fetching)

    def _offer_fetching(self, missing: tuple[Missing, ...]) -> None:
        if missing:
            self._ask(missing, tr("Fetch"), lambda: self._fetch(missing))
        else:
            self.needless.emit()

    def _fetch(self, missing: tuple[Missing, ...]) -> None:
        reading.fetch(missing, self._panels.queue)
        self.started.emit()

    def _start(self, plan: Reading) -> None:
        if plan.missing:
            self._ask(plan.missing, tr("Fetch and read"), lambda: self._go(plan))
        else:
            self._go(plan)

    def _ask(self, missing: tuple[Missing, ...], agreed: str, then: Callable[[], object]) -> None:
        dialog = ConsentDialog(missing, agreed, self._window)
        dialog.accepted.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _go(self, plan: Reading) -> None:
        self._panels.library.use_extractor(plan.extractor)
        reading.start(plan, self._panels.queue)
        self.started.emit()

    @Slot()
    def _choose_extractor(self) -> None:
        self._session.read("extractor", _chosen_extractor, self._panels.library.use_extractor)

    @Slot(object)
    def _show_work(self, job: Job) -> None:
        """Say in the library which video a job is working on."""
        progress = job.progress
        if job.state is not State.RUNNING or progress is None or not job.order.stage:
            return
        video_id = self._video_named(progress.item)
        if self._at.get(job) not in (None, video_id):
            self._leave(job)
        if video_id is not None:
            self._at[job] = video_id
            text = f"{job.order.stage}: {describe_amount(progress)}"
            self._panels.library.set_working(video_id, Working(text, job.share))

    def _leave(self, job: Job) -> None:
        """A job has done with the video it was at; another may still be at it."""
        video_id = self._at.pop(job, None)
        if video_id is not None and video_id not in self._at.values():
            self._panels.library.set_working(video_id, None)

    def _video_named(self, item: str) -> int | None:
        for shown in self._panels.library.items:
            if item in (shown.video.path.name, shown.name, str(shown.video.path)):
                return shown.video.id
        return None

    @Slot(object)
    def _after(self, job: Job) -> None:
        """Whatever a job did is in the project; news may have come before its last write."""
        self._leave(job)
        if not self._session.is_open:
            return
        if job.state in (State.FAILED, State.PARTLY):
            self.failed.emit(job.error)
        if job.order.stage == reading.NAMING and job.state is State.DONE:
            self._session.read("outgrown", reading.outgrown, self._tell_outgrown)
        self._session.refresh()

    def _tell_outgrown(self, found: Outgrown | None) -> None:
        if found is not None:
            self.outgrown.emit(found)

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot
        is_reading = busy and any(job.order.stage for job in self._panels.queue.jobs)
        self._panels.library.set_is_working(is_reading)
        self._panels.transcript.set_is_working(is_reading)


def _chosen_extractor(project: Project) -> str:
    # Imported by the thread: it brings all that knows weights, and the window need not wait.
    from vbert_studio.jobs.choosing import choose_extractor

    return choose_extractor(project)
