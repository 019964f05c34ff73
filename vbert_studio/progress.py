"""How long work tells how far it is, and learns that it should stop.

A long function takes a `Monitor`. It opens a stage per file, advances it, and calls `check` often
enough to stop at once. What is told leaves as events: plain frozen records that a terminal bar
draws, a worker prints as one JSON object per line, and the jobs dock shows.
"""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from vbert_studio.errors import CancelledError, StudioError

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class ProgressEvent:
    """Done so far, of how much. `rate` is in units per second, `remaining_s` in seconds."""

    item: str
    done: int
    total: int | None
    unit: str
    rate: float | None
    remaining_s: float | None


@dataclass(frozen=True, slots=True)
class LogEvent:
    """A line for the log of the job."""

    level: Level
    message: str


@dataclass(frozen=True, slots=True)
class LandedEvent:
    """Results are in the project now: which kind (``features``, ``sentences`` ...), which video."""

    what: str
    video_id: int | None = None


@dataclass(frozen=True, slots=True)
class ErrorEvent:
    """One item failed and the work went on, or the work itself failed."""

    kind: str
    message: str
    path: str | None
    remedy: str


Event = ProgressEvent | LogEvent | LandedEvent | ErrorEvent
Sink = Callable[[Event], None]

_EVENTS: dict[str, type[Event]] = {
    "progress": ProgressEvent,
    "log": LogEvent,
    "landed": LandedEvent,
    "error": ErrorEvent,
}
_NAMES: dict[type[Event], str] = {kind: name for name, kind in _EVENTS.items()}


def event_to_line(event: Event) -> str:
    """One JSON object on one line, without the line break."""
    return json.dumps({"event": _NAMES[type(event)], **dataclasses.asdict(event)})


def event_from_line(line: str) -> Event | None:
    """The event of a line, or None when the line is something else (a library's own output)."""
    try:
        fields: dict[str, Any] = json.loads(line)
        return _EVENTS[fields.pop("event")](**fields)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _ignore(_event: Event) -> None:
    """The sink of work that nobody watches."""


def _never() -> bool:
    return False


class Monitor:
    """Handed to a long function: takes its progress and carries the wish to stop.

    Args:
        sink: receives every event, on the thread that does the work.
        cancelled: asked at every `check`; true means stop.
        interval_s: progress events closer together than this are dropped, first and last excepted.
    """

    def __init__(
        self,
        sink: Sink = _ignore,
        cancelled: Callable[[], bool] = _never,
        interval_s: float = 0.1,
    ) -> None:
        self._sink = sink
        self._cancelled = cancelled
        self._interval_s = interval_s

    def check(self) -> None:
        """Raise `CancelledError` if the person wants the work to stop."""
        if self._cancelled():
            raise CancelledError

    def log(self, message: str, level: Level = "info") -> None:
        """Add a line to the log."""
        self._sink(LogEvent(level, message))

    def landed(self, what: str, video_id: int | None = None) -> None:
        """Tell that results of this kind are in the project now."""
        self._sink(LandedEvent(what, video_id))

    def failed(self, error: StudioError) -> None:
        """Tell that one item failed; the work goes on with the others."""
        self._sink(ErrorEvent(**error.as_json()))  # type: ignore[arg-type]

    @contextmanager
    def stage(self, item: str, total: int | None, unit: str, *, done: int = 0) -> Iterator[Stage]:
        """Open a stage of `total` units, `done` of which were there before."""
        stage = Stage(self, item, total, unit, done)
        stage.tell()
        yield stage
        stage.tell()


class Stage:
    """One counted stretch of work, made by `Monitor.stage`."""

    def __init__(
        self, monitor: Monitor, item: str, total: int | None, unit: str, done: int
    ) -> None:
        self._monitor = monitor
        self._item = item
        self._unit = unit
        self.total = total
        self.done = done
        self._before = done
        self._started = time.monotonic()
        self._told = 0.0

    def advance(self, count: int = 1) -> None:
        """`count` more units are done. Raises `CancelledError` when the work should stop."""
        self.done += count
        if time.monotonic() - self._told >= self._monitor._interval_s:  # noqa: SLF001 - one module
            self.tell()
        self._monitor.check()

    def tell(self) -> None:
        """Send the present state, throttled or not."""
        self._told = time.monotonic()
        elapsed = self._told - self._started
        fresh = self.done - self._before
        rate = fresh / elapsed if fresh and elapsed > 0 else None
        left = None
        if rate is not None and self.total is not None:
            left = max(0, self.total - self.done) / rate
        self._monitor._sink(  # noqa: SLF001 - one module
            ProgressEvent(self._item, self.done, self.total, self._unit, rate, left)
        )
