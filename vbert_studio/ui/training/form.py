"""What to learn from, with which model to begin, and the button that starts it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.project.pairs import PairCounts
from vbert_studio.ui.parts.labels import button, icon_button, label, set_tone
from vbert_studio.ui.parts.numbers import padded
from vbert_studio.ui.theme import CONTROL_HEIGHT, Space, Type
from vbert_studio.ui.training.state import TrainingState
from vbert_studio.ui.translation import tr

_SCOPES = (tr("All judged pairs"), tr("What the pairs panel filters"), tr("The open video's pairs"))
_FEWEST = 4
_NARROWEST = 92


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to be trained.

    Attributes:
        model: to begin with.
        held_out: share of the pairs.
        steps: 0 lets the pairs decide.
        rate: in hundred-thousandths.
    """

    model: str
    held_out: float
    steps: int
    rate: float


class TrainingForm(QWidget):
    """Says what a person wants; all but the model to begin with can be folded away."""

    started = Signal(object)  # Wish
    scope_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = QComboBox()
        self.model.setAccessibleName(tr("Model to begin with"))
        self.scope = QComboBox()
        self.scope.setAccessibleName(tr("Pairs to learn from"))
        self.scope.addItems(list(_SCOPES))
        self.scope.currentIndexChanged.connect(self.scope_changed)
        self.held_out = QSpinBox(minimum=5, maximum=80, value=20, singleStep=5, suffix=" %")
        self.held_out.setAccessibleName(tr("Share of the pairs that is held out"))
        self.held_out.setToolTip(
            tr("Both models are judged by these pairs, which neither is taught")
        )
        self.steps = QSpinBox(minimum=0, maximum=100_000, singleStep=50)
        self.steps.setSpecialValueText(tr("automatic"))
        self.steps.setAccessibleName(tr("Steps"))
        self.steps.setToolTip(tr("0 looks at every pair some 20 times"))
        self.rate = QDoubleSpinBox(
            minimum=0.1, maximum=500, value=3, decimals=1, singleStep=0.5, suffix=" × 10⁻⁵"
        )
        self.rate.setAccessibleName(tr("Learning rate in hundred-thousandths"))
        self.rate.setToolTip(tr("The learning rate at its highest; a smaller one forgets less"))
        self.note = label("", Type.CAPTION, "muted", wrap=True)
        self.start = button(tr("Fine-tune"), primary=True)
        self.start.setEnabled(False)  # until it is known what with
        self.start.clicked.connect(self._start)
        self.more = icon_button("settings", tr("What it learns from, and how"))
        self.more.setCheckable(True)
        for number in (self.held_out, self.steps, self.rate):
            number.setFixedHeight(CONTROL_HEIGHT)
            padded(number)
        for field in (self.model, self.scope, self.held_out, self.steps, self.rate):
            field.setMinimumWidth(_NARROWEST)
        self._lay_out()
        self.more.toggled.connect(self._details.setVisible)
        self.more.setChecked(True)

    def _lay_out(self) -> None:
        titles = [
            (tr("Begin with"), self.model),
            (tr("Learn from"), self.scope),
            (tr("Held out"), self.held_out),
            (tr("Steps"), self.steps),
            (tr("Rate"), self.rate),
        ]
        named = [(_said(title, field), field) for title, field in titles]
        wide = max(name.sizeHint().width() for name, _ in named)
        first, self._details = QHBoxLayout(), QWidget()
        details = QGridLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(Space.S)
        first.setSpacing(Space.S)
        for row, (name, field) in enumerate(named):
            name.setMinimumWidth(wide)
            if row:
                details.addWidget(name, row, 0)
                details.addWidget(field, row, 1)
        first.addWidget(named[0][0])
        first.addWidget(self.model, 1)
        first.addWidget(self.more)
        details.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.M, Space.M)
        layout.setSpacing(Space.S)
        layout.addLayout(first)
        layout.addWidget(self._details)
        last = QHBoxLayout()
        last.setSpacing(Space.S)
        last.addWidget(self.note, 1)
        last.addWidget(self.start)
        layout.addLayout(last)

    def show_state(self, state: TrainingState, *, writable: bool) -> None:
        """Offer the models there are, and say what the pairs are good for."""
        chosen = self.model.currentText() or state.current
        names = [row.name for row in state.models]
        if names != [self.model.itemText(n) for n in range(self.model.count())]:
            self.model.clear()
            self.model.addItems(names)
            self.model.setCurrentText(chosen if chosen in names else state.current or "")
        why_not = _why_not(names, state.counts)
        self.note.setText(why_not or _sentence(state.counts))
        set_tone(self.note, "attention" if why_not else "muted")
        self.start.setEnabled(writable and not why_not)

    def _start(self) -> None:
        wish = Wish(
            self.model.currentText(),
            self.held_out.value() / 100,
            self.steps.value(),
            self.rate.value() * 1e-5,
        )
        self.started.emit(wish)


def _said(title: str, field: QWidget) -> QLabel:
    result = label(title, tone="muted")
    result.setBuddy(field)
    return result


def _sentence(counts: PairCounts) -> str:
    text = tr(
        "{aligned:,} aligned and {not_aligned:,} not aligned pairs.",
        aligned=counts.aligned,
        not_aligned=counts.not_aligned,
    )
    if not counts.not_aligned:
        more = tr("Sentences with the stretch of another one stand in for the others.")
        return f"{text} {more}"
    return text


def _why_not(models: list[str], counts: PairCounts) -> str:
    if not models:
        return tr("This project has no model yet: train one with “vbert-studio pretrain” first.")
    if not counts.aligned or counts.aligned + counts.not_aligned < _FEWEST:
        return tr("Judge some pairs first, aligned and not aligned: that is what is learned.")
    return ""
