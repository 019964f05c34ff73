"""Work that only the window's own thread can do, in slices too short to be noticed."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_SLICE_S = 0.005


class InSlices(QObject):
    """Goes through steps of about a millisecond each; `finished` follows the last one.

    The first slice is done at once, so that what is short is done when `begin` returns. The others
    come when the window is idle.
    """

    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self._steps is None

    def begin(self, steps: Iterator[object]) -> None:
        """Do these, and no more of those before."""
        self._steps = steps
        self._idle.start()
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        until = perf_counter() + _SLICE_S
        steps = self._steps
        while steps is not None and perf_counter() < until:
            if next(steps, self) is self:
                self._steps = steps = None
                self._idle.stop()
                self.finished.emit()
