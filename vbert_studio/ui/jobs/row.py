"""One job in the dock: title, progress, and buttons for what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.ui.jobs.job import Job, State, describe
from vbert_studio.ui.parts.labels import (
    ElidedLabel,
    Tone,
    hairline,
    icon_button,
    label,
    set_tone,
)
from vbert_studio.ui.theme import Scheme, Space, Type, font, icon_pixmap, theme
from vbert_studio.ui.translation import told, tr

_TONES: dict[State, Tone] = {
    State.PARTLY: "attention",
    State.INTERRUPTED: "attention",
    State.FAILED: "danger",
}
_LOG_HEIGHT = 120
_SIGN = 16


class JobRow(QWidget):
    """Follows a job and lets a person stop, repeat and understand it. One line when it is done."""

    retry_wanted = Signal(object)  # Job

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job
        self._sign = QLabel()
        self._title = ElidedLabel(job.order.title, Type.STRONG)
        self._detail = label("", Type.CAPTION, "muted", wrap=True)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(job.order.title)
        self._log = self._make_log()
        self._shown = ""
        interrupted = job.state is State.INTERRUPTED
        stop = tr("Do not go on with it") if interrupted else tr("Stop this job")
        again = tr("Go on with it") if interrupted else tr("Do it again")
        self.cancel_button = icon_button("cancel", stop, job.cancel)
        self.retry_button = icon_button("retry", again, self._retry)
        self.copy_button = icon_button("copy", tr("Copy the command line"), self._copy)
        self.log_button = icon_button("log", tr("Show the log"))
        self.log_button.setCheckable(True)
        self.log_button.toggled.connect(self._show_log)
        self._lay_out()
        job.changed.connect(self.refresh)
        theme().changed.connect(self._paint_sign)
        self.refresh()

    def _make_log(self) -> QPlainTextEdit:
        view = QPlainTextEdit(readOnly=True)
        view.setFont(font(Type.CODE))
        view.setFixedHeight(_LOG_HEIGHT)
        view.setAccessibleName(tr("Log of {title}", title=self.job.order.title))
        view.hide()
        return view

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._sign)
        head.addSpacing(Space.S)
        head.addWidget(self._title, 1)
        for part in (self.log_button, self.copy_button, self.retry_button, self.cancel_button):
            head.addWidget(part)
        below = QVBoxLayout()
        below.setContentsMargins(_SIGN + Space.S, 0, Space.S, 0)
        below.setSpacing(Space.XS)
        for widget in (self._bar, self._detail, self._log):
            below.addWidget(widget)
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.M, Space.XS, Space.XS, Space.XS)
        inner.setSpacing(Space.XS)
        inner.addLayout(head)
        inner.addLayout(below)
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
        self._bar.setVisible(job.state is State.RUNNING)
        self._bar.setRange(0, 0 if share is None else 1000)
        self._bar.setValue(0 if share is None else round(1000 * share))
        self._detail.setText(self._said())
        self._detail.setVisible(job.state not in (State.DONE, State.WAITING))
        set_tone(self._detail, _TONES.get(job.state, "muted"))
        self.cancel_button.setVisible(job.state.is_unfinished)
        self.cancel_button.setEnabled(not job.is_stopping)
        self.retry_button.setVisible(job.state.is_over and job.state is not State.DONE)
        self.setToolTip(describe(job))
        self._paint_sign()
        if self._log.isVisible():
            self._fill_log()

    def _said(self) -> str:
        progress = self.job.progress
        item = told(progress.item) if progress and self.job.state is State.RUNNING else ""
        text = describe(self.job)
        return f"{item}\n{text}" if item else text

    @Slot()
    def _paint_sign(self) -> None:
        name, colour = _sign(self.job.state, theme().scheme)
        self._sign.setPixmap(icon_pixmap(name, colour, _SIGN, self.devicePixelRatioF()))
        self._sign.setFixedSize(QSize(_SIGN, _SIGN))

    @Slot(bool)
    def _show_log(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        self._log.setVisible(shown)
        self._fill_log()

    def _fill_log(self) -> None:
        text = "\n".join([f"$ {self.job.command_line}", *self.job.log])
        if text != self._shown:
            self._shown = text
            self._log.setPlainText(text)
            self._log.verticalScrollBar().setValue(self._log.verticalScrollBar().maximum())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.job.command_line)

    def _retry(self) -> None:
        self.retry_wanted.emit(self.job)


def _sign(state: State, scheme: Scheme) -> tuple[str, QColor]:
    match state:
        case State.WAITING:
            return "clock", scheme.text_faint
        case State.RUNNING:
            return "jobs", scheme.accent
        case State.DONE:
            return "done", scheme.good
        case State.PARTLY | State.INTERRUPTED:
            return "attention", scheme.attention
        case State.FAILED:
            return "error", scheme.danger
        case State.CANCELLED:
            return "cancel", scheme.text_faint
