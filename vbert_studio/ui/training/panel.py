"""Starts runs, follows them, and does with them what a person wants."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.project.pairs import ALL_PAIRS, PairFilter
from vbert_studio.ui.jobs.job import Job, Order, State
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.pairs.panel import PairsPanel
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.training.figure import figure_of
from vbert_studio.ui.training.form import Wish
from vbert_studio.ui.training.state import RunState, TrainingState, read_training
from vbert_studio.ui.training.view import TrainingView
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project import Project

KeepOrDiscard = Literal["keep", "discard"]
LANE = "training"
_VERB = "fine-tune"
_SHOWN = ("runs", "checkpoints", "pairs", "codebooks", "tokens")


class TrainingPanel(QObject):
    """Controller of training; `view` is its widget."""

    said = Signal(str)

    def __init__(
        self,
        session: ProjectSession,
        queue: JobQueue,
        pairs: PairsPanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._queue = queue
        self._pairs = pairs
        self._video_id: int | None = None
        self._looked_at: int | None = None
        self._state: TrainingState | None = None
        self._job: Job | None = None
        self._begun = ""  # when
        self._after_stop: KeepOrDiscard | None = None
        self._is_stale = True
        self.view = TrainingView(self._figure)
        self.view.figures.add_copy(
            tr("Copy the line that makes this run"), lambda: self.run.line if self.run else ""
        )
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.appeared.connect(self._catch_up)
        view.figures.failed.connect(self._session.failed)
        view.run_chosen.connect(self._look_at)
        view.form.started.connect(self.start)
        view.form.scope_changed.connect(self.refresh)
        view.running.keep_wanted.connect(lambda: self.stop(keep=True))
        view.running.discard_wanted.connect(lambda: self.stop(keep=False))
        view.comparison.use_wanted.connect(self.use)
        view.comparison.keep_wanted.connect(lambda: self._end_stopped("keep"))
        view.comparison.discard_wanted.connect(lambda: self._end_stopped("discard"))
        self._pairs.view.head.changed.connect(self.refresh)
        self._queue.changed.connect(self._follow)
        self._queue.ended.connect(self._on_ended)
        self._session.opened.connect(self.refresh)
        self._session.changed.connect(self._on_changed)
        self._session.closing.connect(self._empty)

    @property
    def where(self) -> PairFilter:
        """Which pairs are to be learned from; what nobody judged does not count anyway."""
        scope = self.view.form.scope.currentIndex()
        if scope == 1:
            shown = self._pairs.where
            return PairFilter(shown.text, video_id=shown.video_id)
        return PairFilter(video_id=self._video_id) if scope == 2 else ALL_PAIRS

    @property
    def run(self) -> RunState | None:
        """The run that is looked at."""
        runs = () if self._state is None else self._state.runs
        return next((one for one in runs if one.run.id == self._looked_at), None)

    def _figure(self) -> Figure | None:
        run, folder, view = self.run, self._session.folder, self.view
        if run is None or folder is None or not run.curves:
            return None
        return figure_of(run, folder, [view.curves, view.comparison])

    def load(self, video_id: int | None) -> None:
        """Another video is open."""
        self._video_id = video_id
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read runs, models and pairs again, unless nobody looks."""
        self._is_stale = not self.view.isVisible()
        if not self._session.is_open or self._is_stale:
            return
        where, looked_at = self.where, self._looked_at
        self._session.read(
            "training", lambda project: read_training(project, where, looked_at), self._show
        )

    @Slot()
    def _catch_up(self) -> None:
        if self._is_stale:
            self.refresh()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns(*_SHOWN):
            self.refresh()

    def _show(self, state: TrainingState) -> None:
        before, self._state = self._state, state
        ids = [one.run.id for one in state.runs]
        is_new = before is not None and len(state.runs) > len(before.runs)
        if self._looked_at not in ids or is_new:
            self._looked_at = next(iter(ids), None)
        writable = not self._session.read_only
        self.view.form.show_state(state, writable=writable and self._job is None)
        self.view.show_runs(state.runs, self._looked_at)
        run = self.run
        if run is not None and run.last and not run.curves:
            self.refresh()  # its curves were not read yet
            return
        self.view.curves.show_curves({} if run is None else run.curves)
        if run is not None:
            self.view.comparison.show_run(run, state.current, writable=writable)
        else:
            self.view.comparison.hide()

    @Slot(int)
    def _look_at(self, run_id: int) -> None:
        self._looked_at = run_id
        self.refresh()

    @Slot()
    def _empty(self) -> None:
        self._state, self._looked_at, self._job, self._video_id = None, None, None, None
        self.view.show_runs((), None)
        self.view.curves.show_curves({})
        self.view.comparison.hide()
        self._show_running()

    # Running

    @Slot(object)
    def start(self, wish: Wish) -> None:
        """Start a run as a job."""
        if self._job is not None or self._session.read_only:
            return
        where = self.where
        options = ["--checkpoint", wish.model, "--held-out", f"{wish.held_out:g}"]
        options += ["--steps", str(wish.steps), "--learning-rate", f"{wish.rate:g}"]
        if where.text:
            options += ["--text", where.text]
        if where.video_id is not None:
            options += ["--video", str(where.video_id)]
        order = Order(
            tr("Fine-tune {name}", name=wish.model),
            (_VERB, str(self._session.folder), *options),
            LANE,
        )
        self._after_stop = None
        job = self._queue.add(order)
        if not job.state.is_over:
            self._watch(job)

    def _watch(self, job: Job) -> None:
        self._job, self._begun = job, datetime.now(UTC).isoformat(timespec="seconds")
        self._show_running()

    def stop(self, *, keep: bool) -> None:
        """Stop the run, and keep or discard what it has learned."""
        if self._job is not None:
            self._after_stop = "keep" if keep else "discard"
            self._job.cancel()

    @Slot(object)
    def _follow(self, job: Job) -> None:
        if self._job is None and job.order.arguments[0] == _VERB and not job.state.is_over:
            self._watch(job)  # it was repeated from the dock of jobs
        elif job is self._job:
            self._show_running()

    def _show_running(self) -> None:
        job = self._job
        self.view.running.setVisible(job is not None)
        self.view.form.setVisible(job is None)
        if job is not None:
            self.view.running.show_job(job)

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        self._show_running()
        if job.state is State.CANCELLED and self._after_stop:
            self._end_last(self._after_stop)
        self._after_stop = None
        self.refresh()

    # What becomes of a run

    def _end_last(self, what: KeepOrDiscard) -> None:
        """Keep or discard the run that was stopped just now, if it got so far."""
        begun = self._begun

        def work(project: Project) -> str:
            from vbert_studio.jobs.run_ends import stopped_since

            run = stopped_since(project, begun)
            return _end(project, run.id, what) if run else tr("It had not learned anything yet")

        self._session.write(work, self._tell)

    def _end_stopped(self, what: KeepOrDiscard) -> None:
        run = self.run
        if run is not None and run.can_keep:
            run_id = run.run.id
            self._session.write(lambda project: _end(project, run_id, what), self._tell)

    @Slot(str)
    def use(self, name: str) -> None:
        """Let a model answer from now on."""

        def work(project: Project) -> str:
            from vbert_studio.jobs.models import use_model

            return tr("{name} answers from now on", name=use_model(project, name).name)

        self._session.write(work, self._tell)

    def _tell(self, text: str) -> None:
        self._session.changed.emit(Changes(frozenset({"checkpoints", "runs"})))
        self.said.emit(text)


def _end(project: Project, run_id: int, what: KeepOrDiscard) -> str:
    """Keep or discard what a run that was stopped had learned, and say so."""
    from vbert_studio.jobs.run_ends import discard_run, keep_run

    if what == "keep":
        return tr("{name} is kept", name=keep_run(project, run_id).name)
    discard_run(project, run_id)
    return tr("What it had learned is discarded")
