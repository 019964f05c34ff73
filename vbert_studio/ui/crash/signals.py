"""Ctrl+C in the terminal, a logout, a closed terminal: the window closes as if a person did it."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class LeaveSignals(QObject):
    """Emits `wanted` when the system asks the program to end.

    Qt's loop keeps Python from hearing signals; the byte that Python writes for each wakes it.
    """

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.settimeout(0)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._wakeup = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _hear) for number in _wanted()}

    def remove(self) -> None:
        """Put everything back as it was."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        self._notifier.setEnabled(False)
        self._heard.close()
        self._told.close()

    @Slot()
    def _read(self) -> None:
        if self._heard.recv(64):
            self.wanted.emit()


def _wanted() -> list[int]:
    """Those that reach the program: `nohup`, or a script in the background, has some ignored."""
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    return [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]


def _hear(_number: int, _frame: object) -> None:
    """Python writes its byte only for signals that have a handler."""
