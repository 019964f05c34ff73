"""The widgets of the forecast panel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from vbert_studio.jobs.requests import ForecastMethod
from vbert_studio.ui.asking.controls import Slider, choice, labelled, number
from vbert_studio.ui.asking.frame import NO_VIDEO, QuestionFrame
from vbert_studio.ui.filmstrip.reel import ReelStage
from vbert_studio.ui.filmstrip.view import FilmstripView
from vbert_studio.ui.parts.labels import button, icon_button, label
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr

_SLOWEST = 5


class ForecastView(QuestionFrame):
    """Says what a person wants: `wanted_again` after a change of the controls."""

    wanted_again = Signal()
    drawn_again = Signal()  # other futures by chance

    def __init__(self, session: ProjectSession) -> None:
        super().__init__("forecast", NO_VIDEO)
        self.strips = FilmstripView(session, tr("Futures"))
        self.stage = ReelStage(session)
        self.where = label("", Type.CAPTION, tone="muted", wrap=True)
        self.scale = Slider(1, _SLOWEST, tr("Clips from one step to the next"))
        self.scale_note = label("", Type.DIGITS)
        self.length: QSpinBox = number(1, 16, 4, tr("How many steps ahead"))
        self.count: QSpinBox = number(1, 5, 3, tr("How many futures"))
        self._methods = _methods()
        self.method: QComboBox = choice(tuple(self._methods), tr("How futures are found"))
        self.apart: QCheckBox = QCheckBox(tr("Single words"))
        self.apart.setToolTip(tr("Keep visual words apart that are called the same"))
        self.again = icon_button("retry", tr("Draw other futures"), self.drawn_again.emit)
        self.play = button(tr("Play"), "play")
        self.play.setToolTip(tr("Play this future as a film"))
        self.detail = label("", Type.CAPTION, wrap=True)
        for part in (self.stage, self.where, self.strips, self.detail):
            self.column.addWidget(part)
        self.column.setStretchFactor(self.strips, 1)
        self.scale.valueChanged.connect(self._changed)
        self.length.valueChanged.connect(self._changed)
        self.count.valueChanged.connect(self._changed)
        self.method.currentIndexChanged.connect(self._changed)
        self.apart.toggled.connect(self._changed)
        self.setFocusProxy(self.scale)
        self._changed()

    def finish(self, export: QWidget) -> None:
        """Lay everything out, with the button that saves what is shown."""
        steps = QHBoxLayout()
        steps.setSpacing(Space.S)
        steps.addWidget(labelled(tr("Scale"), self.scale), 1)
        steps.addWidget(self.scale_note)
        many = QHBoxLayout()
        many.setSpacing(Space.L)
        many.addWidget(labelled(tr("Steps"), self.length), 1)
        many.addWidget(labelled(tr("Futures"), self.count), 1)
        rest = QHBoxLayout()
        rest.setSpacing(Space.S)
        rest.addWidget(self.method, 1)
        rest.addWidget(self.again)
        rest.addWidget(self.play)
        controls = QVBoxLayout()
        controls.setSpacing(Space.XS)
        for row in (steps, many, rest):
            controls.addLayout(row)
        controls.addWidget(self.apart)
        self.lay_out(controls, export)

    @property
    def chosen_method(self) -> ForecastMethod:
        """How futures are to be found."""
        return self._methods[self.method.currentText()]

    def _changed(self) -> None:
        every = self.scale.value()
        said = tr("{value:g} s a step", value=every * 1.5)
        self.scale_note.setText(said)
        self.scale.setToolTip(
            tr("Every {every} clips", every=every) if every > 1 else tr("Every clip")
        )
        self.again.setVisible(self.chosen_method == "sampled")
        self.wanted_again.emit()


def _methods() -> dict[str, ForecastMethod]:
    return {
        tr("Likeliest"): "beam",
        tr("Surest first"): "mask-predict",
        tr("By chance"): "sampled",
    }
