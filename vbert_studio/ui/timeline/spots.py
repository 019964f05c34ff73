"""Where hidden and filled places lie on the timeline: found without walking the video."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from vbert_studio.jobs.requests import WordPlace
from vbert_studio.ui.masking.whatif import Place
from vbert_studio.ui.timeline.content import (
    NO_TOKEN,
    Spans,
    TextTrack,
    TimelineContent,
    TokenTrack,
)
from vbert_studio.ui.timeline.viewport import Viewport

ITEM_TIERS = frozenset({"tokens", "words"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in view: its borders in pixels, held to what is seen."""

    place: Place
    left: float
    right: float

    @property
    def width(self) -> float:
        """How wide what is seen of it is."""
        return self.right - self.left


def spots(
    content: TimelineContent, view: Viewport, places: Iterable[Place], dpr: float
) -> Iterator[Spot]:
    """Those of the places that are in view, each border on a device pixel."""
    for place in places:
        stretch = stretch_of(content, place)
        if stretch is None or stretch[1] <= view.start_s or stretch[0] >= view.end_s:
            continue
        left, right = (
            min(max(round(view.x_of(t_s) * dpr) / dpr, 0.0), view.width) for t_s in stretch
        )
        yield Spot(place, left, max(right, left + 1 / dpr))


def stretch_of(content: TimelineContent, place: Place) -> tuple[float, float] | None:
    """When a place is, in seconds; None when this video has no such place."""
    if isinstance(place, WordPlace):
        track = content.words
        index = _numbers(track).get(place) if isinstance(track, TextTrack) else None
        return None if index is None else _stretch(track.spans, index)  # type: ignore[union-attr]
    tokens = content.tokens
    if not isinstance(tokens, TokenTrack) or not 0 <= place < len(tokens.spans):
        return None
    return _stretch(tokens.spans, place)


def places_between(
    content: TimelineContent, key: str, from_s: float, to_s: float
) -> tuple[Place, ...]:
    """The items of a tier that lie between two times or are touched by one of them."""
    start_s, end_s = min(from_s, to_s), max(from_s, to_s)
    track = content.tokens if key == "tokens" else content.words
    if isinstance(track, TokenTrack):
        inside = _touched(track.spans, start_s, end_s)
        return tuple(n for n in range(inside.start, inside.stop) if track.leaves[n] != NO_TOKEN)
    if isinstance(track, TextTrack) and track.places:
        return track.places[_touched(track.spans, start_s, end_s)]
    return ()


def places_inside(
    content: TimelineContent, key: str, start_s: float, end_s: float
) -> tuple[Place, ...]:
    """The items of a tier whose middle lies in a stretch."""
    found = places_between(content, key, start_s, end_s)
    stretches = ((place, stretch_of(content, place)) for place in found)
    return tuple(
        place
        for place, stretch in stretches
        if stretch is not None and start_s <= (stretch[0] + stretch[1]) / 2 <= end_s
    )


def _touched(spans: Spans, start_s: float, end_s: float) -> slice:
    inside = spans.within(start_s, end_s)
    # `within` takes stretches as half open, so that a point at a start belongs to nothing yet.
    at = spans.at(end_s)
    return slice(inside.start, inside.stop if at is None else max(inside.stop, at + 1))


def _stretch(spans: Spans, index: int) -> tuple[float, float]:
    return float(spans.starts[index]), float(spans.ends[index])


@lru_cache(2)
def _numbers(track: TextTrack) -> dict[WordPlace, int]:
    """Which item of the track each word is."""
    return {place: number for number, place in enumerate(track.places)}
