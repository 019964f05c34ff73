"""How unexpected each visual token is: bars whose height and colour say the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log

import numpy as np
import numpy.typing as npt

from vbert_studio.jobs.requests import SurpriseAnswer
from vbert_studio.ui.theme import blend
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import (
    MODEL_LOADS,
    Absence,
    Seconds,
    Spans,
    TimelineContent,
    TokenTrack,
)
from vbert_studio.ui.timeline.tiers.bars import paint_bars
from vbert_studio.ui.translation import tr

_PAD = 2.0
_ROOM = 1.3  # the top of the tier, in surprises of a blind guess
_STEPS = 32  # colours from low to high
_HINT = tr("How unexpected each visual token is to the model is shown here, once a model is ready.")


@dataclass(frozen=True, slots=True, eq=False)
class SurpriseTrack:
    """The surprise of a video's clips, as far as it was computed.

    Attributes:
        nats: float32 (N,), NaN where not yet.
        best: int32 (N,), the leaf that the model would have put there.
        best_p: float32 (N,), the probability of that one.
        checkpoint: the model that judged.
        blind: the surprise of whoever takes every visual word for equally likely, in nats.
    """

    nats: npt.NDArray[np.float32]
    best: npt.NDArray[np.int32]
    best_p: npt.NDArray[np.float32]
    checkpoint: str
    blind: float

    @classmethod
    def empty(cls, clips: int, checkpoint: str, words: int) -> SurpriseTrack:
        """Nothing is known yet of so many clips, in a language of so many visual words."""
        nats = np.full(clips, np.nan, np.float32)
        best, best_p = np.full(clips, -1, np.int32), np.zeros(clips, np.float32)
        return cls(nats, best, best_p, checkpoint, log(max(words, 2)))

    @property
    def known(self) -> int:
        """How many clips were judged."""
        return int(np.count_nonzero(~np.isnan(self.nats)))

    def with_judged(self, first: int, answer: SurpriseAnswer) -> SurpriseTrack:
        """The track with what was answered about the clips from `first` on."""
        nats, best, best_p = self.nats.copy(), self.best.copy(), self.best_p.copy()
        part = slice(first, first + len(answer.nats))
        nats[part], best[part], best_p[part] = answer.nats, answer.best, answer.best_p
        return replace(self, nats=nats, best=best, best_p=best_p)


class SurpriseTier:
    """Bars up from the foot; a line is where a blind guess would be."""

    key = "surprise"
    title = tr("Surprise")
    height = 34.0
    least = 20.0
    grows = False
    at_first = True

    def __init__(self) -> None:
        self.track: SurpriseTrack | Absence = Absence(_HINT)

    def clear(self, *, soon: bool = False) -> None:
        """Nothing is known, but will be where a model is being loaded."""
        self.track = Absence(MODEL_LOADS if soon else _HINT)

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        del content
        return self.track if isinstance(self.track, Absence) else None

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        track, tokens = self.track, content.tokens
        if isinstance(track, Absence) or not isinstance(tokens, TokenTrack):
            return
        spans = tokens.spans.cut(slice(0, len(track.nats)))
        share = column_most(spans, track.nats, canvas.column_edges()) / (_ROOM * track.blind)
        low, high = canvas.scheme.surprise_low, canvas.scheme.surprise_high
        shades = [blend(low, high, step / (_STEPS - 1)) for step in range(_STEPS)]
        paint_bars(canvas, np.clip(share, 0.0, 1.0), shades, _PAD)
        line = canvas.height - _PAD - (canvas.height - 2 * _PAD) / _ROOM
        colour = canvas.scheme.text_faint
        wide = min(canvas.x_of(content.duration_s), canvas.viewport.width)
        canvas.fill(0, canvas.aligned(line), wide, canvas.hairline, colour)

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        index = self.clip_at(content, t_s)
        if index is None or isinstance(self.track, Absence):
            return ""
        return tr("surprise {value:.1f} nats", value=self.track.nats[index])

    def clip_at(self, content: TimelineContent, t_s: float) -> int | None:
        """The clip at a time, if it was judged."""
        track, tokens = self.track, content.tokens
        if isinstance(track, Absence) or not isinstance(tokens, TokenTrack):
            return None
        index = tokens.spans.at(t_s)
        there = index is not None and index < len(track.nats) and not np.isnan(track.nats[index])
        return index if there else None


def column_most(
    spans: Spans, values: npt.NDArray[np.float32], edges: Seconds
) -> npt.NDArray[np.float32]:
    """The largest value in each column, NaN where there is none: float32 (W,).

    Args:
        spans: stretches that do not overlap.
        values: float32 (N,), one for each; NaN is no value.
        edges: the column borders, float64 (W + 1,).
    """
    result = np.full(len(edges) - 1, np.nan, np.float32)
    if not len(spans):
        return result
    first = np.searchsorted(spans.ends, edges[:-1], "right")  # (W,)
    last = np.searchsorted(spans.starts, edges[1:], "left")  # (W,)
    there = last > first
    # NaN must not win over its neighbours, and reduceat wants an index behind the last one.
    known = np.append(np.where(np.isnan(values), -np.inf, values), -np.inf)
    bounds = np.stack([np.minimum(first, len(spans)), np.minimum(last, len(spans))], axis=1)
    most = np.maximum.reduceat(known, bounds.ravel())[::2]  # (W,)
    result[there] = np.where(np.isinf(most[there]), np.nan, most[there])
    return result
