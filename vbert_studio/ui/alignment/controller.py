"""Asks which sentence belongs where, goes there, and shifts the transcript."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.commands.registry import command
from vbert_studio.jobs.requests import AlignmentAnswer, AskAlignment
from vbert_studio.ui.alignment.facts import COLUMNS, Aligned, offsets_of, read_aligned, rows_of
from vbert_studio.ui.alignment.view import NUDGE_S, AlignmentView
from vbert_studio.ui.asking.frame import NO_TOKENS, NO_VIDEO, Empty
from vbert_studio.ui.asking.questioner import Questioner, Surroundings
from vbert_studio.ui.asking.shell import alignment_line
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure
from vbert_studio.ui.timeline.content import TextTrack
from vbert_studio.ui.translation import tr

_CONTEXT = "alignment"
_GROUP = "Model"
_ALL = 40  # sentences; with more only those near each other are asked about
_BAND = 12
_NO_SENTENCES = Empty(
    tr("Nothing is said yet"),
    tr("Sentences are put to what is seen. Reading the videos writes down what is said."),
    tr("Read these videos"),
    "videos.read",
)


class AlignmentController(QObject):
    """The alignment panel. `seek_wanted(t_s)` follows a cell that is chosen."""

    seek_wanted = Signal(float)

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._aligned: Aligned | None = None
        self.view = AlignmentView()
        self.exports = FigureButton(self.figure, self)
        self.exports.failed.connect(around.session.failed)
        self.view.finish(self.exports.button)
        self.questioner = Questioner(around, self.view, _CONTEXT, self._question, self._take)
        around.whereabouts.changed.connect(self.questioner.renew)
        around.session.closing.connect(self._forget)
        self.view.map.chosen.connect(self._go_to)
        self.view.shift_wanted.connect(self.shift)

    @property
    def aligned(self) -> Aligned | None:
        """What is shown."""
        return self._aligned

    @command(
        "alignment.shift", title="Shift the transcript to fit", group=_GROUP, key="Ctrl+Shift+K"
    )
    def shift_to_fit(self) -> None:
        """Shift the whole transcript, with its words, to where its sentences fit best."""
        if self.view.by_s:
            self.shift(self.view.by_s)

    @command(
        "alignment.earlier",
        title="Shift half a second earlier",
        group=_GROUP,
        key="-",
        context=_CONTEXT,
    )
    def shift_earlier(self) -> None:
        """Shift the whole transcript half a second earlier."""
        self.shift(-NUDGE_S)

    @command(
        "alignment.later",
        title="Shift half a second later",
        group=_GROUP,
        key="+",
        context=_CONTEXT,
    )
    def shift_later(self) -> None:
        """Shift the whole transcript half a second later."""
        self.shift(NUDGE_S)

    @Slot(float)
    def shift(self, by_s: float) -> None:
        """Shift the transcript whose sentences are shown; one edit, which undo takes back."""
        from vbert_studio.project.operations import ShiftTranscript

        if self._aligned is not None and not self._around.session.read_only:
            self._around.session.edit(ShiftTranscript(self._aligned.transcript_id, by_s))

    def figure(self) -> Figure | None:
        """What is shown, for files."""
        asked = self.questioner.asked
        if self._aligned is None or self.view.is_empty or not isinstance(asked, AskAlignment):
            return None
        map_, rows = self.view.map, list(rows_of(self._aligned))
        size, line = map_.figure_size(), alignment_line(asked)
        more = (offsets_of(self._aligned),)
        return Figure("alignment", size, map_.paint_figure, COLUMNS, rows, line, more)

    def _question(self) -> AskAlignment | Empty:
        where = self._around.whereabouts
        if where.content is None:
            return NO_VIDEO
        if where.here is None:
            return NO_TOKENS
        track = where.content.sentences
        if not isinstance(track, TextTrack) or not track.texts:
            return _NO_SENTENCES
        band = None if len(track.texts) <= _ALL else _BAND
        return AskAlignment(self._around.session.project.folder, where.here.video_id, band)

    def _take(self, answer: AlignmentAnswer) -> None:
        asked = self.questioner.asked
        if isinstance(asked, AskAlignment):
            video_id = asked.video_id
            self._around.session.read(
                "aligned", lambda project: read_aligned(project, video_id, answer), self._show
            )

    def _show(self, aligned: Aligned | None) -> None:
        if aligned is None:
            return  # it has changed meanwhile, and is being asked about again
        self._aligned = aligned
        self.view.show_aligned(aligned, can_edit=not self._around.session.read_only)

    @Slot(int, int)
    def _go_to(self, _row: int, column: int) -> None:
        if self._aligned is not None:
            self.seek_wanted.emit(self._aligned.starts_s[column])

    @Slot()
    def _forget(self) -> None:
        self._aligned = None
        self.view.show_aligned(None, can_edit=False)
        self.view.show_empty(NO_VIDEO)
