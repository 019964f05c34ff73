"""The status bar: what the program is doing, on what, with what."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from vbert_studio.ui.jobs.job import describe_progress
from vbert_studio.ui.jobs.queue import JobQueue
from vbert_studio.ui.parts.labels import label
from vbert_studio.ui.theme import ICON, Space, Type, font, icon_pixmap, theme
from vbert_studio.ui.translation import tr

_MESSAGE_MS = 6000


class Fact(QWidget):
    """A small icon with a word beside it."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel()
        self._text = label("", Type.CAPTION, "muted")
        self.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.S, 0, Space.XS, 0)
        layout.setSpacing(Space.XS)
        layout.addWidget(self._picture)
        layout.addWidget(self._text)
        theme().changed.connect(self._paint_picture)
        self._paint_picture()
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def say(self, text: str, hint: str = "") -> None:
        """Change the word; an empty one hides everything."""
        self._text.setText(text)
        self.setToolTip(hint)
        self.setVisible(bool(text))

    @Slot()
    def _paint_picture(self) -> None:
        colour = theme().scheme.text_faint
        self._picture.setPixmap(icon_pixmap(self._icon, colour, 14, self.devicePixelRatioF()))


class StatusBar(QStatusBar):
    """Facts on the right, work in progress on the left."""

    jobs_wanted = Signal()

    def __init__(self, queue: JobQueue) -> None:
        super().__init__()
        self._queue = queue
        self.setSizeGripEnabled(False)
        self.read_only = Fact("lock", tr("Read-only"))
        self.codebook = Fact("codebook", tr("Codebook in use"))
        self.model = Fact("model", tr("Model in use"))
        self.device = Fact("device", tr("Device"))
        self.memory = Fact("memory", tr("Memory"))
        for fact in (self.read_only, self.codebook, self.model, self.device, self.memory):
            self.addPermanentWidget(fact)
        self._work = self._make_work()
        queue.changed.connect(self._show_work)
        queue.busy_changed.connect(self._show_work)
        self.messageChanged.connect(self._show_work)

    def _make_work(self) -> QWidget:
        self.work_button = QToolButton()
        self.work_button.setFont(font(Type.CAPTION))
        self.work_button.setToolTip(tr("Show the jobs"))
        self.work_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.work_button.setIconSize(QSize(ICON, ICON))
        self.work_button.clicked.connect(self.jobs_wanted)
        theme().follow_icon(self.work_button, "jobs")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(96)
        self._bar.setAccessibleName(tr("Progress of the jobs"))
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(Space.XS, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(self.work_button)
        layout.addWidget(self._bar)
        layout.addStretch(1)
        row.hide()
        self.addWidget(row, 1)
        return row

    def say(self, text: str) -> None:
        """A passing remark."""
        self.showMessage(text, _MESSAGE_MS)

    @Slot()
    def _show_work(self) -> None:
        running = self._queue.running
        # A remark is drawn in the same place.
        self._work.setVisible(bool(running) and not self.currentMessage())
        if not running:
            return
        job = running[0]
        said = describe_progress(job.progress) if job.progress else tr("starting")
        more = f"  (+{len(running) - 1})" if len(running) > 1 else ""
        self.work_button.setText(f"{job.order.title}: {said}{more}")
        share = job.share
        self._bar.setRange(0, 0 if share is None else 1000)
        self._bar.setValue(0 if share is None else round(1000 * share))
