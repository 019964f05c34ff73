"""Words and sentences: blocks with their text as soon as it fits."""

from __future__ import annotations

from PySide6.QtGui import QColor

from vbert_studio.ui.theme.colours import blend
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.content import Absence, TextTrack, TimelineContent
from vbert_studio.ui.timeline.tiers.fills import Fill
from vbert_studio.ui.translation import tr

_PAD = 3.0
_MARGIN = 5.0  # between a block's border and its text
_TIGHT = 1.5  # the same beside a word, which often has little room
_UNSURE = 0.5
_READABLE = 44.0  # a longer sentence is not begun in less room


class WordTier:
    """Each spoken word; those of which the recogniser was not sure are underlined with dots."""

    key = "words"
    title = tr("Words")
    height = 26.0
    least = 18.0
    grows = False
    at_first = True

    def __init__(self) -> None:
        self._fill = Fill()

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        return content.words if isinstance(content.words, Absence) else None

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        track = content.words
        assert isinstance(track, TextTrack)
        inside = _ground(self._fill, canvas, track, canvas.scheme.word)
        top = canvas.fonts.caption.middle(canvas.height)
        canvas.fonts.caption.begin(canvas.painter, canvas.scheme.word_text)
        for index, left, right in canvas.extents(track.spans, inside):
            if right - left > _MARGIN:
                _word(canvas, track, index, left + 1, right, top)

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        return _described(tr("word"), content.words, t_s)


class SentenceTier:
    """Each sentence, wrapped into the lines there is room for."""

    key = "sentences"
    title = tr("Sentences")
    height = 42.0
    least = 20.0
    grows = False
    at_first = True

    def __init__(self) -> None:
        self._fill = Fill()

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        return content.sentences if isinstance(content.sentences, Absence) else None

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        track = content.sentences
        assert isinstance(track, TextTrack)
        inside = _ground(self._fill, canvas, track, canvas.scheme.sentence)
        lines = max(1, int((canvas.height - 2 * _PAD - 2) // canvas.fonts.caption.line_height))
        canvas.fonts.caption.begin(canvas.painter, canvas.scheme.sentence_text)
        for index, left, right in canvas.extents(track.spans, inside):
            _sentence(canvas, track, index, left + 1, right, lines)

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        return _described(tr("sentence"), content.sentences, t_s)


def _ground(fill: Fill, canvas: Canvas, track: TextTrack, colour: QColor) -> slice:
    return fill.paint(canvas, track.spans, colour, _PAD, canvas.height - 2 * _PAD)


def _word(
    canvas: Canvas, track: TextTrack, index: int, left: float, right: float, top: float
) -> None:
    lettering = canvas.fonts.caption
    room = right - left - 2 * _TIGHT
    text = track.texts[index]
    if lettering.width(text) > room:
        text = lettering.begun(text, room)
    if not text:
        return
    wide = lettering.width(text)
    x = round(left + (right - left - wide) / 2)
    lettering.write(canvas.painter, x, top, text)
    if track.certainty is not None and track.certainty[index] < _UNSURE:
        _dots(canvas, x, top + lettering.line_height - 1, wide)


def _dots(canvas: Canvas, left: float, y: float, wide: float) -> None:
    ink = blend(canvas.scheme.word, canvas.scheme.word_text, 0.7)
    for step in range(int(wide // 3) + 1):
        canvas.fill(left + 3 * step, canvas.aligned(y), 1.0, 1.0, ink)


def _sentence(
    canvas: Canvas, track: TextTrack, index: int, left: float, right: float, lines: int
) -> None:
    """A mark where it begins, and its text, which may run on into the silence after it."""
    if canvas.viewport.x_of(float(track.spans.starts[index])) >= 0:
        edge = blend(canvas.scheme.sentence, canvas.scheme.sentence_text, 0.45)
        canvas.fill(left, _PAD, 2.0, canvas.height - 2 * _PAD, edge)
    lettering = canvas.fonts.caption
    room = max(right, _next_left(canvas, track, index) - _MARGIN) - left - 2 * _MARGIN
    if room < min(_READABLE, lettering.width(track.texts[index])):
        return
    shown = lettering.wrapped(track.texts[index], room, lines)
    top = lettering.middle(canvas.height, len(shown))
    for number, line in enumerate(shown):
        y = top + number * lettering.line_height
        lettering.write(canvas.painter, left + _MARGIN + 1, y, line)


def _next_left(canvas: Canvas, track: TextTrack, index: int) -> float:
    """Where the next block begins, or the picture ends."""
    if index + 1 >= len(track.texts):
        return canvas.viewport.width
    next_left = canvas.viewport.x_of(float(track.spans.starts[index + 1]))
    return min(next_left, canvas.viewport.width)


def _described(kind: str, track: TextTrack | Absence, t_s: float) -> str:
    index = track.spans.at(t_s) if isinstance(track, TextTrack) else None
    if not isinstance(track, TextTrack) or index is None:
        return ""
    return tr("{kind} “{text}”", kind=kind, text=track.texts[index])
