"""The sentences that are shown and which of them is being said, without a widget."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vbert_studio.project import Project
    from vbert_studio.project.records import SentenceRow


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the open video, or one that a search found in any video.

    `video_name` is empty for a sentence of the open video.
    """

    sentence: SentenceRow
    video_name: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a list, and where the transcript stands."""

    lines: tuple[Line, ...]
    is_complete: bool
    source: str = ""


NONE = Lines((), is_complete=True)


def timecode(seconds: float) -> str:
    """A moment as ``1:02.4`` or ``1:01:02.4``."""
    tenths = int(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    text = f"{minutes}:{rest // 10:02}.{rest % 10}"
    return f"{hours}:{int(minutes):02}:{rest // 10:02}.{rest % 10}" if hours else text


def read_lines(project: Project, video_id: int) -> Lines:
    """The sentences of a video's current transcript."""
    transcript = project.transcripts.current(video_id)
    if transcript is None:
        return NONE
    sentences = project.transcripts.sentences(video_id)
    return Lines(tuple(map(Line, sentences)), transcript.complete, transcript.source)


def find_lines(project: Project, text: str) -> Lines:
    """The sentences of every video that have all these words, best first."""
    names = project.videos.names()
    found = [hit.sentence for hit in project.transcripts.search(text)]
    lines = tuple(Line(s, names.get(s.video_id, "")) for s in found)
    return Lines(lines, is_complete=True)


def row_at(lines: tuple[Line, ...], t_s: float) -> int:
    """The row of the sentence that is being said at a time, or -1 in a pause."""
    row = bisect_right(lines, t_s, key=lambda line: line.sentence.start_s) - 1
    return row if row >= 0 and t_s < lines[row].sentence.end_s else -1
