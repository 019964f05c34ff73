"""The run that goes on: how far it is, and two ways to end it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from vbert_studio.ui.jobs.job import Job, describe
from vbert_studio.ui.parts.button_row import ButtonRow
from vbert_studio.ui.parts.labels import button, label
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr


class RunningBox(QWidget):
    """Follows a job; says what a person wants."""

    keep_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", Type.STRONG)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(tr("Training"))
        self.detail = label("", Type.CAPTION, "muted", wrap=True)
        self.keep_button = button(tr("Stop and keep"))
        self.keep_button.setToolTip(tr("Stop; what was learned becomes a model of its own"))
        self.keep_button.clicked.connect(self.keep_wanted)
        self.discard_button = button(tr("Stop and discard"))
        self.discard_button.setToolTip(tr("Stop; what was learned is forgotten, the curves stay"))
        self.discard_button.clicked.connect(self.discard_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.M, Space.M)
        layout.setSpacing(Space.S)
        layout.addWidget(self._title)
        layout.addWidget(self._bar)
        layout.addWidget(self.detail)
        layout.addWidget(ButtonRow(self.keep_button, self.discard_button))

    def show_job(self, job: Job) -> None:
        """How far it is."""
        self._title.setText(job.order.title)
        share = job.share
        self._bar.setRange(0, 0 if share is None else 1000)
        self._bar.setValue(0 if share is None else round(1000 * share))
        self.detail.setText(describe(job))
        for one in (self.keep_button, self.discard_button):
            one.setEnabled(not job.is_stopping)
