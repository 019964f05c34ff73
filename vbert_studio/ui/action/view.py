"""The widgets of the panel that names what is being done."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.jobs.requests import TEMPLATE, ActionAnswer
from vbert_studio.ui.action.guesses import (
    MASK,
    corrected_bars,
    named,
    plain_bars,
    slot_names,
    told,
)
from vbert_studio.ui.asking.frame import NO_VIDEO, QuestionFrame
from vbert_studio.ui.clip.bars import Bars
from vbert_studio.ui.parts.labels import button, icon_button, label
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr

_NARROWEST = 112  # of bars: two of them side by side in the narrowest panel
_WITHOUT_MASK = tr("Write {mask} where a word is wanted.", mask=MASK)


class ActionView(QuestionFrame):
    """Bars side by side for every slot; `wanted_again` when the template is another one."""

    wanted_again = Signal()

    def __init__(self) -> None:
        super().__init__("action", NO_VIDEO)
        self.template = QLineEdit(TEMPLATE)
        self.template.setCursorPosition(0)
        self.template.setAccessibleName(tr("Template to fill in"))
        self.template.setToolTip(
            tr("A sentence with {mask} for each word that is wanted", mask=MASK)
        )
        self.reset = icon_button("undo", tr("The published template"), self._reset)
        self.problem = label("", Type.CAPTION, tone="attention", wrap=True)
        self.where = label("", Type.CAPTION, tone="muted", wrap=True)
        self.sentence = label("", Type.STRONG, wrap=True)
        self.keep = button(tr("Keep as step"), "add")
        self.keep.setToolTip(tr("Put the best words on the timeline, as the name of a step"))
        self.bars: list[Bars] = []
        self._content = QWidget()
        self._content.setProperty("surface", "panel")
        self._content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 0, Space.S)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._content)
        scroll.setAccessibleName(tr("Verbs and objects"))
        for part in (self.where, self.sentence):
            self.column.addWidget(part)
        self.column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(scroll)
        self.column.setStretchFactor(scroll, 1)
        self.template.textChanged.connect(self._check)
        self.setFocusProxy(self.template)
        self._check()

    def finish(self, export: QWidget) -> None:
        """Lay everything out, with the button that saves what is shown."""
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(self.template, 1)
        row.addWidget(self.reset)
        controls = QVBoxLayout()
        controls.setSpacing(Space.XS)
        controls.addLayout(row)
        controls.addWidget(self.problem)
        self.lay_out(controls, export)

    @property
    def is_askable(self) -> bool:
        """Whether the template has something to fill in."""
        return MASK in self.template.text()

    def show_answer(self, answer: ActionAnswer) -> None:
        """The best words as a sentence, and bars for every slot."""
        self.sentence.setText(told(answer))
        self.keep.setEnabled(bool(named(answer)))
        self._clear()
        for column, text in enumerate((tr("As it is"), tr("Corrected"))):
            head = label(text, Type.CAPTION, tone="muted", wrap=True)
            self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(column, 1)
        names = slot_names(len(answer.slots))
        for number, (name, slot) in enumerate(zip(names, answer.slots, strict=True)):
            self._grid.addWidget(label(name, Type.STRONG), 1 + 2 * number, 0, 1, 2)
            for column, bars in enumerate((plain_bars(slot), corrected_bars(slot))):
                shown = Bars()
                shown.setMinimumWidth(_NARROWEST)
                shown.show_bars(bars)
                self.bars.append(shown)
                top = Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(shown, 2 + 2 * number, column, top)
        note = label(
            tr(
                "Corrected for what is always said: ranked by how much likelier a word became by "
                "looking, in nats."
            ),
            Type.CAPTION,
            tone="muted",
            wrap=True,
        )
        self._grid.addWidget(note, 2 + 2 * len(answer.slots), 0, 1, 2)
        self._grid.setRowStretch(3 + 2 * len(answer.slots), 1)

    def figure_size(self) -> QSizeF:
        """What `paint_figure` needs."""
        return QSizeF(self._content.size())

    def paint_figure(self, painter: QPainter) -> None:
        """The bars, for a file."""
        self._content.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)

    def _clear(self) -> None:
        self.bars.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _reset(self) -> None:
        self.template.setText(TEMPLATE)

    def _check(self) -> None:
        """Say in place what is missing."""
        self.problem.setText("" if self.is_askable else _WITHOUT_MASK)
        self.problem.setVisible(not self.is_askable)
        self.reset.setEnabled(self.template.text() != TEMPLATE)
        self.wanted_again.emit()
