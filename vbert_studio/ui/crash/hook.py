"""Catches what nothing else caught, in every thread, writes it down and shows it once."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.ui.crash import report


class CrashHook(QObject):
    """Takes the place of `sys.excepthook` and `threading.excepthook` until `remove`.

    `caught` is emitted in the window's thread with the text and where it was written.
    """

    caught = Signal(str, object)
    _raised = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = (sys.excepthook, threading.excepthook)
        self._showing = False
        self._raised.connect(self._tell)

    def install(self) -> None:
        """Start catching."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Put the hooks back as they were."""
        sys.excepthook, threading.excepthook = self._before

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        text = report.text_of(kind, error, trace)
        report.say(text)
        self._raised.emit(text, report.write(text))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(str, object)
    def _tell(self, text: str, path: Path | None) -> None:
        """Once at a time: a bug in painting comes back with every frame."""
        if self._showing:
            return
        self._showing = True
        try:
            self.caught.emit(text, path)
        finally:
            self._showing = False
