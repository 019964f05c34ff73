"""The curves of a run. What they mean stands beside them; the kind of line tells them apart too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from vbert_studio.ui.parts.labels import label
from vbert_studio.ui.theme import Scheme, Space, Type, font, theme
from vbert_studio.ui.training.legend import Entry, Legend
from vbert_studio.ui.training.state import HELD_OUT, Curve, smoothed
from vbert_studio.ui.translation import tr

_DASH, _DOT, _SOLID = Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.SolidLine
_HEIGHT = 150
_NARROWEST = 200
_BESIDE = 520  # from this width on, the plots stand beside each other


@dataclass(frozen=True, slots=True)
class _Line(Entry):
    """A curve, with its name in the project."""

    name: str = field(kw_only=True)


_DASH_DOT = Qt.PenStyle.DashDotLine
_LOSS = (
    _Line(tr("all"), _SOLID, "accent", name="loss"),
    _Line(tr("alignment"), _DASH, "good", name="alignment"),
    _Line(tr("hidden words"), _DOT, "attention", name="text"),
    _Line(tr("hidden visual words"), _DASH_DOT, "danger", name="video"),
)
_HELD_OUT = (
    _Line(tr("accuracy"), _SOLID, "accent", name=f"{HELD_OUT}accuracy"),
    _Line(tr("AUC"), _DASH, "good", name=f"{HELD_OUT}auc"),
    _Line(tr("AUC of alignment"), _DASH, "good", name=f"{HELD_OUT}alignment_auc"),
    _Line(tr("hidden words found"), _DOT, "attention", name=f"{HELD_OUT}text_top1"),
    _Line(tr("hidden visual words found"), _DASH_DOT, "danger", name=f"{HELD_OUT}video_top1"),
)
_PLOTS = ((tr("Loss while learning, in nats"), _LOSS), (tr("On what was held out"), _HELD_OUT))


class Curves(QWidget):
    """Two plots over the steps: the loss while learning, and the figures on what was held out.

    They stand beside each other where there is room. The plotting library is loaded when the
    widget is shown first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.plots: list[Any] = []
        self.legends: list[Legend] = []
        self._shown: Mapping[str, Curve] = {}
        self.drawn: dict[str, int] = {}
        self._rows = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._rows.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._rows.setSpacing(Space.M)
        theme().changed.connect(self._draw)

    def show_curves(self, curves: Mapping[str, Curve]) -> None:
        """Show these; shares are drawn from 0 to 1."""
        self._shown = curves
        if curves and not self.plots:
            self._make()
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Beside each other, or below."""
        super().resizeEvent(event)
        beside = event.size().width() >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._rows.setDirection(way)

    def _make(self) -> None:
        import pyqtgraph

        for title, _ in _PLOTS:
            plot, legend, column = pyqtgraph.PlotWidget(), Legend(), QVBoxLayout()
            plot.setFixedHeight(_HEIGHT)
            plot.setMinimumWidth(_NARROWEST)
            plot.setMouseEnabled(x=False, y=False)
            plot.setMenuEnabled(False)
            plot.hideButtons()
            plot.setAccessibleName(title)
            plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            for side in ("left", "bottom"):
                plot.getAxis(side).setTickFont(font(Type.CAPTION))
            column.setSpacing(Space.XS)
            for part in (label(title, Type.CAPTION, "muted"), legend, plot):
                column.addWidget(part)
            self._rows.addLayout(column, 1)
            self.plots.append(plot)
            self.legends.append(legend)

    def _draw(self) -> None:
        scheme = theme().scheme
        self.drawn = {}
        for plot, legend, (_, lines) in zip(self.plots, self.legends, _PLOTS, strict=False):
            plot.clear()
            plot.setBackground(scheme.panel)
            for side in ("left", "bottom"):
                axis = plot.getAxis(side)
                axis.setPen(scheme.outline)
                axis.setTextPen(scheme.text_muted)
            there = tuple(line for line in lines if line.name in self._shown)
            for line in there:
                self._add(plot, line, scheme)
            legend.show_entries(there)
        if self.plots:
            self.plots[1].setYRange(0.0, 1.0, padding=0.06)

    def _add(self, plot: Any, line: _Line, scheme: Scheme) -> None:  # noqa: ANN401 - untyped library
        curve = self._shown[line.name]
        held_out = line.name.startswith(HELD_OUT)
        values = list(curve.values) if held_out else smoothed(curve.values)
        colour: QColor = getattr(scheme, line.role)
        pen = QPen(colour, 1.6)
        pen.setCosmetic(True)
        pen.setStyle(line.style)
        marks = {"symbol": "o", "symbolSize": 4, "symbolPen": None, "symbolBrush": colour}
        more = marks if held_out and len(values) < 40 else {}
        plot.plot(list(curve.steps), values, pen=pen, **more)
        self.drawn[line.name] = len(values)
