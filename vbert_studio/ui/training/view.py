"""The training panel's widgets: form or running box, list of runs, curves, comparison."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vbert_studio.local_time import local_time
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.parts.labels import hairline, label
from vbert_studio.ui.theme import ROW_HEIGHT, Space, Type
from vbert_studio.ui.training.comparison import Comparison
from vbert_studio.ui.training.curves import Curves
from vbert_studio.ui.training.delegate import FIGURES, STATUS, RunDelegate
from vbert_studio.ui.training.form import TrainingForm
from vbert_studio.ui.training.running import RunningBox
from vbert_studio.ui.training.state import HELD_OUT, RunState
from vbert_studio.ui.translation import tr

_RUN = Qt.ItemDataRole.UserRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_ROWS = 4
_FEW_ROWS = 2
_HIGH = 480  # from this height on there is room for more rows of the list
_LOWEST = 104  # all of it scrolls
_NARROWEST = 300
_SIDE_BY_SIDE = 720
_HINT = QSize(336, 300)


class TrainingView(QWidget):
    """Shows a `TrainingState`; its parts say what a person wants.

    Args:
        figure: the run that is looked at, for files.
    """

    appeared = Signal()
    run_chosen = Signal(int)

    def __init__(self, figure: Callable[[], Figure | None]) -> None:
        super().__init__()
        self.setMinimumHeight(_LOWEST)
        self.figures = FigureButton(figure, self)
        self.form = TrainingForm()
        self.running = RunningBox()
        self.runs = QListWidget()
        self.runs.setAccessibleName(tr("Runs of training"))
        self.runs.hide()  # an empty list would take the keys and show nothing of it
        self.runs.setItemDelegate(RunDelegate(self.runs))
        self.runs.setMouseTracking(True)
        self.runs.setUniformItemSizes(True)
        self.runs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.runs.currentItemChanged.connect(self._choose)
        self.none = label(
            tr(
                "Runs appear here with their curves: the loss while learning, and how good the "
                "model is on pairs that it is not taught."
            ),
            tone="muted",
            wrap=True,
        )
        self.curves = Curves()
        self.comparison = Comparison()
        for part in (self.running, self.curves, self.comparison):
            part.hide()  # before they are laid out: layouts keep what they heard of their parts
        self._lay_out()

    def _lay_out(self) -> None:
        head, titles = QVBoxLayout(), QHBoxLayout()
        titles.addWidget(label(tr("Runs"), Type.STRONG), 1)
        titles.addWidget(self.figures.button)
        head.setContentsMargins(Space.M, Space.XS, Space.S, Space.XS)
        head.addLayout(titles)
        head.addWidget(self.none)
        first, second = QVBoxLayout(), QVBoxLayout()
        for part in (self.form, self.running, hairline()):
            first.addWidget(part)
        first.addLayout(head)
        first.addWidget(self.runs)
        second.addWidget(self.curves)
        second.addWidget(self.comparison)
        content = QWidget()
        content.setProperty("surface", "panel")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom, content)
        self._halves.setContentsMargins(0, 0, 0, 0)
        for half in (first, second):
            half.addStretch(1)
            self._halves.addLayout(half, 1)
        for layout in (first, second, self._halves):
            layout.setSpacing(0)
        area = QScrollArea(widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the keys of what is in it
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        self._area, self._column = area, content
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Curves stand beside the form, or below it; few runs are listed where it is low."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(way)
        self._take_height()

    def _take_height(self) -> None:
        """Of the list: so that the curves begin in view."""
        most = _ROWS if self.height() >= _HIGH else _FEW_ROWS
        self.runs.setFixedHeight(max(1, min(most, self.runs.count())) * ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """So wide that nothing is cut off: it scrolls up and down only."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        wide = self._column.minimumSizeHint().width() + bar
        return QSize(max(_NARROWEST, wide), _LOWEST)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The form as it unfolds at first; later the same room holds the beginning of the curves.

        It does not follow what is in it: docks would change their heights at every run.
        """
        return _HINT

    def show_runs(self, runs: tuple[RunState, ...], looked_at: int | None) -> None:
        """List the runs, and choose the one that is looked at."""
        self.runs.blockSignals(True)  # noqa: FBT003 - Qt's own
        while self.runs.count() > len(runs):
            self.runs.takeItem(self.runs.count() - 1)
        for row, state in enumerate(runs):
            if row >= self.runs.count():
                self.runs.addItem(QListWidgetItem())
            item = self.runs.item(row)
            item.setText(state.run.name)
            item.setData(_RUN, state.run.id)
            item.setData(STATUS, state.run.status)
            item.setData(FIGURES, _figures(state))
            begun = local_time(state.run.started_at)
            item.setToolTip(f"{state.run.kind}, {begun}: {state.run.status}")
            item.setData(_SPOKEN, f"{state.run.name}, {state.run.status}, {_figures(state)}")
            if state.run.id == looked_at:
                self.runs.setCurrentRow(row)
        self.runs.blockSignals(False)  # noqa: FBT003 - Qt's own
        if bool(runs) != self.runs.isVisibleTo(self):
            self.form.more.setChecked(not runs)  # the curves are what one comes back for
        self.runs.setVisible(bool(runs))
        self.none.setVisible(not runs)
        self.curves.setVisible(bool(runs))
        self._take_height()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.run_chosen.emit(item.data(_RUN))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell: what nobody looks at is not kept up to date."""
        super().showEvent(event)
        self.appeared.emit()


def _figures(state: RunState) -> str:
    """``can be kept · AUC 0.53 → 0.80``."""
    parts = [tr("can be kept")] if state.can_keep else []
    for name, title in (
        ("auc", tr("AUC")),
        ("accuracy", tr("accuracy")),
        ("alignment_auc", tr("AUC")),
    ):
        after = state.last.get(f"{HELD_OUT}{name}")
        if after is not None:
            before = state.first.get(f"{HELD_OUT}{name}")
            was = "" if before is None else f"{before:.2f} → "
            parts.append(f"{title} {was}{after:.2f}")
            break
    return " · ".join(parts)
