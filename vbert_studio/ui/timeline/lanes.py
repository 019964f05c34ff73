"""Stretches in lanes, so that those that overlap lie one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from vbert_studio.ui.timeline.content import BlockLane, BlockTrack, PairLane, PairTrack, Spans

if TYPE_CHECKING:
    from vbert_studio.project.annotations import AnnotationRow
    from vbert_studio.project.pairs import PairRow

MOST_LANES = 4


class _Row(Protocol):
    @property
    def start_s(self) -> float: ...

    @property
    def end_s(self) -> float: ...


R = TypeVar("R", bound=_Row)


def pair_track(pairs: Sequence[PairRow]) -> PairTrack:
    """The track of pairs in the order of their starts."""
    return PairTrack(tuple(map(_pair_lane, _in_lanes(pairs))))


def annotation_track(annotations: Sequence[AnnotationRow]) -> BlockTrack:
    """The track of annotations in the order of their starts."""
    return BlockTrack(tuple(map(_lane, _in_lanes(annotations))))


def _in_lanes(rows: Sequence[R]) -> list[list[R]]:
    """Each in the first lane that is free; where all are taken, it ends another one early."""
    lanes: list[list[R]] = []
    for row in rows:
        lane = next((one for one in lanes if one[-1].end_s <= row.start_s), None)
        if lane is None and len(lanes) < MOST_LANES:
            lanes.append([row])
        else:
            (lane or min(lanes, key=lambda one: one[-1].end_s)).append(row)
    return lanes


def _spans(rows: Sequence[_Row]) -> Spans:
    starts = np.array([row.start_s for row in rows])
    ends = np.array([row.end_s for row in rows])
    return Spans.of(starts, np.minimum(ends, np.append(starts[1:], np.inf)))


def _lane(rows: Sequence[AnnotationRow]) -> BlockLane:
    ids = np.array([row.id for row in rows], np.int64)
    return BlockLane(_spans(rows), ids, tuple(row.text for row in rows))


def _pair_lane(pairs: Sequence[PairRow]) -> PairLane:
    return PairLane(
        _spans(pairs),
        np.array([pair.id for pair in pairs], np.int64),
        tuple(pair.text for pair in pairs),
        np.array([pair.judgement.number for pair in pairs], np.int8),
    )
