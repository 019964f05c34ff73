"""Asks what a text looks like, and lets a person put other visual words in."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from vbert_studio.commands.registry import command
from vbert_studio.jobs.requests import AskGenerate, GenerateAnswer
from vbert_studio.ui.asking.frame import Empty
from vbert_studio.ui.asking.questioner import Questioner, Surroundings
from vbert_studio.ui.asking.shell import generate_line
from vbert_studio.ui.generate.draft import COLUMNS, Draft, film_of, others_of, rows_of
from vbert_studio.ui.generate.view import NO_TEXT, GenerateView
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.timeline.content import TextTrack
from vbert_studio.ui.translation import tr

_CONTEXT = "generate"
_GROUP = "Model"
_TYPING_MS = 350


class GenerateController(QObject):
    """The panel that turns text into video."""

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._seed = 0
        self._slot = 0
        self._draft: Draft | None = None
        self.view = GenerateView(around.session)
        self.exports = FigureButton(self.figure, self)
        self.exports.failed.connect(around.session.failed)
        self.view.finish(self.exports.button)
        self.questioner = Questioner(around, self.view, _CONTEXT, self._question, self._take)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.questioner.ask)
        around.session.closing.connect(self._forget)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.typed.connect(self._typing.start)
        view.text.returnPressed.connect(self._ask_now)
        view.wanted_again.connect(self.questioner.renew)
        view.drawn_again.connect(self.draw_again)
        view.play.clicked.connect(self.play)
        view.sentence.clicked.connect(self.take_sentence)
        view.back.clicked.connect(self.take_back)
        view.film.current_changed.connect(lambda _row, slot: self._show_others(slot))
        view.film.pointed.connect(self._on_pointed)
        view.film.told.connect(view.detail.setText)
        view.others.told.connect(view.detail.setText)
        view.others.chosen.connect(lambda _row, rank: self.put(rank))
        view.stage.reel.moved.connect(self._on_played)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is waited for."""
        return self.questioner.is_idle and not self._typing.isActive()

    @command(
        "generate.play", title="Play these words", group=_GROUP, key="Ctrl+P", context=_CONTEXT
    )
    def play(self) -> None:
        """Play the exemplars of the visual words, one after another."""
        strips = self.view.film.board.strips
        if strips:
            self.view.stage.play([c.shot for c in strips[0].cells if c.shot is not None])

    @command(
        "generate.again", title="Draw another film", group=_GROUP, key="Ctrl+D", context=_CONTEXT
    )
    def draw_again(self) -> None:
        """Draw other visual words by chance, in proportion to their probability."""
        self._seed += 1
        self.questioner.renew()

    @command(
        "generate.sentence",
        title="See the sentence that is said here",
        group=_GROUP,
        key="Ctrl+Shift+T",
        context=_CONTEXT,
    )
    def take_sentence(self) -> None:
        """Take the sentence under the playhead for the text."""
        content = self._around.whereabouts.content
        track = None if content is None else content.sentences
        if isinstance(track, TextTrack):
            at = track.spans.at(self._around.whereabouts.playhead_s)
            if at is not None:
                self.view.text.setText(track.texts[at])
                self._ask_now()

    @command(
        "generate.back",
        title="As the model has it",
        group=_GROUP,
        key="Backspace",
        context=_CONTEXT,
    )
    def take_back(self) -> None:
        """Take out what you put in."""
        if self._draft is not None:
            self._draft = Draft.of(self._draft.answer)
            self._show()

    def put(self, rank: int) -> None:
        """Put an alternative into the slot that is looked at."""
        if self._draft is not None:
            self._draft = self._draft.put(self._slot, rank)
            self._show()

    @property
    def draft(self) -> Draft | None:
        """What is shown."""
        return self._draft

    def figure(self) -> Figure | None:
        """What is shown, for files."""
        asked = self.questioner.asked
        if self._draft is None or self.view.is_empty or not isinstance(asked, AskGenerate):
            return None
        film, lexicon = self.view.film, self._around.answering.lexicon
        rows = list(rows_of(self._draft, lexicon))
        size, line = film.figure_size(), generate_line(asked)
        return Figure(tr("text to video"), size, film.paint_figure, COLUMNS, rows, line)

    def _ask_now(self) -> None:
        self._typing.stop()
        self.questioner.ask()

    def _question(self) -> AskGenerate | Empty:
        text = self.view.text.text().strip()
        if not text:
            return NO_TEXT
        method = self.view.chosen_method
        return AskGenerate(
            self._around.session.project.folder,
            text,
            length=self.view.length.value(),
            method=method,
            seed=self._seed if method == "sampled" else 0,
        )

    def _take(self, answer: GenerateAnswer) -> None:
        if self._draft is None or self._draft.answer is not answer:
            self._draft = Draft.of(answer)
        self._show()

    def _show(self) -> None:
        if self._draft is None:
            return
        self.view.film.show_board(film_of(self._draft, self._around.answering.lexicon))
        self._show_others(self.view.film.current[1])
        self.view.back.setVisible(self._draft.is_changed)

    def _show_others(self, slot: int) -> None:
        if self._draft is None:
            return
        self._slot = slot
        self.view.others.show_board(others_of(self._draft, slot, self._around.answering.lexicon))
        self.view.others_note.setText(
            tr("In place {value} could also stand, by itself:", value=slot + 1)
        )

    @Slot(int, int)
    def _on_pointed(self, _row: int, slot: int) -> None:
        # Whoever leaves for the alternatives must not see them change on the way.
        if slot >= 0:
            self._show_others(slot)

    @Slot(int)
    def _on_played(self, at: int) -> None:
        self.view.film.set_playing(None if at < 0 else (0, at))
        self.view.play.setText(tr("Play") if at < 0 else tr("Stop"))

    @Slot()
    def _forget(self) -> None:
        self._typing.stop()
        self._draft = None
        self.view.show_empty(NO_TEXT)
