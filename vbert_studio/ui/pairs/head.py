"""Above the table: which pairs, and a menu with the rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from vbert_studio.project.pairs import Judgement, PairFilter
from vbert_studio.ui.parts.escape import asks_for_escape
from vbert_studio.ui.parts.labels import icon_button
from vbert_studio.ui.theme import Space
from vbert_studio.ui.translation import tr

_JUDGED = frozenset(Judgement) - {Judgement.NONE}
_CHOICES: tuple[tuple[str, frozenset[Judgement]], ...] = (
    (tr("All"), frozenset()),
    (tr("Not judged"), frozenset({Judgement.NONE})),
    (tr("Judged"), _JUDGED),
    (tr("Aligned"), frozenset({Judgement.ALIGNED})),
    (tr("Not aligned"), frozenset({Judgement.NOT_ALIGNED})),
    (tr("Unsure"), frozenset({Judgement.UNSURE})),
)
_UNJUDGED = 1


class PairHead(QWidget):
    """Says what a person wants to see."""

    changed = Signal()
    down_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = QLineEdit(placeholderText=tr("Filter pairs"), clearButtonEnabled=True)
        self.text.setAccessibleName(tr("Filter pairs by the words of their text or note"))
        self.text.textChanged.connect(self.changed)
        self.text.installEventFilter(self)
        self.judged = QComboBox()
        self.judged.setAccessibleName(tr("Filter pairs by judgement"))
        self.judged.addItems([title for title, _ in _CHOICES])
        self.judged.currentIndexChanged.connect(self.changed)
        self.here = icon_button("video", tr("Only pairs of the open video"))
        self.here.setCheckable(True)
        self.here.toggled.connect(self.changed)
        self.more = icon_button("more", tr("Sort, export, import and more"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        layout.setSpacing(Space.XS)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.judged)
        layout.addWidget(self.here)
        layout.addWidget(self.more)

    def filter_for(self, video_id: int | None) -> PairFilter:
        """What is wanted while this video is open."""
        here = video_id if self.here.isChecked() else None
        return PairFilter(self.text.text().strip(), _CHOICES[self.judged.currentIndex()][1], here)

    @property
    def is_filtering(self) -> bool:
        """Whether anything may be left out."""
        narrowed = self.judged.currentIndex() > 0 or self.here.isChecked()
        return narrowed or bool(self.text.text().strip())

    def toggle_unjudged(self) -> None:
        """Only what nobody judged, or all."""
        is_on = self.judged.currentIndex() == _UNJUDGED
        self.judged.setCurrentIndex(0 if is_on else _UNJUDGED)

    def clear(self) -> None:
        """Leave nothing out."""
        self.text.clear()
        self.judged.setCurrentIndex(0)
        self.here.setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """From the filter box, Down goes to the table and Escape empties the box."""
        if asks_for_escape(event) and self.text.text():
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
                self.down_pressed.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.text.text():
                self.text.clear()
                return True
        return super().eventFilter(watched, event)
