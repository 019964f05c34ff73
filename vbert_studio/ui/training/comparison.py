"""The old model beside the new one on the held-out pairs, and the button that chooses."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vbert_studio.ui.parts.labels import Tone, button, hairline, label, set_tone
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.training.state import HELD_OUT, RunState
from vbert_studio.ui.translation import tr

# Name, what a person reads, and whether more is better.
FIGURES = (
    ("accuracy", tr("Accuracy"), True),
    ("auc", tr("AUC"), True),
    ("loss", tr("Loss in nats"), False),
)
_RIGHT = Qt.AlignmentFlag.AlignRight


class Comparison(QWidget):
    """Says what a person wants: keep, discard, or let a model answer."""

    use_wanted = Signal(str)  # the name of a model
    keep_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offered = ""
        self.title = label("", Type.STRONG)
        self.note = label("", Type.CAPTION, "muted", wrap=True)
        self.use_button = button("", primary=True)
        self.use_button.clicked.connect(lambda: self.use_wanted.emit(self._offered))
        self.keep_button = button(tr("Keep what it learned"))
        self.keep_button.clicked.connect(self.keep_wanted)
        self.discard_button = button(tr("Discard"))
        self.discard_button.clicked.connect(self.discard_wanted)
        self._cells = {name: (label(), label(), label()) for name, _, _ in FIGURES}
        self._lay_out()

    def _lay_out(self) -> None:
        table = QGridLayout()
        table.setHorizontalSpacing(Space.M)
        table.setVerticalSpacing(Space.XS)
        # Names of models are long: they break at their hyphens.
        self._heads = [label("", Type.CAPTION, "muted", wrap=True) for _ in range(3)]
        for column, head in enumerate(self._heads):
            head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            table.addWidget(head, 0, column + 1)
        for row, (name, title, _) in enumerate(FIGURES, 1):
            table.addWidget(label(title, tone="muted"), row, 0)
            for column, cell in enumerate(self._cells[name]):
                table.addWidget(cell, row, column + 1, _RIGHT)
        table.setColumnStretch(0, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        for one in (self.use_button, self.keep_button, self.discard_button):
            buttons.addWidget(one, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.M, Space.S, Space.M, Space.M)
        inner.setSpacing(Space.S)
        inner.addWidget(self.title)
        inner.addLayout(table)
        inner.addWidget(self.note)
        inner.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(hairline())
        layout.addLayout(inner)

    def show_run(self, state: RunState, current: str | None, *, writable: bool) -> None:
        """Show what a run brought; nothing where it has no figures of both models."""
        has_both = any(f"{HELD_OUT}{name}" in state.first for name, _, _ in FIGURES)
        is_shown = has_both and state.run.status != "running"
        self.setVisible(is_shown)
        if not is_shown:
            return
        count = int(state.last.get(f"{HELD_OUT}pairs", 0))
        self.title.setText(tr("On {count:,} held-out pairs", count=count))
        texts = (state.start or tr("before"), state.made or state.run.name, "")
        for head, text in zip(self._heads, texts, strict=True):
            head.setText(text)
        better = [self._fill(state, name, more) for name, _, more in FIGURES]
        self.note.setText(_verdict(state, better))
        self._offer(state, current, writable=writable)

    def _fill(self, state: RunState, name: str, more: bool) -> int:  # noqa: FBT001 - of a table
        """A row of the table; 1 for better, -1 for worse, 0 for neither."""
        cells = self._cells[name]
        before = state.first.get(f"{HELD_OUT}{name}")
        after = state.last.get(f"{HELD_OUT}{name}")
        if before is None or after is None:
            for cell in cells:
                cell.setText("–")
            return 0
        gain = (after - before) * (1 if more else -1)
        way = 0 if abs(gain) < 5e-4 else 1 if gain > 0 else -1
        cells[0].setText(f"{before:.3f}")
        cells[1].setText(f"{after:.3f}")
        cells[2].setText((tr("same"), tr("better"), tr("worse"))[way])
        tones: tuple[Tone, Tone, Tone] = ("muted", "good", "danger")
        set_tone(cells[2], tones[way])
        return way

    def _offer(self, state: RunState, current: str | None, *, writable: bool) -> None:
        is_current = state.made is not None and state.made == current
        self._offered = state.start if is_current else state.made or ""
        self.use_button.setText(
            tr("Let {name} answer again", name=self._offered)
            if is_current
            else tr("Let {name} answer", name=self._offered)
        )
        self.use_button.setVisible(state.made is not None and bool(self._offered))
        self.keep_button.setVisible(state.can_keep)
        self.discard_button.setVisible(state.can_keep)
        for one in (self.use_button, self.keep_button, self.discard_button):
            one.setEnabled(writable)

    @property
    def said(self) -> list[str]:
        """Every figure, row by row."""
        rows: list[tuple[QLabel, ...]] = list(self._cells.values())
        return [cell.text() for row in rows for cell in row]


def _verdict(state: RunState, better: list[int]) -> str:
    if state.can_keep:
        return tr("This run was stopped. What it had learned by then is compared here.")
    if state.run.status == "stopped":
        return tr("This run was stopped, and what it had learned is discarded.")
    if sum(better) > 0:
        return tr("The new model is better on pairs that it was not taught.")
    if sum(better) < 0:
        return tr(
            "The new model is worse on pairs that it was not taught: more judged pairs may help."
        )
    return tr("Both models are alike on pairs that they were not taught.")
