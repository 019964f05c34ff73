"""Which stretch the model is given to read around what is asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vbert_studio.jobs.requests import OrderName, Passage
from vbert_studio.ui.masking.whatif import Place
from vbert_studio.ui.timeline.content import TextTrack, TimelineContent, TokenTrack
from vbert_studio.ui.timeline.spots import stretch_of

# What a model is taught are few sentences with their clips, or 16 clips: much more context is none
# that it has learned to use.
NEIGHBOURS = 1
_SILENT = 8  # clips on either side where nobody speaks
_SLACK_S = 0.15  # the ends of sentences are not more exact than that
Stretch = tuple[int, int]  # clips [first, end)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and how.

    Attributes:
        project: the project's folder.
        order: which side stands first.
        checkpoint: the model; None is the current one.
        neighbours: sentences that are read before and after those that are asked about.
    """

    project: Path
    order: OrderName = "text-first"
    checkpoint: str | None = None
    neighbours: int = NEIGHBOURS


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
    asked = clips_of(content, track, places)
    if asked is None:
        here = min(track.spans.at(playhead_s) or 0, track.known - 1)
        asked = here, here + 1
    asked = min(asked[0], track.known - 1), min(asked[1], track.known)
    if before is not None and _will_do(before, reader, content.video_id, asked):
        return before
    first, end = _around(content, track, asked, reader.neighbours)
    return Passage(
        reader.project,
        content.video_id,
        first,
        min(end, track.known),
        order=reader.order,
        checkpoint=reader.checkpoint,
    )


def clips_of(
    content: TimelineContent, track: TokenTrack, places: Iterable[Place]
) -> Stretch | None:
    """The clips from the first to behind the last that places lie on."""
    found = [clips for place in places if (clips := _clips_at(content, track, place)) is not None]
    return (min(c[0] for c in found), max(c[1] for c in found)) if found else None


def _clips_at(content: TimelineContent, track: TokenTrack, place: Place) -> Stretch | None:
    if isinstance(place, int):
        return place, place + 1
    stretch = stretch_of(content, place)
    return None if stretch is None else _touched(track, *stretch)


def _touched(track: TokenTrack, start_s: float, end_s: float) -> Stretch | None:
    inside = track.spans.within(start_s, end_s)
    return (inside.start, inside.stop) if inside.start < inside.stop else None


def _around(
    content: TimelineContent, track: TokenTrack, asked: Stretch, neighbours: int
) -> Stretch:
    """Whole sentences with their clips; where nobody speaks as many clips as a segment has."""
    start_s = float(track.spans.starts[asked[0]]) + _SLACK_S
    end_s = float(track.spans.ends[asked[1] - 1]) - _SLACK_S
    said = content.sentences
    inside = said.spans.within(start_s, end_s) if isinstance(said, TextTrack) else slice(0, 0)
    if not isinstance(said, TextTrack) or inside.start >= inside.stop:
        reach = _SILENT * neighbours
        return max(0, asked[0] - reach), min(track.known, asked[1] + reach)
    first, last = max(0, inside.start - neighbours), min(len(said.texts), inside.stop + neighbours)
    begin_s = float(said.spans.starts[first]) + _SLACK_S
    until_s = float(said.spans.reach[last - 1]) - _SLACK_S
    clips = _touched(track, begin_s, max(until_s, begin_s)) or asked
    return min(clips[0], asked[0]), max(clips[1], asked[1])


def _will_do(passage: Passage, reader: Reader, video_id: int, asked: Stretch) -> bool:
    same = (passage.project, passage.video_id, passage.order, passage.checkpoint)
    wanted = (reader.project, video_id, reader.order, reader.checkpoint)
    return same == wanted and passage.first_clip <= asked[0] and asked[1] <= passage.end_clip
