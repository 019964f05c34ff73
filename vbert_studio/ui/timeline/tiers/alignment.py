"""How probably each sentence belongs to the clips under it: bars with their numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from vbert_studio.ui.masking.board import percent
from vbert_studio.ui.theme import blend
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import (
    MODEL_LOADS,
    Absence,
    Spans,
    TextTrack,
    TimelineContent,
    TokenTrack,
)
from vbert_studio.ui.timeline.tiers.bars import paint_bars
from vbert_studio.ui.timeline.tiers.surprise import column_most
from vbert_studio.ui.translation import tr

_PAD = 2.0
_STEPS = 32  # colours from low to high
_FAINT, _STRONG = 0.12, 0.62  # shares of the colour at 0 and at 1
_NUMBER_FROM = 24.0  # where most blocks are narrower they are bars without their numbers
_MARGIN = 4.0
_HINT = tr(
    "How probably each sentence belongs to the clips under it is shown here, once a model is ready."
)


@dataclass(frozen=True, slots=True, eq=False)
class AlignmentTrack:
    """The alignment of a video's sentences, as far as it was computed.

    Attributes:
        p: float32 (N,), one per sentence of the timeline, NaN where not known.
        checkpoint: the model that judged.
    """

    p: npt.NDArray[np.float32]
    checkpoint: str


class AlignmentTier:
    """A bar per sentence, as high as the probability, which is written on it where it fits."""

    key = "alignment"
    title = tr("Alignment")
    height = 28.0
    least = 18.0
    grows = False
    at_first = True

    def __init__(self) -> None:
        self.track: AlignmentTrack | Absence = Absence(_HINT)

    def clear(self, *, soon: bool = False) -> None:
        """Nothing is known, but will be where a model is being loaded."""
        self.track = Absence(MODEL_LOADS if soon else _HINT)

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        if isinstance(content.sentences, Absence):
            return content.sentences
        if isinstance(content.tokens, Absence):
            return content.tokens
        if not content.tokens.known:
            return Absence(content.tokens.hint)
        return self.track if isinstance(self.track, Absence) else None

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        spans, p = _known(self.track, content)
        if not len(spans):
            return
        # Where several share a column the one that fits least is seen.
        least = -column_most(spans, -p, canvas.column_edges())
        scheme = canvas.scheme
        shades = [
            blend(scheme.panel, scheme.accent, _FAINT + (_STRONG - _FAINT) * step / (_STEPS - 1))
            for step in range(_STEPS)
        ]
        paint_bars(canvas, least, shades, _PAD)
        self._write(canvas, spans, p)

    def _write(self, canvas: Canvas, spans: Spans, p: npt.NDArray[np.float32]) -> None:
        view = canvas.viewport
        inside = spans.within(view.start_s, view.end_s)
        if (inside.stop - inside.start) * _NUMBER_FROM > view.width:
            return
        lettering = canvas.fonts.caption
        top = lettering.middle(canvas.height)
        for index, left, right in canvas.extents(spans, inside):
            text = "" if np.isnan(p[index]) else percent(float(p[index]))
            if text and lettering.width(text) + 2 * _MARGIN <= right - left:
                lettering.draw(canvas.painter, left + _MARGIN, top, text, canvas.scheme.text)
            edge = QRectF(left, _PAD, canvas.hairline, canvas.height - 2 * _PAD)
            canvas.painter.fillRect(edge, canvas.scheme.outline)

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        p = self.p_at(content, t_s)
        return "" if p is None else tr("fits the picture with {percent}", percent=percent(p))

    def p_at(self, content: TimelineContent, t_s: float) -> float | None:
        """The probability of the sentence at a time, if it was judged."""
        spans, p = _known(self.track, content)
        index = spans.at(t_s) if len(spans) else None
        return None if index is None or np.isnan(p[index]) else float(p[index])


def _known(
    track: AlignmentTrack | Absence, content: TimelineContent
) -> tuple[Spans, npt.NDArray[np.float32]]:
    """The sentences with their probabilities; none while those are of another transcript."""
    sentences = content.sentences
    usable = isinstance(track, AlignmentTrack) and isinstance(content.tokens, TokenTrack)
    if usable and isinstance(sentences, TextTrack) and len(track.p) == len(sentences.spans):  # type: ignore[union-attr]
        return sentences.spans, track.p  # type: ignore[union-attr]
    nothing = np.empty(0)
    return Spans.of(nothing, nothing), np.empty(0, np.float32)
