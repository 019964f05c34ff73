"""Which stretch the model is given to read around what is asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.jobs.requests import OrderName, Passage, passage_around
from vbert_studio.ui.masking.whatif import Place
from vbert_studio.ui.timeline.content import TimelineContent, TokenTrack
from vbert_studio.ui.timeline.spots import stretch_of

CONTEXT = 16  # clips on either side, as far as they fit into a row
_MARGIN = 3  # clips from a border at which the playhead wants another passage


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and how.

    Attributes:
        project: the project's folder.
        order: which side stands first.
        checkpoint: the model; None is the current one.
        context: clips that are read on either side of what is asked about.
    """

    project: Path
    order: OrderName = "text-first"
    checkpoint: str | None = None
    context: int = CONTEXT


def passage_for(
    content: TimelineContent,
    places: Iterable[Place],
    playhead_s: float,
    reader: Reader,
    before: Passage | None,
) -> Passage | None:
    """What is read around places, or around the playhead when there are none.

    The passage before stays as long as it will do, so that little moves.
    None where there are no visual tokens to read.
    """
    track = content.tokens
    if not isinstance(track, TokenTrack) or not track.known:
        return None
    found = clips_of(content, track, places)
    margin = 0 if found else min(_MARGIN, reader.context)
    here = track.spans.at(playhead_s)
    first, end = found or ((here or 0), (here or 0) + 1)
    first, end = min(first, track.known - 1), min(end, track.known)
    if before is not None and _will_do(before, reader, content, first, end, margin, track.known):
        return before
    return passage_around(
        reader.project,
        content.video_id,
        first,
        max(end, first + 1),
        track.known,
        context=reader.context,
        order=reader.order,
        checkpoint=reader.checkpoint,
    )


def clips_of(
    content: TimelineContent, track: TokenTrack, places: Iterable[Place]
) -> tuple[int, int] | None:
    """The clips from the first to behind the last that places lie on."""
    firsts, ends = [], []
    for place in places:
        stretch = (place, place) if isinstance(place, int) else _clips_at(content, track, place)
        if stretch is not None:
            firsts.append(stretch[0])
            ends.append(stretch[1] + 1)
    return (min(firsts), max(ends)) if firsts else None


def _clips_at(content: TimelineContent, track: TokenTrack, place: Place) -> tuple[int, int] | None:
    stretch = stretch_of(content, place)
    if stretch is None:
        return None
    inside = track.spans.within(*stretch)
    return (inside.start, inside.stop - 1) if inside.start < inside.stop else None


def _will_do(
    passage: Passage,
    reader: Reader,
    content: TimelineContent,
    first: int,
    end: int,
    margin: int,
    clips: int,
) -> bool:
    same = (passage.project, passage.video_id, passage.order, passage.checkpoint)
    if same != (reader.project, content.video_id, reader.order, reader.checkpoint):
        return False
    after_start = passage.first_clip == 0 or first - margin >= passage.first_clip
    before_end = passage.end_clip == clips or end + margin <= passage.end_clip
    return after_start and before_end and passage.first_clip <= first and end <= passage.end_clip
