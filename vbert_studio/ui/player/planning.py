"""Which frames to decode, in which order, once the person looks at one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from vbert_studio.ui.player.pictures import PictureCache

if TYPE_CHECKING:
    from vbert_studio.media.times import FrameTimes

_AHEAD = 48  # pictures to be ready with while playing
_STEPS = 4  # pictures to be ready with while standing: the next presses of a key
_GROUP = 96  # pictures of the group behind, for going back
APART = 6  # frames between the pictures that are kept on a long way to the one that is wanted


@dataclass(frozen=True, slots=True)
class Request:
    """What the person looks at.

    Attributes:
        index: the frame that must be on screen now.
        speed: of playing, negative backwards; 0 while standing.
        size: ``(H, W)`` of the pictures.
        cache: where they go; all in one cache have one size.
    """

    index: int
    speed: float
    size: tuple[int, int]
    cache: PictureCache


def plan(request: Request, times: FrameTimes) -> Iterator[int]:
    """Frames worth decoding, the most urgent first, and no more than can be kept."""
    room = request.cache.room(request.size)
    if request.speed > 0:
        return _forward(request, times, min(_AHEAD, room // 2))
    if request.speed < 0:
        return _backward(request.index, times, min(_GROUP, room // 2))
    return _standing(request.index, times, min(_GROUP, room // 2))


def way(index: int, times: FrameTimes, at: int | None) -> range:
    """Frames to keep on the way to one that is far, from where the decoder is or has to begin.

    Somebody who drags sees them meanwhile, and finds them there when he comes back.

    Args:
        index: the frame that is wanted.
        times: of the film.
        at: the frame that was decoded last.
    """
    begins = times.keyframe_before(index)
    is_on_the_way = at is not None and begins <= at <= index
    return range(at + APART if is_on_the_way and at is not None else begins, index, APART)


def group(index: int, times: FrameTimes) -> range:
    """The frames that are decoded from the same keyframe."""
    after = int(times.keyframes.searchsorted(index, "right"))
    end = int(times.keyframes[after]) if after < len(times.keyframes) else len(times)
    return range(times.keyframe_before(index), end)


def stride(speed: float, times: FrameTimes, shown_per_second: float = 60.0) -> int:
    """At high speed only every so many frames can be seen: the others need no picture."""
    rate = len(times) / max(1e-3, times.end_s - times.start_of(0))
    return max(1, int(abs(speed) * rate / shown_per_second))


def _forward(request: Request, times: FrameTimes, count: int) -> Iterator[int]:
    step = stride(request.speed, times)
    return iter(range(request.index, min(len(times), request.index + count * step), step))


def _backward(index: int, times: FrameTimes, count: int) -> Iterator[int]:
    """Groups of pictures, the later group first, each in the order in which it is decoded."""
    for _ in range(2):
        if index < 0:
            return
        first = max(times.keyframe_before(index), index - count + 1, 0)
        yield from range(first, index + 1)
        index = first - 1


def _standing(index: int, times: FrameTimes, count: int) -> Iterator[int]:
    """The frame itself, then those of the next steps forward, then those behind."""
    after = range(index, min(len(times), index + 1 + _STEPS))
    group = times.keyframe_before(max(0, index - 1))
    return chain(after, range(max(0, group, index - count), index))
