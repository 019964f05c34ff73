"""One job in the dock: title, progress, and buttons for what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from vbert_studio.ui.jobs.job import Job, State, describe
from vbert_studio.ui.parts.labels import ElidedLabel, Tone, hairline, icon_button, label, set_tone
from vbert_studio.ui.theme import Space, Type, font

_TONES: dict[State, Tone] = {
    State.DONE: "good",
    State.PARTLY: "attention",
    State.FAILED: "danger",
}
_LOG_HEIGHT = 120


class JobRow(QWidget):
    """Follows a job and lets a person stop, repeat and understand it."""

    retry_wanted = Signal(object)  # Job

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job
        self._title = ElidedLabel(job.order.title, Type.STRONG)
        self._detail = label("", Type.CAPTION, "muted", wrap=True)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(job.order.title)
        self._log = QPlainTextEdit(readOnly=True)
        self._log.setFont(font(Type.CODE))
        self._log.setFixedHeight(_LOG_HEIGHT)
        self._log.hide()
        self._log.setAccessibleName(f"Log of {job.order.title}")
        self._shown = 0
        self.cancel_button = icon_button("cancel", "Stop this job", job.cancel)
        self.retry_button = icon_button("retry", "Do it again", self._retry)
        self.copy_button = icon_button("copy", "Copy the command line", self._copy)
        self.log_button = icon_button("log", "Show the log")
        self.log_button.setCheckable(True)
        self.log_button.toggled.connect(self._show_log)
        self._lay_out()
        job.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._title, 1)
        for part in (self.log_button, self.copy_button, self.retry_button, self.cancel_button):
            head.addWidget(part)
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.M, Space.S, Space.S, Space.M)
        inner.setSpacing(Space.XS)
        inner.addLayout(head)
        inner.addWidget(self._bar)
        inner.addWidget(self._detail)
        inner.addWidget(self._log)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(inner)
        layout.addWidget(hairline())

    @property
    def detail_text(self) -> str:
        """What is said below the title."""
        return self._detail.text()

    @Slot()
    def refresh(self) -> None:
        """Show where the job is."""
        job = self.job
        share = job.share
        running = job.state is State.RUNNING
        self._bar.setVisible(running)
        self._bar.setRange(0, 0 if share is None else 1000)
        self._bar.setValue(0 if share is None else round(1000 * share))
        self._detail.setText(self._said())
        set_tone(self._detail, _TONES.get(job.state, "muted"))
        self.cancel_button.setVisible(not job.state.is_over)
        self.retry_button.setVisible(job.state.is_over and job.state is not State.DONE)
        if self._log.isVisible():
            self._fill_log()

    def _said(self) -> str:
        progress = self.job.progress
        item = progress.item if progress and self.job.state is State.RUNNING else ""
        text = describe(self.job)
        return f"{item}\n{text}" if item else text

    @Slot(bool)
    def _show_log(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        self._log.setVisible(shown)
        self._fill_log()

    def _fill_log(self) -> None:
        lines = list(self.job.log)
        text = "\n".join([f"$ {self.job.command_line}", *lines])
        if len(text) != self._shown:
            self._shown = len(text)
            self._log.setPlainText(text)
            self._log.verticalScrollBar().setValue(self._log.verticalScrollBar().maximum())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.job.command_line)

    def _retry(self) -> None:
        self.retry_wanted.emit(self.job)
