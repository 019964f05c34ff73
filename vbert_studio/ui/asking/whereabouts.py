"""Where the person is: which video, which clip, which stretch. What questions are about."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QObject, Signal, Slot

from vbert_studio.ui.timeline.content import TimelineContent, TokenTrack
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.ticks import time_text
from vbert_studio.ui.translation import tr

_SLACK_S = 1e-3
_AROUND = 1  # clips on either side of the playhead, where nothing is selected


@dataclass(frozen=True, slots=True)
class Stretch:
    """The clips ``[first, end)``, and from when to when they last."""

    first: int
    end: int
    start_s: float
    end_s: float

    @property
    def told(self) -> str:
        """Its times, and how many clips that are."""
        count = self.end - self.first
        clips = tr("1 clip") if count == 1 else tr("{count} clips", count=count)
        return tr(
            "{start} to {end} ({clips})",
            start=time_text(self.start_s, 0.1),
            end=time_text(self.end_s, 0.1),
            clips=clips,
        )


@dataclass(frozen=True, slots=True)
class Here:
    """A place in a video whose visual tokens are known.

    Attributes:
        video_id: the video.
        name: of its file.
        clips: how many clips have a token, from the first on.
        present: the first clip that has not been seen when the film stands here, at least 1.
        selected: what is selected.
        around: what is selected, or else the clips about the playhead.
    """

    video_id: int
    name: str
    clips: int
    present: int
    selected: Stretch | None
    around: Stretch


class Whereabouts(QObject):
    """Follows the timeline. `changed` comes with another video, another clip, another selection."""

    changed = Signal()

    def __init__(self, timeline: TimelinePanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = timeline.view
        self._here: Here | None = None
        timeline.loaded.connect(self._look)
        timeline.stretch_selected.connect(self._look)
        timeline.view.moved.connect(self._look)

    @property
    def here(self) -> Here | None:
        """The place; None without a video, or without visual tokens."""
        return self._find()

    @property
    def content(self) -> TimelineContent | None:
        """All that is known of the video."""
        return self._view.content

    @property
    def playhead_s(self) -> float:
        """Where the film stands, in seconds."""
        return self._view.marks.playhead_s

    @Slot()
    def _look(self) -> None:
        here = self._find()
        if here != self._here:
            self._here = here
            self.changed.emit()

    def _find(self) -> Here | None:
        content = self._view.content
        if content is None or not isinstance(content.tokens, TokenTrack):
            return None
        track, marks = content.tokens, self._view.marks
        if not track.known:
            return None
        clips, at_s = track.known, marks.playhead_s
        clip = min(track.spans.at(at_s) or 0, clips - 1)
        selected = None
        if marks.selection is not None:
            selected = stretch_over(track, *marks.selection)
        around = selected or _stretch(track, max(0, clip - _AROUND), min(clips, clip + _AROUND + 1))
        length_s = float(track.spans.ends[0] - track.spans.starts[0])
        present = min(max(1, ceil((at_s - _SLACK_S) / length_s)), clips)
        return Here(content.video_id, content.name, clips, present, selected, around)


def stretch_over(track: TokenTrack, start_s: float, end_s: float) -> Stretch | None:
    """The known clips that a selection touches."""
    inside = track.spans.within(start_s + _SLACK_S, end_s - _SLACK_S)
    first, end = inside.start, min(inside.stop, track.known)
    return _stretch(track, first, end) if first < end else None


def _stretch(track: TokenTrack, first: int, end: int) -> Stretch:
    return Stretch(first, end, float(track.spans.starts[first]), float(track.spans.ends[end - 1]))
