"""What the keys and menus do on the timeline."""

from __future__ import annotations

import numpy as np

from vbert_studio.commands.registry import command
from vbert_studio.ui.timeline.content import Seconds, Spans, TextTrack, TokenTrack
from vbert_studio.ui.timeline.view import TimelineView

_STEP = 1.5  # one press of a zoom key
_CONTEXT = "timeline"
_GROUP = "Timeline"


class TimelineCommands:
    """The commands of the panel that has the `view`."""

    view: TimelineView

    @command("timeline.zoom_in", title="Zoom in", group=_GROUP, key=("Ctrl++", "Ctrl+="))
    def zoom_in(self) -> None:
        """Show less time, larger, around the playhead."""
        self._zoom(_STEP)

    @command("timeline.zoom_out", title="Zoom out", group=_GROUP, key="Ctrl+-")
    def zoom_out(self) -> None:
        """Show more time, smaller, around the playhead."""
        self._zoom(1 / _STEP)

    @command("timeline.fit", title="Show the whole video", group=_GROUP, key="Ctrl+0")
    def fit(self) -> None:
        """Zoom out until the whole video is in view."""
        viewport = self.view.viewport
        self.view.look_at(viewport.showing(0.0, viewport.duration_s, 0.0))

    @command("timeline.zoom_selection", title="Zoom to the selection", group=_GROUP, key="Ctrl+E")
    def zoom_to_selection(self) -> None:
        """Show the selected stretch, or the clip under the playhead, across the whole width."""
        stretch = self.stretch_here()
        if stretch is not None:
            self.view.look_at(self.view.viewport.showing(*stretch))

    @command(
        "timeline.select_clip", title="Select this clip", group=_GROUP, key="X", context=_CONTEXT
    )
    def select_clip(self) -> None:
        """Select the clip under the playhead."""
        self.view.select(self._clip_here())

    @command(
        "timeline.select_sentence",
        title="Select this sentence",
        group=_GROUP,
        key="S",
        context=_CONTEXT,
    )
    def select_sentence(self) -> None:
        """Select the sentence that is said at the playhead."""
        self.view.select(self._sentence_here())

    @command("timeline.start_here", title="Start the selection here", group=_GROUP, key="I")
    def start_here(self) -> None:
        """Let the selection begin at the playhead, also while playing."""
        here = self.view.marks.playhead_s
        end_s = (self.view.marks.selection or (here, self._end_s()))[1]
        self.view.select((here, end_s if end_s > here else self._end_s()))

    @command("timeline.end_here", title="End the selection here", group=_GROUP, key="O")
    def end_here(self) -> None:
        """Let the selection end at the playhead, also while playing."""
        here = self.view.marks.playhead_s
        start_s = (self.view.marks.selection or (0.0, here))[0]
        if here > 0:
            self.view.select((start_s if start_s < here else 0.0, here))

    @command(
        "timeline.extend_clip_back",
        title="Extend the selection a clip back",
        group=_GROUP,
        key="Ctrl+Shift+Left",
        context=_CONTEXT,
    )
    def extend_clip_back(self) -> None:
        """Move the start of the selection to the clip edge before it."""
        self._extend(self._clip_edges(), back=True)

    @command(
        "timeline.extend_clip",
        title="Extend the selection a clip forward",
        group=_GROUP,
        key="Ctrl+Shift+Right",
        context=_CONTEXT,
    )
    def extend_clip(self) -> None:
        """Move the end of the selection to the next clip edge."""
        self._extend(self._clip_edges(), back=False)

    @command(
        "timeline.extend_frame_back",
        title="Extend the selection a frame back",
        group=_GROUP,
        key="Alt+Shift+Left",
        context=_CONTEXT,
    )
    def extend_frame_back(self) -> None:
        """Move the start of the selection one frame earlier."""
        self._extend(self._frames(), back=True)

    @command(
        "timeline.extend_frame",
        title="Extend the selection a frame forward",
        group=_GROUP,
        key="Alt+Shift+Right",
        context=_CONTEXT,
    )
    def extend_frame(self) -> None:
        """Move the end of the selection one frame later."""
        self._extend(self._frames(), back=False)

    @command("timeline.select_nothing", title="Select nothing", group=_GROUP, key="Ctrl+Shift+A")
    def select_nothing(self) -> None:
        """Take the selection away."""
        self.view.select(None)

    @command("timeline.next_sentence", title="Next sentence", group=_GROUP, key="Alt+Right")
    def next_sentence(self) -> None:
        """Go to where the next sentence begins."""
        self._go_to(self._sentence_starts(), back=False)

    @command("timeline.previous_sentence", title="Previous sentence", group=_GROUP, key="Alt+Left")
    def previous_sentence(self) -> None:
        """Go to where this sentence begins, or the one before."""
        self._go_to(self._sentence_starts(), back=True)

    def stretch_here(self) -> tuple[float, float] | None:
        """The selected stretch, else the clip under the playhead."""
        return self.view.marks.selection or self._clip_here()

    def _zoom(self, factor: float) -> None:
        """Around the playhead if it is in view, else around the middle."""
        viewport = self.view.viewport
        x = viewport.x_of(self.view.marks.playhead_s)
        middle = viewport.width / 2
        self.view.look_at(viewport.zoomed(factor, x if 0 <= x <= viewport.width else middle))

    def _extend(self, edges: Seconds, *, back: bool) -> None:
        here = self.view.marks.playhead_s
        start_s, end_s = self.view.marks.selection or (here, here)
        border = _beside(edges, start_s if back else end_s, back=back)
        if border is not None:
            self.view.select((border, end_s) if back else (start_s, border))

    def _go_to(self, times: Seconds, *, back: bool) -> None:
        there = _beside(times, self.view.marks.playhead_s, back=back)
        if there is not None:
            self.view.go_to(there)

    def _end_s(self) -> float:
        return 0.0 if self.view.content is None else self.view.content.duration_s

    def _clip_here(self) -> tuple[float, float] | None:
        content = self.view.content
        tokens = None if content is None else content.tokens
        return self._span_here(tokens.spans) if isinstance(tokens, TokenTrack) else None

    def _sentence_here(self) -> tuple[float, float] | None:
        content = self.view.content
        track = None if content is None else content.sentences
        return self._span_here(track.spans) if isinstance(track, TextTrack) else None

    def _span_here(self, spans: Spans) -> tuple[float, float] | None:
        index = spans.at(self.view.marks.playhead_s)
        if index is None:
            return None
        return float(spans.starts[index]), min(float(spans.ends[index]), self._end_s())

    def _clip_edges(self) -> Seconds:
        content = self.view.content
        tokens = None if content is None else content.tokens
        return tokens.spans.edges if isinstance(tokens, TokenTrack) else np.empty(0)

    def _frames(self) -> Seconds:
        content = self.view.content
        return np.empty(0) if content is None else np.append(content.frame_starts, self._end_s())

    def _sentence_starts(self) -> Seconds:
        content = self.view.content
        track = None if content is None else content.sentences
        return track.spans.starts if isinstance(track, TextTrack) else np.empty(0)


def _beside(times: Seconds, t_s: float, *, back: bool) -> float | None:
    """The last of ascending times before one, or the first after it."""
    tolerance = 1e-6
    if back:
        index = int(times.searchsorted(t_s - tolerance, "left")) - 1
    else:
        index = int(times.searchsorted(t_s + tolerance, "right"))
    return float(times[index]) if 0 <= index < len(times) else None
