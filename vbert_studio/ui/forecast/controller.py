"""Asks for futures from where the person is, and shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.commands.registry import command
from vbert_studio.jobs.requests import AskForecast, ForecastAnswer
from vbert_studio.ui.asking.frame import NO_TOKENS, NO_VIDEO, Empty
from vbert_studio.ui.asking.questioner import Questioner, Surroundings
from vbert_studio.ui.asking.shell import forecast_line
from vbert_studio.ui.forecast.futures import COLUMNS, board_of, foreseen_of, rows_of, summary
from vbert_studio.ui.forecast.view import ForecastView
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.session import Changes
from vbert_studio.ui.timeline.content import Absence
from vbert_studio.ui.timeline.ticks import time_text
from vbert_studio.ui.translation import tr

_CONTEXT = "forecast"
_OUT_OF_DATE = Empty(
    tr("What was foreseen is out of date"),
    tr("The model or its visual words are other ones now: F6 asks again."),
)
_GROUP = "Model"


class ForecastController(QObject):
    """The forecast panel.

    `seek_wanted(t_s)` follows a picture that is chosen; `foreseen` carries the futures for the
    timeline, or None when there are none any more, or why there are none.
    """

    seek_wanted = Signal(float)
    foreseen = Signal(object)  # Foreseen, Absence or None

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._seed = 0
        self._playing = 0  # the strip that plays
        self._shown: tuple[AskForecast, ForecastAnswer] | None = None
        self.view = ForecastView(around.session)
        self.exports = FigureButton(self.figure, self)
        self.exports.failed.connect(around.session.failed)
        self.view.finish(self.exports.button)
        self.questioner = Questioner(around, self.view, _CONTEXT, self._question, self._take)
        around.whereabouts.changed.connect(self.questioner.renew)
        around.session.closing.connect(self._forget)
        around.session.changed.connect(self._on_changed)
        around.answering.changed.connect(self._check_model)
        view = self.view
        view.wanted_again.connect(self.questioner.renew)
        view.drawn_again.connect(self.draw_again)
        view.play.clicked.connect(self.play)
        view.strips.chosen.connect(self._go_to)
        view.strips.told.connect(view.detail.setText)
        view.stage.reel.moved.connect(self._on_played)

    @command(
        "forecast.play", title="Play this future", group=_GROUP, key="Ctrl+P", context=_CONTEXT
    )
    def play(self) -> None:
        """Play the exemplars of the future where the keyboard is, one after another."""
        self._playing = self.view.strips.current[0]
        strips = self.view.strips.board.strips
        if self._playing < len(strips):
            cells = strips[self._playing].cells
            self.view.stage.play([cell.shot for cell in cells if cell.shot is not None])

    @command(
        "forecast.again", title="Draw other futures", group=_GROUP, key="Ctrl+D", context=_CONTEXT
    )
    def draw_again(self) -> None:
        """Draw other futures by chance, in proportion to their probability."""
        self._seed += 1
        self.questioner.renew()

    @command("forecast.slower", title="Longer steps", group=_GROUP, key="+", context=_CONTEXT)
    def slower(self) -> None:
        """Look farther ahead: one clip more from one step to the next."""
        self.view.scale.setValue(self.view.scale.value() + 1)

    @command("forecast.faster", title="Shorter steps", group=_GROUP, key="-", context=_CONTEXT)
    def faster(self) -> None:
        """Look more closely: one clip less from one step to the next."""
        self.view.scale.setValue(self.view.scale.value() - 1)

    @property
    def shown(self) -> tuple[AskForecast, ForecastAnswer] | None:
        """The question and the answer that are shown."""
        return self._shown

    def figure(self) -> Figure | None:
        """What is shown, for files."""
        if self._shown is None or self.view.is_empty:
            return None
        asked, answer = self._shown
        strips, lexicon = self.view.strips, self._around.answering.lexicon
        rows = list(rows_of(asked, answer, lexicon))
        line = forecast_line(asked, answer)
        return Figure("forecast", strips.figure_size(), strips.paint_figure, COLUMNS, rows, line)

    def _question(self) -> AskForecast | Empty:
        here = self._around.whereabouts.here
        if here is None:
            return NO_VIDEO if self._around.whereabouts.content is None else NO_TOKENS
        past = (0, here.present)
        if here.selected is not None:
            past = (here.selected.first, here.selected.end)
        method = self.view.chosen_method
        return AskForecast(
            self._around.session.project.folder,
            here.video_id,
            *past,
            length=self.view.length.value(),
            count=self.view.count.value(),
            step=self.view.scale.value(),
            method=method,
            seed=self._seed if method == "sampled" else 0,
            single_words=self.view.apart.isChecked(),
        )

    def _take(self, answer: ForecastAnswer) -> None:
        asked, lexicon = self.questioner.asked, self._around.answering.lexicon
        if not isinstance(asked, AskForecast):
            return
        self._shown = asked, answer
        self.view.where.setText(self._where(asked))
        self.view.strips.show_board(board_of(asked, answer, lexicon))
        self.view.say(summary(asked, answer, lexicon))
        self.foreseen.emit(foreseen_of(asked, answer, lexicon))

    def _where(self, asked: AskForecast) -> str:
        """What the future is foreseen from."""
        at = time_text(self._time_of(asked.end_clip), 0.1)
        here = self._around.whereabouts.here
        if here is not None and here.selected is not None:
            return tr("From the selection on, which ends at {at}", at=at)
        return tr("From {at} on", at=at)

    def _time_of(self, clip: int) -> float:
        from vbert_studio.media.clips import CLIP_SECONDS

        return clip * CLIP_SECONDS

    @Slot(int, int)
    def _go_to(self, _row: int, column: int) -> None:
        """To the moment of the video that a step stands for, if there is one."""
        if self._shown is None:
            return
        _, answer = self._shown
        if answer.truth[column] is not None:
            self.seek_wanted.emit(self._time_of(answer.clips[column]))

    @Slot(int)
    def _on_played(self, at: int) -> None:
        self.view.strips.set_playing(None if at < 0 else (self._playing, at))
        self.view.play.setText(tr("Play") if at < 0 else tr("Stop"))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds and changes.concerns("checkpoints", "codebooks"):
            self._let_go()

    @Slot()
    def _check_model(self) -> None:
        """Another program, or another window, may have chosen another model."""
        model = self._around.answering.model
        if self._shown is not None and model is not None:
            _, answer = self._shown
            if answer.checkpoint != model.checkpoint:
                self._let_go()

    def _let_go(self) -> None:
        """Whoever foresaw it answers no longer: nothing of it is shown, and it says why."""
        if self._shown is None:
            return
        self._shown = None
        self.questioner.forget()
        self.view.show_empty(_OUT_OF_DATE)
        self.foreseen.emit(Absence(f"{_OUT_OF_DATE.heading}. {_OUT_OF_DATE.text}"))
        self.questioner.renew()

    @Slot()
    def _forget(self) -> None:
        self._shown = None
        self.foreseen.emit(None)
        self.view.show_empty(NO_VIDEO)
