"""Whether a window's event loop keeps going round, and what holds it up where it does not.

A timer beats in the window's thread. How late each beat comes is how long a key or a click would
have waited. A thread beside it looks, while a beat is late, what the window's thread is doing.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from types import FrameType

from PySide6.QtCore import Qt, QTimer

BEAT_MS = 4
_LATE_S = 0.02  # from here on somebody looks what it is
_LOOK_S = 0.003
_DEEP = 7
_OURS = "vbert_studio"
_WAITING = frozenset({"wait", "acquire", "select", "poll", "recv_bytes", "_recv", "_worker", "get"})


@dataclass(slots=True)
class Gap:
    """A time without a beat.

    Attributes:
        ms: how late the beat came.
        cpu_ms: how long the window's thread was at work in it; the rest it waited, for the machine
            or for another thread.
        during: what was being done to the window.
        stacks: what the window's thread was seen at, by how often.
        others: the same of other threads that were not waiting.
    """

    ms: float
    cpu_ms: float
    during: str
    stacks: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)

    def told(self) -> str:
        """For a person: how long, and the stack that was seen most."""
        said = [f"{self.ms:7.1f} ms ({self.cpu_ms:.1f} at work) during {self.during}"]
        said += [f"      {stack}" for stack, _ in self.stacks.most_common(2)]
        said += [f"      beside it: {stack}" for stack, _ in self.others.most_common(1)]
        return "\n".join(said)


class Watch:
    """Watches the thread that makes it, from ``with`` on."""

    def __init__(self) -> None:
        self.late_ms: list[float] = []
        self.gaps: list[Gap] = []
        self.during = "start"
        self._seen: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        self._window = threading.get_ident()
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def __enter__(self) -> Watch:
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self._timer.start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        self._ended.set()
        self._thread.join()

    def forget(self) -> None:
        """Begin anew."""
        self.late_ms.clear()
        self.gaps.clear()

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        late = now - self._last - BEAT_MS / 1000
        self.late_ms.append(max(0.0, late) * 1000)
        if late > _LATE_S:
            gap = Gap(late * 1000, (cpu - self._cpu) * 1000, self.during, *self._seen)
            self.gaps.append(gap)
        self._seen = Counter(), Counter()
        self._last, self._cpu = now, cpu

    def _look(self) -> None:
        own = threading.get_ident()
        while not self._ended.wait(_LOOK_S):
            if time.perf_counter() - self._last < _LATE_S:
                continue
            stacks, others = self._seen
            for thread, place in _places(own):
                (stacks if thread == self._window else others)[place] += 1

    def longest(self, count: int = 20) -> list[Gap]:
        """The longest gaps first; of several with the same stack in the same place only one."""
        found: dict[tuple[str, str], Gap] = {}
        for gap in sorted(self.gaps, key=lambda gap: -gap.ms):
            top = gap.stacks.most_common(1)
            found.setdefault((gap.during, top[0][0] if top else ""), gap)
        return list(found.values())[:count]


def _places(own: int) -> list[tuple[int, str]]:
    """Where each other thread is that is not waiting.

    A function, so that no frame is held when it is left: a frame holds its painter, and a painter
    that outlives the painting breaks the window.
    """
    return [
        (thread, told(frame))
        for thread, frame in sys._current_frames().items()  # noqa: SLF001 - the only way
        if thread != own and frame.f_code.co_name not in _WAITING
    ]


def told(frame: FrameType) -> str:
    """Where a thread is, from the inside out: its innermost line, then those of the program."""
    lines: list[str] = []
    at: FrameType | None = frame
    while at is not None and len(lines) < _DEEP:
        path = at.f_code.co_filename
        if not lines or _OURS in path:
            name = path.rpartition(f"/{_OURS}/")[2] if _OURS in path else path.rpartition("/")[2]
            lines.append(f"{name}:{at.f_lineno} {at.f_code.co_name}")
        at = at.f_back
    return " < ".join(lines)
