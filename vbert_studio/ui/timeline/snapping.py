"""Where a dragged border comes to rest: on an edge that means something, else on a frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vbert_studio.ui.timeline.content import BlockTrack, TextTrack, TimelineContent, TokenTrack
from vbert_studio.ui.translation import tr


@dataclass(frozen=True, slots=True)
class Snap:
    """A time, and the name of what holds it there; no name for a free time or a plain frame."""

    t_s: float
    held_by: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Magnets:
    """The times that attract, by kind, strongest kind first; each array ascends."""

    kinds: tuple[tuple[str, NDArray[np.float64]], ...]
    frames: NDArray[np.float64]

    def snap(self, t_s: float, reach_s: float, playhead_s: float) -> Snap:
        """The nearest magnet within `reach_s`, else the nearest frame border."""
        best = Snap(t_s)
        distance = reach_s
        here = np.array([playhead_s])
        for name, times in (("playhead", here), *self.kinds):
            near = nearest(times, t_s)
            if near is not None and abs(near - t_s) < distance:
                best, distance = Snap(near, name), abs(near - t_s)
        return best if best.held_by else Snap(self.on_frame(t_s))

    def on_frame(self, t_s: float) -> float:
        """The nearest time at which the picture changes."""
        near = nearest(self.frames, t_s)
        return t_s if near is None else near


def nearest(times: NDArray[np.float64], t_s: float) -> float | None:
    """The nearest of ascending times, or None of none."""
    if not len(times):
        return None
    after = int(np.searchsorted(times, t_s))
    around = times[max(0, after - 1) : after + 1]
    return float(around[np.argmin(np.abs(around - t_s))])


def magnets_of(content: TimelineContent) -> Magnets:
    """Edges of clips, sentences, words and annotations; frame borders with the end of the video."""
    kinds: list[tuple[str, NDArray[np.float64]]] = [
        (tr("end of video"), np.array([0.0, content.duration_s]))
    ]
    for name, track in (
        (tr("clip edge"), content.tokens),
        (tr("sentence edge"), content.sentences),
        (tr("word edge"), content.words),
    ):
        if isinstance(track, TokenTrack | TextTrack):
            edges = track.spans.edges
            kinds.append((name, edges[edges <= content.duration_s]))
    for name, blocks in (
        (tr("step edge"), content.steps),
        (tr("description edge"), content.descriptions),
    ):
        if isinstance(blocks, BlockTrack):
            kinds.append((name, blocks.edges[blocks.edges <= content.duration_s]))
    frames = np.append(content.frame_starts, content.duration_s)
    return Magnets(tuple(kinds), frames if len(content.frame_starts) else np.empty(0))
