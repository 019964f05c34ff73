"""Which job runs when: one at a time per lane, each after those it builds on."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.jobs.worker import Worker
from vbert_studio.ui.jobs.job import Job, Order, State
from vbert_studio.ui.jobs.remembered import Remembered

_LAST_WAIT_S = 5.0


class JobQueue(QObject):
    """Every job of this window, oldest first.

    `landed(what, video_id)` tells that results are in the project, `busy_changed` that the first
    job started or the last one ended, `leaving` that all are about to be stopped for good.
    """

    added = Signal(object)  # Job
    removed = Signal(object)  # Job
    changed = Signal(object)  # Job
    landed = Signal(str, object)
    ended = Signal(object)  # Job
    busy_changed = Signal(bool)
    leaving = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs: list[Job] = []
        self._ending: list[Worker] = []  # of projects that were closed
        self._was_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether any job runs or waits."""
        return any(not job.state.is_over for job in self.jobs)

    @property
    def running(self) -> list[Job]:
        """The jobs that run right now."""
        return [job for job in self.jobs if job.state is State.RUNNING]

    def add(self, order: Order, after: Iterable[Job] = ()) -> Job:
        """Take an order; it starts as soon as its lane is free and `after` are done."""
        job = Job(order, tuple(after), self)
        self._take_in(job)
        self._advance()
        return job

    def recall(self, orders: Iterable[Remembered]) -> list[Job]:
        """Show jobs that were interrupted the last time; `retry` goes on with one."""
        recalled: list[Job] = []
        for one in orders:
            after = tuple(recalled[place] for place in one.after)
            job = Job(one.order, after, self, state=State.INTERRUPTED)
            recalled.append(job)
            self._take_in(job)
        return recalled

    def retry(self, job: Job) -> None:
        """The same order again, in place of a job that is over, and those that build on it.

        What was interrupted before it, and it builds on, comes first.
        """
        again = self._with_relatives(job)
        new: dict[Job, Job] = {}
        for old in [one for one in self.jobs if one in again]:  # each behind what it builds on
            after = tuple(new.get(a, a) for a in old.after if a in new or not a.state.is_over)
            new[old] = Job(old.order, after, self)
            self._remove(old)
            self._take_in(new[old])
        self._advance()

    def go_on(self) -> None:
        """Do everything that was interrupted."""
        while interrupted := [job for job in self.jobs if job.state is State.INTERRUPTED]:
            self.retry(interrupted[0])

    def _with_relatives(self, job: Job) -> set[Job]:
        """A job, what was interrupted before it, and what was given up with any of these."""
        found, new = set[Job](), {job}
        while new:
            found |= new
            before = {b for one in new for b in one.after if b.state is State.INTERRUPTED}
            behind = {other for other in self.jobs if new.intersection(other.after)}
            lost = {b for b in behind if b.state in (State.CANCELLED, State.INTERRUPTED)}
            new = (before | lost) - found
        return found

    def clear_ended(self) -> None:
        """Forget the jobs that are over."""
        for job in [job for job in self.jobs if job.state.is_over]:
            self._remove(job)

    def cancel_all(self) -> None:
        """Stop what runs and what waits."""
        for job in reversed(self.jobs):
            job.cancel()

    def leave(self) -> None:
        """Stop everything and forget it; the processes end behind that."""
        self.leaving.emit()
        running = self.running
        self.cancel_all()
        self._ending = [worker for worker in self._ending if worker.is_running]
        self._ending += [job.see_off() for job in running]
        self.clear_ended()

    def shut_down(self) -> None:
        """Stop everything and wait for the processes, so that none outlives the window."""
        self.leave()
        until = time.monotonic() + _LAST_WAIT_S
        for worker in self._ending:
            # One that takes longer ends by itself, as its lifeline is cut.
            with suppress(TimeoutError):
                worker.wait(max(0.0, until - time.monotonic()))

    def _take_in(self, job: Job) -> None:
        job.changed.connect(self._on_changed)
        job.ended.connect(self._on_ended)
        job.landed.connect(self.landed)
        self.jobs.append(job)
        self.added.emit(job)

    def _remove(self, job: Job) -> None:
        self.jobs.remove(job)
        self.removed.emit(job)
        job.deleteLater()

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit(self.sender())

    @Slot()
    def _on_ended(self) -> None:
        self.ended.emit(self.sender())
        self._advance()

    def _advance(self) -> None:
        """Start what can start, give up what cannot any more."""
        for job in list(self.jobs):
            if job.state is not State.WAITING:
                continue
            if any(a.state.is_over and not a.state.is_useful for a in job.after):
                job.give_up()  # whose news may start others: lanes are looked at anew for each
            elif self._is_free(job.order.lane) and all(a.state.is_useful for a in job.after):
                job.start()
        if self.is_busy != self._was_busy:
            self._was_busy = self.is_busy
            self.busy_changed.emit(self._was_busy)

    def _is_free(self, lane: str) -> bool:
        return all(job.order.lane != lane for job in self.running)
