"""Asks for the verb and the object of what is selected."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vbert_studio.jobs.requests import ActionAnswer, AskAction
from vbert_studio.ui.action.guesses import COLUMNS, named, rows_of
from vbert_studio.ui.action.view import ActionView
from vbert_studio.ui.asking.frame import NO_TOKENS, NO_VIDEO, Empty
from vbert_studio.ui.asking.questioner import Questioner, Surroundings
from vbert_studio.ui.asking.shell import action_line
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.timeline.content import TokenTrack
from vbert_studio.ui.translation import tr

_CHANNEL = "action"
_TYPING_MS = 350


class ActionController(QObject):
    """The panel that names what is being done.

    `step_wanted(video_id, start_s, end_s, name)`: what is shown is to be kept as a step.
    """

    step_wanted = Signal(int, float, float, str)

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._answer: ActionAnswer | None = None
        self.view = ActionView()
        self.exports = FigureButton(self.figure, self)
        self.exports.failed.connect(around.session.failed)
        self.view.finish(self.exports.button)
        self.questioner = Questioner(around, self.view, _CHANNEL, self._question, self._take)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.questioner.ask)
        self.view.wanted_again.connect(self._on_typed)
        self.view.keep.clicked.connect(self._keep)
        around.whereabouts.changed.connect(self._renew)
        around.session.closing.connect(self._forget)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is waited for."""
        return self.questioner.is_idle and not self._typing.isActive()

    def figure(self) -> Figure | None:
        """What is shown, for files."""
        asked = self.questioner.asked
        if self._answer is None or self.view.is_empty or not isinstance(asked, AskAction):
            return None
        view, rows = self.view, list(rows_of(self._answer))
        size, line = view.figure_size(), action_line(asked)
        return Figure(tr("what is being done"), size, view.paint_figure, COLUMNS, rows, line)

    def _question(self) -> AskAction | Empty:
        here = self._around.whereabouts.here
        if here is None:
            return NO_VIDEO if self._around.whereabouts.content is None else NO_TOKENS
        around = here.around
        return AskAction(
            self._around.session.project.folder,
            here.video_id,
            around.first,
            around.end,
            template=self.view.template.text(),
        )

    @Slot()
    def _on_typed(self) -> None:
        if self.view.is_askable and self.view.isVisible():
            self._typing.start()
        else:
            self._typing.stop()

    @Slot()
    def _renew(self) -> None:
        if self.view.is_askable:
            self.questioner.renew()

    def _take(self, answer: ActionAnswer) -> None:
        self._answer = answer
        here = self._around.whereabouts.here
        if here is not None:
            what = tr("The selection") if here.selected is not None else tr("About the playhead")
            self.view.where.setText(f"{what}: {here.around.told}")
        self.view.show_answer(answer)

    @Slot()
    def _keep(self) -> None:
        """Of the clips that were asked about, wherever the playhead is by now."""
        asked, content = self.questioner.asked, self._around.whereabouts.content
        if self._answer is None or content is None or not isinstance(asked, AskAction):
            return
        spans = content.tokens.spans if isinstance(content.tokens, TokenTrack) else None
        if spans is None or not self.questioner.is_idle or asked.video_id != content.video_id:
            return
        start_s, end_s = (
            float(spans.starts[asked.first_clip]),
            float(spans.ends[asked.end_clip - 1]),
        )
        end_s = min(end_s, content.duration_s)
        self.step_wanted.emit(asked.video_id, start_s, end_s, named(self._answer))

    @Slot()
    def _forget(self) -> None:
        self._typing.stop()
        self._answer = None
        self.view.show_empty(NO_VIDEO)
