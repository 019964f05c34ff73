"""One job: a worker process and what it said so far, for the window's thread."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.errors import StudioError
from vbert_studio.jobs.worker import Worker
from vbert_studio.jobs.worker_end import WorkerEnd
from vbert_studio.progress import ErrorEvent, Event, LandedEvent, LogEvent, ProgressEvent
from vbert_studio.ui.parts.wire import Wire
from vbert_studio.ui.translation import number_text, told, told_error, tr

_LOG_LINES = 2000


class State(StrEnum):
    """Where a job is in its life."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    PARTLY = "partly"  # some items failed, the others are done
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"  # the program ended while it ran or waited

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self not in (State.WAITING, State.RUNNING)

    @property
    def is_unfinished(self) -> bool:
        """Whether it is still to be done, by itself or by a person's word."""
        return not self.is_over or self is State.INTERRUPTED

    @property
    def is_useful(self) -> bool:
        """Whether jobs that build on this one can go on."""
        return self in (State.DONE, State.PARTLY)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done.

    Attributes:
        title: what the jobs dock shows.
        arguments: what is typed after ``vbert-studio``.
        lane: jobs of one lane run one after the other.
        stage: what the library says of a video while this works on it.
    """

    title: str
    arguments: tuple[str, ...]
    lane: str
    stage: str = ""


class Job(QObject):
    """An order on its way. `changed` follows every event, `ended` comes once.

    Args:
        order: what is to be done.
        after: the jobs that it builds on.
        state: where it begins: waiting, or interrupted the last time.
    """

    changed = Signal()
    ended = Signal()
    landed = Signal(str, object)  # what, video id or None

    def __init__(
        self,
        order: Order,
        after: tuple[Job, ...] = (),
        parent: QObject | None = None,
        *,
        state: State = State.WAITING,
    ) -> None:
        super().__init__(parent)
        self.order = order
        self.after = after
        self.state = state
        self.is_stopping = False
        self.progress: ProgressEvent | None = None
        self.error: StudioError | None = None
        self.log: deque[str] = deque(maxlen=_LOG_LINES)
        wire = Wire()
        wire.told.connect(self._hear)
        self._worker = Worker(order.arguments, wire.tell, wire.tell)

    @property
    def command_line(self) -> str:
        """The line that does the same in a shell."""
        return self._worker.command_line

    @property
    def share(self) -> float | None:
        """How much is done, 0 .. 1; None while that is not known."""
        if self.state.is_useful:
            return 1.0
        if self.progress is None or not self.progress.total:
            return None
        return min(1.0, self.progress.done / self.progress.total)

    def start(self) -> None:
        """Start the worker."""
        self.state = State.RUNNING
        self.changed.emit()
        self._worker.start()

    def cancel(self) -> None:
        """Stop it, or never start it."""
        if self.state in (State.WAITING, State.INTERRUPTED):
            self._finish(State.CANCELLED)
        elif self.state is State.RUNNING and not self.is_stopping:  # twice would break it off
            self.is_stopping = True
            self._worker.cancel()
            self.changed.emit()

    def give_up(self) -> None:
        """A job that this one builds on did not come to a good end."""
        self._finish(State.CANCELLED)

    def see_off(self) -> Worker:
        """Be done with a job that runs, and was cancelled; it ends by itself."""
        self._finish(State.CANCELLED)
        return self._worker

    @Slot(object)
    def _hear(self, news: Event | WorkerEnd) -> None:
        if self.state is not State.RUNNING:
            return  # it was seen off
        if isinstance(news, WorkerEnd):
            self._on_end(news)
        else:
            self._on_event(news)

    def _on_event(self, event: Event) -> None:
        match event:
            case ProgressEvent():
                self.progress = event
            case LogEvent():
                self.log.append(event.message)
            case ErrorEvent():
                self.log.append(f"{event.message} {event.remedy}".strip())
            case LandedEvent():
                self.landed.emit(event.what, event.video_id)
        self.changed.emit()

    def _on_end(self, end: WorkerEnd) -> None:
        self.error = None if end.error is None else told_error(end.error)
        if end.cancelled:
            self._finish(State.CANCELLED)
        elif end.error is None:
            self._finish(State.DONE)
        else:
            self.log.append(str(self.error))
            self._finish(State.PARTLY if end.result else State.FAILED)

    def _finish(self, state: State) -> None:
        self.state = state
        self.changed.emit()
        self.ended.emit()


def describe(job: Job) -> str:
    """One line on how far a job is: ``12 of 28 clips · 4.1 per s · 4 s left``."""
    match job.state:
        case State.WAITING:
            return tr("Waiting")
        case State.DONE:
            return tr("Done")
        case State.CANCELLED:
            return tr("Stopped; what was finished is kept")
        case State.INTERRUPTED:
            return tr("Interrupted; what was finished is kept")
        case State.FAILED | State.PARTLY:
            return str(job.error)
        case State.RUNNING:
            if job.is_stopping:
                return tr("Stopping; what is finished is kept")
            if job.progress is not None:
                return describe_progress(job.progress)
            return job.log[-1] if job.log else tr("Starting")


def describe_progress(event: ProgressEvent) -> str:
    """How much of how much, how fast, and how long still."""
    parts = [describe_amount(event)]
    if event.rate is not None:
        parts.append(tr("{rate} per s", rate=_rate(event.rate)))
    if event.remaining_s is not None and event.total is not None and event.done < event.total:
        parts.append(tr("{time} left", time=_duration(event.remaining_s)))
    return " · ".join(parts)


def describe_amount(event: ProgressEvent) -> str:
    """How much of how much: ``12 of 28 clips``."""
    done, unit = _number(event.done), told(event.unit)
    if event.total is None:
        return f"{done} {unit}"
    return tr("{done} of {total} {unit}", done=done, total=_number(event.total), unit=unit)


def _number(value: float) -> str:
    return number_text(value, ",.0f" if float(value).is_integer() else ",.1f")


def _rate(rate: float) -> str:
    return number_text(rate, ",.0f" if rate >= 10 else ".1f")


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
