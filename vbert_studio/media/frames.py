"""Single frames of a film, exactly those that are on screen at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import CancelledError, MediaError
from vbert_studio.media.decoding import Decoded, Decoder
from vbert_studio.media.files import media_error
from vbert_studio.media.geometry import Geometry
from vbert_studio.media.shaping import Shaper, aspect_of
from vbert_studio.media.times import FrameTimes
from vbert_studio.progress import Monitor

Size = tuple[int, int] | int | None

_SEARCH = 16  # a search costs about as much as decoding this many frames


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture and its place: index, start in seconds, ``uint8 (H, W, 3)`` RGB, upright."""

    index: int
    start_s: float
    image: npt.NDArray[np.uint8]


class FrameReader:
    """Frames in any order; neighbours in the order of the film cost no second decoding.

    Args:
        path: the film.
        times: its frame times.
        size: ``(H, W)`` of the pictures, or H alone to keep the film's shape; None keeps the size
            at which the film is shown.
        monitor: asked at every packet whether to stop; after a `CancelledError` reading goes on.
        threads: of the decoder; 0 takes what is best for it.
    """

    def __init__(
        self,
        path: Path,
        times: FrameTimes,
        size: Size = None,
        *,
        monitor: Monitor | None = None,
        threads: int = 0,
    ) -> None:
        self._path = path
        self._times = times
        self._size = size
        self._decoder = Decoder(path, times, monitor, threads)
        self._stream: Iterator[Decoded] = iter(())
        self._ahead: Decoded | None = None  # decoded, and later than what was last asked for
        self._shown: Decoded | None = None

    def __enter__(self) -> Self:
        self._decoder.__enter__()
        self.resize(self._size)
        return self

    def __exit__(self, *_: object) -> None:
        self._stream, self._ahead, self._shown = iter(()), None, None
        self._decoder.__exit__()

    def resize(self, size: Size) -> None:
        """Give pictures of another size from now on; nothing is decoded again."""
        geometry = Geometry.direct(*size) if isinstance(size, tuple) else size
        self._shaper = Shaper(geometry, aspect_of(self._decoder.stream))

    def at(self, t_s: float) -> Frame:
        """The frame on screen at `t_s`."""
        return self.read(self._times.index_at(t_s))

    def read(self, index: int) -> Frame:
        """Frame `index`; where it is damaged, the frame that stays on screen instead of it.

        Raises:
            IndexError: there is no such frame.
            MediaError: the file can no longer be read.
            CancelledError: the monitor asked to stop.
        """
        decoded = self._find(index)
        image = np.ascontiguousarray(self._shaper.shape(decoded.frame))
        return Frame(decoded.index, self._times.start_of(decoded.index), image)

    def go_to(self, index: int) -> None:
        """Decode up to a frame that nobody needs a picture of; it raises what `read` raises."""
        self._find(index)

    def _find(self, index: int) -> Decoded:
        if not 0 <= index < len(self._times):
            raise IndexError(f"frame {index} of {len(self._times)}")
        try:
            self._decoder.hurry_to(index)
            found = self._advance(index)
            if found.index < index:  # damaged: what stays on screen instead may have been left out
                self._decoder.hurry_no_more()
                self._shown = None
                found = self._advance(index)
        except (CancelledError, MediaError):
            self._shown = None  # an interrupted stream cannot go on
            raise
        return found

    def _advance(self, index: int) -> Decoded:
        shown = self._shown if self._is_near(index) else None
        if shown is None:
            shown = self._restart(index)
        while shown.index < index:
            following = self._peek()
            if following is None or following.index > index:
                break
            shown, self._ahead = following, None
        self._shown = shown
        return shown

    def _restart(self, index: int) -> Decoded:
        self._stream, self._ahead = self._decoder.frames_from(index), None
        first = next(self._stream, None)
        if first is None:
            raise media_error("not_a_video", self._path, "no picture in it can be decoded")
        return first

    def _peek(self) -> Decoded | None:
        if self._ahead is None:
            self._ahead = next(self._stream, None)
        return self._ahead

    def _is_near(self, index: int) -> bool:
        """Whether going on from the last frame is quicker than to search for a keyframe."""
        if self._shown is None or index < self._shown.index:
            return False
        return self._times.keyframe_before(index) <= self._shown.index + _SEARCH
