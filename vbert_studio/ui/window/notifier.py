"""A message of the system at the end of a long job, for a person who is looking elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QStandardPaths, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from vbert_studio.settings import known
from vbert_studio.ui.jobs.job import Job, State, describe
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.settings import settings
from vbert_studio.ui.translation import tr

Tell = Callable[[str, str], None]
_SHOWN_MS = 8_000


class JobNotifier(QObject):
    """Tells of jobs that took long, unless the window is in front.

    Args:
        tell: shows a title and a text, as the system does.
        now: a clock in seconds.
    """

    def __init__(
        self,
        queue: JobQueue,
        window: QWidget,
        tell: Tell | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._now = now
        self._tell = tell or SystemMessages(self).show
        self._began: dict[Job, float] = {}
        queue.changed.connect(self._on_changed)
        queue.ended.connect(self._on_ended)

    @Slot(object)
    def _on_changed(self, job: Job) -> None:
        if job.state is State.RUNNING:
            self._began.setdefault(job, self._now())

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        began = self._began.pop(job, None)
        if began is None or job.state is State.CANCELLED or self._window.isActiveWindow():
            return
        long_s = settings().value(known.NOTIFY_AFTER)
        if settings().value(known.NOTIFY) and self._now() - began >= long_s:
            QApplication.alert(self._window)
            self._tell(_title(job), describe(job))


def _title(job: Job) -> str:
    if job.state is State.DONE:
        return tr("Done: {job}", job=job.order.title)
    return tr("Not done: {job}", job=job.order.title)


class SystemMessages(QObject):
    """The system's messages: by the desktop's own program where there is one, else by the tray."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tray: QSystemTrayIcon | None = None

    def show(self, title: str, text: str) -> None:
        """Show a message; nothing happens on a system without any."""
        program = QStandardPaths.findExecutable("notify-send")
        if program:
            QProcess.startDetached(program, ["--app-name=VBERT Studio", "--", title, text])
        elif QSystemTrayIcon.isSystemTrayAvailable():
            icon = QApplication.windowIcon()
            self._tray = self._tray or QSystemTrayIcon(icon, self)
            self._tray.show()
            self._tray.showMessage(title, text, icon, _SHOWN_MS)
