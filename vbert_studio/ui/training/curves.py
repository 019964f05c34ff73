"""The curves of a run. What they mean stands beside them; the kind of line tells them apart too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vbert_studio.ui.parts.labels import label
from vbert_studio.ui.theme import Scheme, Space, Type, font, theme
from vbert_studio.ui.training.state import HELD_OUT, Curve, smoothed
from vbert_studio.ui.translation import tr

_DASH, _DOT, _SOLID = Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.SolidLine
_HEIGHT = 180


@dataclass(frozen=True, slots=True)
class _Line:
    """A curve: its name in the project, what a person reads, its pen and its colour's role."""

    name: str
    title: str
    style: Qt.PenStyle
    role: str


_LOSS = (
    _Line("loss", tr("all"), _SOLID, "accent"),
    _Line("alignment", tr("alignment"), _DASH, "good"),
    _Line("text", tr("hidden words"), _DOT, "attention"),
    _Line("video", tr("hidden visual words"), Qt.PenStyle.DashDotLine, "danger"),
)
_HELD_OUT = (
    _Line(f"{HELD_OUT}accuracy", tr("accuracy"), _SOLID, "accent"),
    _Line(f"{HELD_OUT}auc", tr("AUC"), _DASH, "good"),
    _Line(f"{HELD_OUT}alignment_auc", tr("AUC of alignment"), _DASH, "good"),
    _Line(f"{HELD_OUT}text_top1", tr("hidden words found"), _DOT, "attention"),
    _Line(
        f"{HELD_OUT}video_top1", tr("hidden visual words found"), Qt.PenStyle.DashDotLine, "danger"
    ),
)


class Curves(QWidget):
    """Two plots over the steps: the loss while learning, and the figures on what was held out.

    The plotting library is loaded when the widget is shown first.
    """

    def __init__(self) -> None:
        super().__init__()
        self._plots: list[Any] = []
        self._shown: Mapping[str, Curve] = {}
        self.drawn: dict[str, int] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.M, 0, Space.M, Space.S)
        layout.setSpacing(Space.XS)
        self._layout = layout
        theme().changed.connect(self._draw)

    def show_curves(self, curves: Mapping[str, Curve]) -> None:
        """Show these; shares are drawn from 0 to 1."""
        self._shown = curves
        if curves and not self._plots:
            self._make()
        self._draw()

    def _make(self) -> None:
        import pyqtgraph

        for title, corner in (
            (tr("Loss while learning, in nats"), (-4, 4)),
            (tr("On what was held out"), (-4, -4)),
        ):
            self._layout.addWidget(label(title, Type.CAPTION, "muted"))
            plot = pyqtgraph.PlotWidget()
            plot.setFixedHeight(_HEIGHT)
            plot.setMouseEnabled(x=False, y=False)
            plot.setMenuEnabled(False)
            plot.hideButtons()
            plot.addLegend(offset=corner, labelTextSize="8pt")
            plot.setAccessibleName(title)
            plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            for side in ("left", "bottom"):
                plot.getAxis(side).setTickFont(font(Type.CAPTION))
            self._layout.addWidget(plot)
            self._plots.append(plot)

    def _draw(self) -> None:
        scheme = theme().scheme
        self.drawn = {}
        for plot, lines in zip(self._plots, (_LOSS, _HELD_OUT), strict=False):
            plot.clear()
            plot.setBackground(scheme.panel)
            for side in ("left", "bottom"):
                axis = plot.getAxis(side)
                axis.setPen(scheme.outline)
                axis.setTextPen(scheme.text_muted)
            plot.getPlotItem().legend.setLabelTextColor(scheme.text)
            for line in lines:
                self._add(plot, line, scheme)
        if self._plots:
            self._plots[1].setYRange(0.0, 1.0, padding=0.02)

    def _add(self, plot: Any, line: _Line, scheme: Scheme) -> None:  # noqa: ANN401 - untyped library
        curve = self._shown.get(line.name)
        if curve is None:
            return
        held_out = line.name.startswith(HELD_OUT)
        values = list(curve.values) if held_out else smoothed(curve.values)
        colour: QColor = getattr(scheme, line.role)
        pen = QPen(colour, 1.6)
        pen.setCosmetic(True)
        pen.setStyle(line.style)
        marks = {"symbol": "o", "symbolSize": 4, "symbolPen": None, "symbolBrush": colour}
        more = marks if held_out and len(values) < 40 else {}
        plot.plot(list(curve.steps), values, pen=pen, name=line.title, **more)
        self.drawn[line.name] = len(values)
