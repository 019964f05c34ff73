"""Decoded frames to upright RGB pictures of one size, in one pass of libavfilter."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt
from av.filter import Graph
from av.video.frame import VideoFrame

from vbert_studio.media.geometry import Geometry, Interpolation
from vbert_studio.media.orientation import Orientation
from vbert_studio.media.rationals import fraction

_BT709, _UNSPECIFIED = 1, 2
_EXACT = "+accurate_rnd"  # without it rounding depends on the processor; more flags cost double
_TICK = Fraction(1, 1000)  # the graph needs a time base, but nothing in it looks at the clock


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which source rectangle goes to which size, both as the frame is coded."""

    crop: tuple[int, int, int, int]  # width, height, x, y
    height: int
    width: int
    interpolation: Interpolation


@dataclass(frozen=True, slots=True)
class _Chain:
    """A graph, and how often it wants a frame before it gives it out."""

    graph: Graph
    pushes: int

    def run(self, frame: VideoFrame) -> VideoFrame:
        """What becomes of `frame`, whatever went through before."""
        for _ in range(self.pushes):
            self.graph.vpush(frame)
        picture = self.graph.vpull()
        for _ in range(1, self.pushes):
            with suppress(av.BlockingIOError):  # the first is what the frame before left behind
                picture = self.graph.vpull()
        return picture


class Shaper:
    """Turns frames of one stream into ``uint8 (H, W, 3)``.

    The cut comes before the scaling, rounded to whole source pixels, because scaling what is thrown
    away costs a fifth of the time. Of an interlaced frame one of the two fields is kept; where more
    lines are wanted than a field has, those between are drawn along its edges. A filter that looked
    at the neighbours would make a frame depend on where decoding began.

    Args:
        geometry: what the pictures must become: a height alone keeps the film's shape, None keeps
            the size at which it is shown.
        sample_aspect_ratio: width of a source pixel over its height.
    """

    def __init__(
        self, geometry: Geometry | int | None, sample_aspect_ratio: Fraction = Fraction(1)
    ) -> None:
        self._geometry = geometry
        self._aspect = sample_aspect_ratio
        self._orientation: Orientation | None = None
        self._chains: dict[tuple[object, ...], _Chain] = {}

    def shape(self, frame: VideoFrame) -> npt.NDArray[np.uint8]:
        """The picture of `frame`; may be a view into memory that only it refers to."""
        if self._orientation is None:
            self._orientation = Orientation.of(frame)
        if frame.colorspace == _UNSPECIFIED and _is_high_definition(frame):
            frame.colorspace = _BT709
        picture = self._chain(frame).run(frame)
        return self._orientation.apply(picture.to_ndarray())  # type: ignore[arg-type]

    def _chain(self, frame: VideoFrame) -> _Chain:
        """The chain for frames like this one; a stream may change its size or its scan half-way."""
        key = (
            frame.width,
            frame.height,
            frame.format.name,
            frame.interlaced_frame,
            frame.colorspace,
            frame.color_range,
        )
        if key not in self._chains:
            self._chains[key] = self._build(frame)
        return self._chains[key]

    def _build(self, frame: VideoFrame) -> _Chain:
        plan = self._plan(frame.height, frame.width)
        cut = ":".join(str(n) for n in plan.crop)
        draws_lines = frame.interlaced_frame and 2 * plan.height > plan.crop[1]
        filters = [
            ("crop", f"{cut}:exact=1"),
            ("scale", f"{plan.width}:{plan.height}:flags={plan.interpolation}{_EXACT}"),
            ("format", "rgb24"),
        ]
        if draws_lines:
            filters.insert(0, ("estdif", "mode=frame"))
        elif frame.interlaced_frame:
            filters.insert(1, ("field", "type=top"))
        graph = Graph()
        graph.threads = 1
        source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=_TICK
        )
        nodes = [graph.add(name, args) for name, args in filters]
        graph.link_nodes(source, *nodes, graph.add("buffersink"))
        graph.configure()
        return _Chain(graph, pushes=2 if draws_lines else 1)

    def _plan(self, height: int, width: int) -> _Plan:
        """Worked out as the frame is coded: turning comes last, on the small picture."""
        assert self._orientation is not None
        shown = self._orientation.size(*shown_size(height, width, self._aspect))
        geometry = self._geometry
        if not isinstance(geometry, Geometry):
            height_out = geometry or round(shown[0])
            geometry = Geometry.direct(height_out, max(1, round(height_out * shown[1] / shown[0])))
        resized = self._orientation.size(*geometry.resized(*shown))
        size = self._orientation.size(*geometry.size)
        cut_h, y = _centre(height, size[0] / resized[0])
        cut_w, x = _centre(width, size[1] / resized[1])
        return _Plan((cut_w, cut_h, x, y), int(size[0]), int(size[1]), geometry.interpolation)


def shown_size(height: int, width: int, aspect: Fraction) -> tuple[float, float]:
    """``(H, W)`` with square pixels: lines are kept, columns stretched."""
    return float(height), float(width * aspect)


def _is_high_definition(frame: VideoFrame) -> bool:
    """Where a file does not say which matrix it used, players go by its size."""
    return frame.width >= 1280 or frame.height > 576


def _centre(length: int, share: float) -> tuple[int, int]:
    """Whole pixels in the middle of `length`, and where they begin."""
    kept = min(length, max(1, round(length * share)))
    return kept, (length - kept) // 2


def aspect_of(stream: av.VideoStream) -> Fraction:
    """The stream's pixel aspect, 1 where it says nothing or nonsense."""
    aspect = stream.sample_aspect_ratio
    return fraction(aspect) if aspect else Fraction(1)
