"""Steps and descriptions: blocks with their text, and the one that is being made or moved."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.ui.theme import Scheme, blend
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, BlockLane, BlockTrack, TimelineContent
from vbert_studio.ui.timeline.lanes import MOST_LANES
from vbert_studio.ui.timeline.tiers.blocks import BlockTier, frame, frame_block, lanes_of
from vbert_studio.ui.timeline.tiers.fills import Fill
from vbert_studio.ui.translation import tr

_MARGIN = 5.0  # between a block's border and its text
_READABLE = 30.0  # a longer text is not begun in less room
_WRITTEN = 13.0  # lanes lower than this have no room for a text


class AnnotationTier(BlockTier):
    """The steps of the open video, or its descriptions.

    `pending` is the stretch of the one that is being made or moved, in seconds.
    """

    least = 34.0  # a line to write in, or two lanes that can be read
    grows = False
    at_first = False

    def __init__(self, kind: AnnotationKind) -> None:
        super().__init__()
        self.kind = kind
        steps = kind is AnnotationKind.STEP
        self.key = tier_key(kind)
        self.title = tr("Steps") if steps else tr("Descriptions")
        self.height = 34.0 if steps else 42.0
        self.pending: tuple[float, float] | None = None
        self._fills = [Fill() for _ in range(MOST_LANES)]

    def track(self, content: TimelineContent) -> BlockTrack | Absence:
        """See `BlockTier`."""
        return content.steps if self.kind is AnnotationKind.STEP else content.descriptions

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        return None if self.pending is not None else super().absence(content)

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        lanes = self.lanes(content)
        for number, top, high in lanes_of(canvas.height, len(lanes)):
            self._lane(canvas, lanes[number], self._fills[number], top, high)
        if self.pending is not None:
            _pending(canvas, self.pending)

    def _lane(self, canvas: Canvas, lane: BlockLane, fill: Fill, top: float, high: float) -> None:
        ground, ink = colours_of(self.kind, canvas.scheme)
        inside = fill.paint(canvas, lane.spans, ground, top, high - 1)
        if high >= _WRITTEN:
            canvas.fonts.caption.begin(canvas.painter, ink)
            for index, left, right in canvas.extents(lane.spans, inside):
                _write(canvas, lane.texts[index], QRectF(left + 1, top, right - left - 1, high - 1))
        edge = blend(ground, ink, 0.45)
        for index, left, right in canvas.extents(lane.spans, inside):
            if lane.spans.starts[index] >= canvas.viewport.start_s and right - left > _MARGIN:
                canvas.fill(left + 1, top, 2.0, high - 1, edge)
        if self.chosen is not None:
            frame_block(canvas, lane, self.chosen, top, high)

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        texts = self.texts_at(content, t_s)
        if self.kind is AnnotationKind.STEP:
            return ", ".join(tr("step “{text}”", text=text) for text in texts)
        return ", ".join(tr("description “{text}”", text=text) for text in texts)

    def texts_at(self, content: TimelineContent, t_s: float) -> list[str]:
        """The texts at a time, one per lane at most."""
        found = ((lane, lane.spans.at(t_s)) for lane in self.lanes(content))
        return [lane.texts[index] for lane, index in found if index is not None]


def tier_key(kind: AnnotationKind) -> str:
    """The key of the tier that shows a kind."""
    return f"{kind.value}s"


def colours_of(kind: AnnotationKind, scheme: Scheme) -> tuple[QColor, QColor]:
    """The ground of a block, and the ink on it."""
    if kind is AnnotationKind.DESCRIPTION:
        return scheme.sentence, scheme.sentence_text
    ink = blend(scheme.good, scheme.word_text, 0.5)
    return blend(scheme.panel, ink, 0.2 if scheme.dark else 0.15), ink


def _write(canvas: Canvas, text: str, room: QRectF) -> None:
    lettering = canvas.fonts.caption
    wide = room.width() - 2 * _MARGIN - 3
    if wide < min(_READABLE, lettering.width(text)):
        return
    lines = max(1, int(room.height() // lettering.line_height))
    shown = lettering.wrapped(text, wide, lines)
    top = room.top() + lettering.middle(room.height(), len(shown))
    for number, line in enumerate(shown):
        y = top + number * lettering.line_height
        lettering.write(canvas.painter, room.left() + _MARGIN + 1, y, line)


def _pending(canvas: Canvas, stretch: tuple[float, float]) -> None:
    """Hatched, as it is not there yet."""
    left, right = (canvas.x_of(t_s) for t_s in stretch)
    tint = QColor(canvas.scheme.accent)
    tint.setAlpha(70)
    canvas.hatch(QRectF(left, 1, right - left, canvas.height - 2), tint)
    frame(canvas, stretch, 1, canvas.height - 2)
