"""Which stretch of time the timeline shows, and the way between seconds and pixels.

Pure arithmetic on logical pixels; a viewport never changes, every gesture gives a new one. It
always shows time that exists: the start is never negative and the end never beyond the video.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

# One frame of a 30 fps video is then 133 pixels wide: nothing more is to be seen by going closer.
CLOSEST = 1 / 4000


@dataclass(frozen=True, slots=True)
class Viewport:
    """A stretch of `width` pixels that begins at `start_s` and spends `scale` seconds per pixel."""

    duration_s: float
    width: float
    start_s: float
    scale: float

    @classmethod
    def whole(cls, duration_s: float, width: float) -> Viewport:
        """The viewport that shows everything."""
        width = max(1.0, width)
        duration_s = max(duration_s, CLOSEST * width)
        return cls(duration_s, width, 0.0, duration_s / width)

    @property
    def end_s(self) -> float:
        """The time at the right border."""
        return self.start_s + self.width * self.scale

    @property
    def shown_s(self) -> float:
        """How many seconds are in view."""
        return self.width * self.scale

    @property
    def is_whole(self) -> bool:
        """Whether all of the video is in view."""
        return self.scale >= self.duration_s / self.width * (1 - 1e-9)

    def x_of(self, t_s: float) -> float:
        """Pixels from the left border at which a time lies; may be outside."""
        return (t_s - self.start_s) / self.scale

    def t_of(self, x: float) -> float:
        """The time at a pixel, held inside the video."""
        return min(max(self.start_s + x * self.scale, 0.0), self.duration_s)

    def shows(self, t_s: float) -> bool:
        """Whether a time is in view."""
        return self.start_s <= t_s <= self.end_s

    def moved(self, pixels: float) -> Viewport:
        """Later by so many pixels, or earlier by negative ones."""
        return self._held(self.start_s + pixels * self.scale, self._held_scale(self.scale))

    def zoomed(self, factor: float, x: float) -> Viewport:
        """Closer by `factor` (below 1: farther); the time at pixel `x` stays where it is."""
        scale = self._held_scale(self.scale / factor)
        return self._held(self.start_s + x * (self.scale - scale), scale)

    def showing(self, start_s: float, end_s: float, margin: float = 0.04) -> Viewport:
        """Just this stretch, with a margin on both sides as a share of its length."""
        length = max(end_s - start_s, CLOSEST)
        scale = self._held_scale(length * (1 + 2 * margin) / self.width)
        middle = (start_s + end_s) / 2
        return self._held(middle - scale * self.width / 2, scale)

    def centred(self, t_s: float) -> Viewport:
        """The same scale with this time in the middle, as far as the borders allow."""
        return self._held(t_s - self.shown_s / 2, self.scale)

    def revealing(self, t_s: float) -> Viewport:
        """Itself when the time is in view, else a page that begins a little before it."""
        if self.shows(t_s):
            return self
        return self._held(t_s - 0.1 * self.shown_s, self.scale)

    def resized(self, width: float) -> Viewport:
        """Another width: a viewport that showed everything still does, else the scale stays."""
        if self.is_whole:
            return Viewport.whole(self.duration_s, width)
        return replace(self, width=max(1.0, width)).moved(0)

    def lasting(self, duration_s: float) -> Viewport:
        """The same view of a video that turned out longer or shorter."""
        if self.is_whole:
            return Viewport.whole(duration_s, self.width)
        return replace(self, duration_s=max(duration_s, CLOSEST * self.width)).moved(0)

    def _held_scale(self, scale: float) -> float:
        return min(max(scale, CLOSEST), self.duration_s / self.width)

    def _held(self, start_s: float, scale: float) -> Viewport:
        latest = self.duration_s - self.width * scale
        return replace(self, start_s=max(0.0, min(start_s, latest)), scale=scale)
