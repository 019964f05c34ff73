"""When the view turns its pages after the playhead, and when it leaves the person alone."""

from __future__ import annotations

from vbert_studio.ui.timeline.viewport import Viewport

_JUMP_S = 1.0  # a playhead that moves farther at once was sent there


class Following:
    """Keeps the playhead in view, unless the person scrolled away from it.

    Following begins again when the playhead comes into view by itself, or is sent elsewhere.
    """

    def __init__(self) -> None:
        self._left_alone = False
        self._last_s: float | None = None

    def scrolled(self, viewport: Viewport, playhead_s: float) -> None:
        """The person chose this view."""
        self._left_alone = not viewport.shows(playhead_s)

    def view_for(self, viewport: Viewport, playhead_s: float) -> Viewport:
        """The view to show once the playhead is there."""
        sent = self._last_s is None or abs(playhead_s - self._last_s) > _JUMP_S
        self._last_s = playhead_s
        if sent or viewport.shows(playhead_s):
            self._left_alone = False
        return viewport if self._left_alone else viewport.revealing(playhead_s)
