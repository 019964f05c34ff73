"""Keeps the transcript in step with the open video, the playhead and the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vbert_studio.command_line import command_line
from vbert_studio.ui.parts.figure_button import FigureButton
from vbert_studio.ui.parts.figures import Figure, drawing_of
from vbert_studio.ui.session import Changes, ProjectSession
from vbert_studio.ui.transcript.lines import (
    NONE,
    Line,
    Lines,
    find_lines,
    read_lines,
    row_at,
)
from vbert_studio.ui.transcript.model import TranscriptModel
from vbert_studio.ui.transcript.view import TranscriptView
from vbert_studio.ui.translation import tr

if TYPE_CHECKING:
    from vbert_studio.project import Project

_SHOWN = ("transcripts", "sentences", "words")
_TYPING_MS = 120


class TranscriptPanel(QObject):
    """Controller of the transcript; `view` is its widget.

    `seek_wanted(video_id, t_s)` follows a click on a sentence, which may be of another video.
    """

    seek_wanted = Signal(int, float)
    read_wanted = Signal()

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._video_id: int | None = None
        self._position_s = 0.0
        self._is_working = False
        self._can_read = False
        self._lines = NONE
        self.model = TranscriptModel()
        self.figures = FigureButton(self._figure, self)
        self.figures.failed.connect(session.failed)
        self.view = TranscriptView(self.model, self.figures.button)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.refresh)
        self.model.text_edited.connect(self._edit)
        self.view.search_wanted.connect(self._typing.start)
        self.view.line_chosen.connect(self._choose)
        self.view.read_wanted.connect(self.read_wanted)
        session.closing.connect(self._empty)
        session.changed.connect(self._on_changed)
        self._tell_empty()

    @property
    def query(self) -> str:
        """What is searched for; empty while the open video's transcript is shown."""
        return self.view.search.text().strip()

    def load(self, video_id: int | None) -> None:
        """Show the transcript of this video."""
        self._video_id = video_id
        self._position_s = 0.0
        self.refresh()

    def set_position(self, t_s: float) -> None:
        """Mark and show the sentence that is being said at `t_s`."""
        self._position_s = t_s
        if self.query:
            return
        row = row_at(self.model.lines, t_s)
        if row != self.model.said:
            self.model.set_said(row)
            self.view.scroll_to(row)

    def set_is_working(self, working: bool) -> None:  # noqa: FBT001 - a slot
        """Whether speech may be on its way."""
        self._is_working = working
        self._show(self._lines)

    def set_can_read(self, can_read: bool) -> None:  # noqa: FBT001 - a slot
        """Whether a reading of the videos would do anything."""
        if can_read != self._can_read:
            self._can_read = can_read
            self._show(self._lines)

    @Slot()
    def refresh(self) -> None:
        """Read the lines again."""
        if not self._session.is_open:
            return
        query, video_id = self.query, self._video_id

        def read(project: Project) -> Lines:
            if query:
                return find_lines(project, query)
            return NONE if video_id is None else read_lines(project, video_id)

        self._session.read("transcript", read, self._show)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.concerns(*_SHOWN, video_id=None if self.query else self._video_id):
            self.refresh()

    def _show(self, lines: Lines) -> None:
        self._lines = lines
        self.model.is_editable = not self._session.read_only
        self.model.set_lines(lines.lines)
        if not lines.lines:
            self._tell_empty()
            return
        self.view.show_lines(self._note(lines))
        if not self.query:
            self.model.set_said(row_at(lines.lines, self._position_s))

    def _note(self, lines: Lines) -> str:
        count = len(lines.lines)
        sentences = tr("1 sentence") if count == 1 else tr("{count} sentences", count=count)
        if self.query:
            return tr("{sentences} in this project", sentences=sentences)
        if not lines.is_complete:
            return (
                tr("{sentences} so far", sentences=sentences)
                if self._is_working
                else tr("{sentences}, not finished", sentences=sentences)
            )
        return ""

    def _tell_empty(self) -> None:
        if self.query:
            self.view.show_empty(tr("Nothing found"), tr("No sentence has all of these words."))
        elif self._video_id is None:
            self.view.show_empty(
                tr("No video open"), tr("Choose a video to read what is said in it.")
            )
        elif self._is_working:
            self.view.show_empty(
                tr("Listening"), tr("Sentences appear here as they are understood.")
            )
        elif self._lines.source:
            self.view.show_empty(tr("Nothing is said"), tr("No speech was found in this video."))
        elif not self._can_read:
            self.view.show_empty(
                tr("No words yet"), tr("The speech of this video was not written down.")
            )
        else:
            self.view.show_empty(
                tr("No words yet"),
                tr("Reading a video writes down its speech, word by word with times."),
                tr("Read this video"),
            )

    def _figure(self) -> Figure | None:
        """The sentences of the video, or what was found in all of them."""
        lines, folder = self._lines.lines, self._session.folder
        if not lines or folder is None:
            return None
        size, paint = drawing_of(self.view.list)
        sentences = [line.sentence for line in lines]
        rows = [(s.id, s.video_id, s.start_s, s.end_s, s.text) for s in sentences]
        columns = ("id", "video_id", "start_s", "end_s", "text")
        asked = ("--text", self.query) if self.query else ("--video", self._video_id)
        line = command_line("sentences", folder, *asked)
        return Figure("transcript", size, paint, columns, rows, line)

    @Slot(object)
    def _choose(self, line: Line) -> None:
        sentence = line.sentence
        self.seek_wanted.emit(sentence.video_id, sentence.start_s)

    @Slot(int, str)
    def _edit(self, sentence_id: int, text: str) -> None:
        from vbert_studio.project.operations import SetSentenceText

        self._session.edit(SetSentenceText(sentence_id, text))

    @Slot()
    def _empty(self) -> None:
        self._video_id = None
        self._lines = NONE
        self.model.set_lines(())
        self._tell_empty()
