"""Pairs of a video in lanes, so that those that overlap lie one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vbert_studio.ui.timeline.content import PairLane, PairTrack, Spans

if TYPE_CHECKING:
    from vbert_studio.project.pairs import PairRow

_MOST = 4


def pair_track(pairs: Sequence[PairRow]) -> PairTrack:
    """The track of pairs in the order of their starts.

    Each goes into the first lane that is free; where all are taken, it ends another one early.
    """
    lanes: list[list[PairRow]] = []
    for pair in pairs:
        lane = next((one for one in lanes if one[-1].end_s <= pair.start_s), None)
        if lane is None and len(lanes) < _MOST:
            lanes.append([pair])
        else:
            (lane or min(lanes, key=lambda one: one[-1].end_s)).append(pair)
    return PairTrack(tuple(map(_lane, lanes)))


def _lane(pairs: list[PairRow]) -> PairLane:
    starts = np.array([pair.start_s for pair in pairs])
    ends = np.array([pair.end_s for pair in pairs])
    return PairLane(
        Spans.of(starts, np.minimum(ends, np.append(starts[1:], np.inf))),
        np.array([pair.id for pair in pairs], np.int64),
        np.array([pair.judgement.number for pair in pairs], np.int8),
        tuple(pair.text for pair in pairs),
    )
