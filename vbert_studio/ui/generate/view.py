"""The widgets of the panel that turns text into video."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from vbert_studio.jobs.requests import GenerateMethod
from vbert_studio.ui.asking.controls import choice, labelled, number
from vbert_studio.ui.asking.frame import Empty, QuestionFrame
from vbert_studio.ui.filmstrip.reel import ReelStage
from vbert_studio.ui.filmstrip.view import FilmstripView
from vbert_studio.ui.parts.labels import button, icon_button, label
from vbert_studio.ui.session import ProjectSession
from vbert_studio.ui.theme import Space, Type
from vbert_studio.ui.translation import tr

NO_TEXT = Empty(tr("Type a sentence"), tr("The model shows what it would see while that is said."))


class GenerateView(QuestionFrame):
    """Says what a person wants: `typed` while the text changes, `wanted_again` for the rest."""

    typed = Signal()
    wanted_again = Signal()
    drawn_again = Signal()

    def __init__(self, session: ProjectSession) -> None:
        super().__init__("generate", NO_TEXT)
        self.text = QLineEdit(placeholderText=tr("What is said"), clearButtonEnabled=True)
        self.text.setAccessibleName(tr("The sentence to be seen"))
        self.sentence = icon_button("transcript", tr("Take the sentence that is said here"))
        self.length = number(1, 24, 6, tr("How many visual words"))
        self._methods = _methods()
        self.method = choice(tuple(self._methods), tr("How visual words are chosen"))
        self.again = icon_button("retry", tr("Draw another film"), self.drawn_again.emit)
        self.play = button(tr("Play"), "play")
        self.play.setToolTip(tr("Play the visual words as a film"))
        self.stage = ReelStage(session)
        self.film = FilmstripView(session, tr("Visual words of the sentence"))
        self.others = FilmstripView(session, tr("What else could stand there"))
        self.others_note = label("", Type.CAPTION, tone="muted", wrap=True)
        self.detail = label("", Type.CAPTION, wrap=True)
        self.back = button(tr("As the model has it"))
        deeds = QHBoxLayout()
        deeds.setSpacing(Space.S)
        for deed in (self.play, self.again, self.back):
            deeds.addWidget(deed)
        deeds.addStretch(1)
        self.column.addWidget(self.stage)
        self.column.addWidget(self.film)
        self.column.addLayout(deeds)
        for part in (self.others_note, self.others, self.detail):
            self.column.addWidget(part)
        for strips in (self.film, self.others):
            strips.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.column.addStretch(1)
        self.back.hide()
        self.text.textChanged.connect(self.typed)
        self.length.valueChanged.connect(self.wanted_again)
        self.method.currentIndexChanged.connect(self._changed)
        self.again.hide()
        self.setFocusProxy(self.text)

    def finish(self, export: QWidget) -> None:
        """Lay everything out, with the button that saves what is shown."""
        upper = QHBoxLayout()
        upper.setSpacing(Space.XS)
        upper.addWidget(self.text, 1)
        upper.addWidget(self.sentence)
        lower = QHBoxLayout()
        lower.setSpacing(Space.S)
        lower.addWidget(labelled(tr("Words"), self.length))
        lower.addWidget(self.method, 1)
        controls = QVBoxLayout()
        controls.setSpacing(Space.XS)
        controls.addLayout(upper)
        controls.addLayout(lower)
        self.lay_out(controls, export)

    @property
    def chosen_method(self) -> GenerateMethod:
        """How visual words are to be chosen."""
        return self._methods[self.method.currentText()]

    def _changed(self) -> None:
        self.again.setVisible(self.chosen_method == "sampled")
        self.wanted_again.emit()


def _methods() -> dict[str, GenerateMethod]:
    return {
        tr("Together"): "mask-predict",
        tr("One by one"): "argmax",
        tr("By chance"): "sampled",
    }
