"""Below the table: the three judgements as buttons with their keys, and how far one is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.project.pairs import Judgement, PairCounts
from vbert_studio.ui.pairs.signs import colour_of, sign_of
from vbert_studio.ui.parts.labels import button, hairline, label
from vbert_studio.ui.theme import Space, Type, theme
from vbert_studio.ui.translation import tr

_NARROWEST = 56  # of a button: its sign and its key
_ASKED = (Judgement.ALIGNED, Judgement.NOT_ALIGNED, Judgement.UNSURE)


class PairFoot(QWidget):
    """Says what a person wants, and shows counts."""

    judged = Signal(object)  # Judgement

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {judgement: self._button(judgement) for judgement in _ASKED}
        self.progress = label("", Type.CAPTION, "muted")
        self.pace = label("", Type.CAPTION, "muted")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(tr("Judged pairs"))
        self._with_names = 0  # pixels, once they were measured
        self._is_terse = False
        self._lay_out()
        theme().changed.connect(self._paint)
        self._paint()

    def _button(self, judgement: Judgement) -> QPushButton:
        sign = sign_of(judgement)
        result = button(_named(judgement))
        result.setMinimumWidth(_NARROWEST)
        result.setAccessibleName(tr("{title}, key {key}", title=sign.title, key=sign.key))
        result.setToolTip(
            tr("Judge the chosen pairs “{title}” and go on ({key})", title=sign.title, key=sign.key)
        )
        result.clicked.connect(partial(self.judged.emit, judgement))
        return result

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        for one in self.buttons.values():
            buttons.addWidget(one)
        self._far = QWidget()
        said = QHBoxLayout()
        said.addWidget(self.progress)
        said.addStretch(1)
        said.addWidget(self.pace)
        far = QVBoxLayout(self._far)
        far.setContentsMargins(0, 0, 0, Space.XS)
        far.setSpacing(Space.S)
        far.addWidget(self.bar)
        far.addLayout(said)
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        inner.setSpacing(Space.S)
        inner.addLayout(buttons)
        inner.addWidget(self._far)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(hairline())
        layout.addLayout(inner)

    def _paint(self) -> None:
        scheme = theme().scheme
        for judgement, one in self.buttons.items():
            sign = sign_of(judgement)
            one.setIcon(theme().icon(sign.icon, colour_of(judgement, scheme)))

    @property
    def spare(self) -> int:
        """How much lower it gets by being brief; nothing while it is."""
        hidden = self.isHidden() or self._far.isHidden()
        return 0 if hidden else self._far.minimumSizeHint().height() + Space.S

    def set_brief(self, *, brief: bool) -> None:
        """Whether only the judgements are offered, and not said how far one is."""
        self._far.setVisible(not brief)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The names of the judgements stand there where all of them do; the tool tips have them."""
        super().resizeEvent(event)
        terse = self.width() < self.width_with_names
        if terse != self._is_terse:
            self._is_terse = terse
            for judgement, one in self.buttons.items():
                one.setText(sign_of(judgement).key if terse else _named(judgement))

    @property
    def width_with_names(self) -> int:
        """The width from which on all names can be read."""
        if not self._with_names:
            for one in self.buttons.values():
                one.ensurePolished()
            hints = [one.sizeHint().width() for one in self.buttons.values()]
            self._with_names = sum(hints) + (len(hints) - 1) * Space.S + 2 * Space.M
        return self._with_names

    def set_writable(self, *, writable: bool) -> None:
        """Whether anything can be judged."""
        for one in self.buttons.values():
            one.setEnabled(writable)

    def show_counts(self, counts: PairCounts, pace: str) -> None:
        """How many of how many, and how fast."""
        self.bar.setRange(0, max(1, counts.total))
        self.bar.setValue(counts.judged)
        self.progress.setText(
            tr("{judged:,} of {total:,} judged", judged=counts.judged, total=counts.total)
        )
        self.progress.setToolTip(
            tr(
                "{aligned:,} aligned, {not_aligned:,} not aligned, {unsure:,} unsure",
                aligned=counts.aligned,
                not_aligned=counts.not_aligned,
                unsure=counts.unsure,
            )
        )
        self.pace.setText(pace)
        self.pace.setAlignment(Qt.AlignmentFlag.AlignRight)


def _named(judgement: Judgement) -> str:
    sign = sign_of(judgement)
    return f"{sign.title}  {sign.key}"
