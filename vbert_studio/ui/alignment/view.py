"""The widgets of the alignment panel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vbert_studio.ui.alignment.facts import Aligned, fit_told, offset_told, shift_told
from vbert_studio.ui.alignment.heat_map import HeatMap
from vbert_studio.ui.alignment.offset_chart import OffsetChart
from vbert_studio.ui.asking.frame import NO_VIDEO, QuestionFrame
from vbert_studio.ui.parts.labels import button, label
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import number_text, tr

NUDGE_S = 0.5


class AlignmentView(QuestionFrame):
    """The map, what it says about the narration, and the button that puts it right."""

    shift_wanted = Signal(float)  # seconds

    def __init__(self) -> None:
        super().__init__("alignment", NO_VIDEO)
        self.map = HeatMap()
        self.detail = label("", Type.CAPTION, wrap=True)
        self.chart = OffsetChart()
        self.offset = label("", Type.STRONG, wrap=True)
        self.fit = label("", Type.CAPTION, tone="muted", wrap=True)
        self.shift = button("", primary=True)
        self.shift.setToolTip(
            tr("Shift the whole transcript, with its words, to where it fits best")
        )
        self.earlier = button(f"−{number_text(NUDGE_S)} s")
        self.later = button(f"+{number_text(NUDGE_S)} s")
        self.earlier.setToolTip(tr("Shift the transcript {nudge_s} s earlier", nudge_s=NUDGE_S))
        self.later.setToolTip(tr("Shift the transcript {nudge_s} s later", nudge_s=NUDGE_S))
        for nudge in (self.earlier, self.later):
            nudge.setAccessibleName(nudge.toolTip())
        self._by_s = 0.0
        self.detail.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for part in (self.fit, self.map, self.detail, self.chart):
            self.column.addWidget(part)
        self.column.setStretchFactor(self.map, 1)
        self.map.told.connect(self.detail.setText)
        self.shift.clicked.connect(lambda: self.shift_wanted.emit(self._by_s))
        self.earlier.clicked.connect(lambda: self.shift_wanted.emit(-NUDGE_S))
        self.later.clicked.connect(lambda: self.shift_wanted.emit(NUDGE_S))
        self.setFocusProxy(self.map)

    def finish(self, export: QWidget) -> None:
        """Lay everything out, with the button that saves what is shown."""
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.shift)
        row.addStretch(1)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        controls = QVBoxLayout()
        controls.setSpacing(Space.S)
        controls.addWidget(self.offset)
        controls.addLayout(row)
        self.lay_out(controls, export)
        self.show_aligned(None, can_edit=False)

    @property
    def by_s(self) -> float:
        """The shift that the button makes; 0 when there is none to make."""
        return self._by_s

    def show_aligned(self, aligned: Aligned | None, *, can_edit: bool) -> None:
        """An answer with its texts, or none."""
        self._by_s = 0.0 if aligned is None else aligned.shift_s
        self.offset.setText("" if aligned is None else offset_told(aligned))
        self.offset.setVisible(aligned is not None)
        self.fit.setText("" if aligned is None else fit_told(aligned))
        self.shift.setText(shift_told(self._by_s))
        self.shift.setVisible(bool(self._by_s) and can_edit)
        for part in (self.earlier, self.later):
            part.setVisible(aligned is not None and can_edit)
        self.map.show_aligned(aligned)
        if aligned is not None:
            self.chart.show_answer(aligned.answer)
