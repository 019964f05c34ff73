"""The visual tokens: blocks coloured by their place in the tree, labelled with their path."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from vbert_studio.ui.theme import DARK, LIGHT, blend, token_rgb
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.columns import ColourTrack, picked
from vbert_studio.ui.timeline.content import NO_TOKEN, Absence, TimelineContent, TokenTrack
from vbert_studio.ui.timeline.lettering import Lettering
from vbert_studio.ui.translation import tr

_PAD = 4.0  # above and below the blocks
_GAP_FROM = 5.0  # blocks narrower than this touch each other
_LABEL_ROOM = 4.0  # pixels a label needs beside itself
_NAME_ROOM = 36.0  # in less, a name that is cut off says less than the path does


class TokenTier:
    """Clips as blocks. One without a feature is hatched, one with a feature but no token grey.

    Of a partial clip the padded half is hatched.
    """

    key = "tokens"
    title = tr("Visual tokens")
    height = 48.0
    least = 22.0
    grows = False
    at_first = True

    def __init__(self) -> None:
        self._prepared: tuple[TokenTrack, bool, ColourTrack] | None = None

    def absence(self, content: TimelineContent) -> Absence | None:
        """See `Tier`."""
        return content.tokens if isinstance(content.tokens, Absence) else None

    def paint(self, canvas: Canvas, content: TimelineContent) -> None:
        """See `Tier`."""
        track = content.tokens
        assert isinstance(track, TokenTrack)
        edges = canvas.column_edges()
        argb = self.colours(track, dark=canvas.scheme.dark).columns(edges)
        inside = track.spans.within(float(edges[0]), float(edges[-1]))
        wide = _typical_width(track, inside, canvas) >= _GAP_FROM
        if wide:
            canvas.carve(argb, track.spans.starts[inside])
        canvas.row(argb, _PAD, canvas.height - 2 * _PAD)
        _hatch_waiting(canvas, track, inside)
        if wide:
            _mark_partial(canvas, track, inside)
            _label(canvas, track, inside)
        if track.hint and not track.known:
            _hint(canvas, track.hint)

    def describe(self, content: TimelineContent, t_s: float) -> str:
        """See `Tier`."""
        track = content.tokens
        index = track.spans.at(t_s) if isinstance(track, TokenTrack) else None
        if not isinstance(track, TokenTrack) or index is None:
            return ""
        name = (
            tr("visual token {value}", value=track.paths[index])
            if track.paths[index]
            else tr("no token yet")
        )
        if track.name(index):
            name = tr("{kind} “{text}”", kind=name, text=track.name(index))
        said = tr("clip {value}, {name}", value=index + 1, name=name)
        return tr("{clip}, partial", clip=said) if track.partial[index] else said

    def mark_word(self, canvas: Canvas, track: TokenTrack, leaf: int) -> None:
        """Underline every clip that has the same visual word."""
        ink = np.where(track.leaves == leaf, np.uint32(canvas.scheme.text.rgba()), np.uint32(0))
        argb = picked(track.spans, canvas.column_edges(), ink)
        canvas.row(argb, canvas.height - _PAD + 0.5, 2.5)

    def colours(self, track: TokenTrack, *, dark: bool) -> ColourTrack:
        """The blocks' colours, computed once per track and scheme."""
        ready = self._prepared
        if ready is None or ready[0] is not track or ready[1] is not dark:
            ready = (track, dark, ColourTrack.of(track.spans, _rgb(track, dark=dark)))
            self._prepared = ready
        return ready[2]


def _rgb(track: TokenTrack, *, dark: bool) -> NDArray[np.uint8]:
    """Colours of the clips, grey where there is no token: uint8 (N, 3)."""
    if not len(track.leaves):
        return np.zeros((0, 3), np.uint8)
    leaves, first, back = np.unique(track.leaves, return_index=True, return_inverse=True)
    scheme = DARK if dark else LIGHT
    grey = blend(scheme.gap, scheme.text_faint, 0.12)
    blank = (grey.red(), grey.green(), grey.blue())
    table = [
        blank
        if leaf == NO_TOKEN
        else token_rgb(track.paths[index], dark=dark, branching=track.branching)
        for leaf, index in zip(leaves.tolist(), first.tolist(), strict=True)
    ]
    return np.array(table, np.uint8)[back]  # (N, 3)


def _typical_width(track: TokenTrack, inside: slice, canvas: Canvas) -> float:
    count = inside.stop - inside.start
    if not count:
        return 0.0
    lengths = track.spans.ends[inside.start] - track.spans.starts[inside.start]
    return float(lengths) / canvas.viewport.scale


def _hatch_waiting(canvas: Canvas, track: TokenTrack, inside: slice) -> None:
    """Hatch each run of clips that were not looked at yet."""
    waiting = track.leaves[inside] == NO_TOKEN
    waiting[: max(0, track.seen - inside.start)] = False
    if not waiting.any():
        return
    steps = np.diff(np.concatenate([[0], waiting.astype(np.int8), [0]]))
    colour = blend(canvas.scheme.gap, canvas.scheme.text_faint, 0.35)
    for first, last in zip(
        np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True
    ):
        left = canvas.x_of(float(track.spans.starts[inside][first]))
        right = canvas.x_of(float(track.spans.ends[inside][last - 1]))
        canvas.painter.fillRect(_block(canvas, left, right), canvas.scheme.gap)
        canvas.hatch(_block(canvas, left, right), colour)


def _mark_partial(canvas: Canvas, track: TokenTrack, inside: slice) -> None:
    """Hatch the right half of a clip whose tail is padding, in the ink of the labels."""
    ink = QColor(canvas.scheme.token_text)
    ink.setAlpha(90)
    for index in (np.flatnonzero(track.partial[inside]) + inside.start).tolist():
        left = canvas.x_of(float(track.spans.starts[index])) + 1
        right = canvas.x_of(float(track.spans.ends[index]))
        canvas.hatch(_block(canvas, canvas.aligned((left + right) / 2), right), ink)


def _label(canvas: Canvas, track: TokenTrack, inside: slice) -> None:
    """Write each word in the middle of what is seen of its block, if it fits there."""
    named = []
    lettering = canvas.fonts.digits
    lines = 2 if canvas.height - 2 * _PAD >= 2 * canvas.fonts.caption.line_height else 1
    lettering.begin(canvas.painter, canvas.scheme.token_text)
    for index, left, right in canvas.extents(track.spans, inside):
        room = (right - left) / (2 if track.partial[index] else 1)
        name = _fitting(canvas.fonts.caption, track.name(index), room, lines) if track.names else ()
        if name:
            named.append((name, left, room))
        else:
            _write(canvas, lettering, (track.paths[index],), left, room)
    canvas.fonts.caption.begin(canvas.painter, canvas.scheme.token_text)
    for name, left, room in named:
        _write(canvas, canvas.fonts.caption, name, left, room)


def _fitting(lettering: Lettering, name: str, room: float, lines: int) -> tuple[str, ...]:
    """A name in so many lines at most, its end left out where it has to be.

    None of it where too little would be seen.
    """
    if lettering.width(name) + _LABEL_ROOM <= room:
        return (name,) if name else ()
    return lettering.wrapped(name, room - _LABEL_ROOM, lines) if room >= _NAME_ROOM else ()


def _write(
    canvas: Canvas, lettering: Lettering, lines: tuple[str, ...], left: float, room: float
) -> None:
    wide = max(map(lettering.width, lines))
    top = lettering.middle(canvas.height, len(lines))
    if wide + _LABEL_ROOM > room:
        return
    for line in lines:
        x = round(left + (room - lettering.width(line)) / 2)
        lettering.write(canvas.painter, x, top, line)
        top += lettering.line_height


def _hint(canvas: Canvas, text: str) -> None:
    """Words over the hatching, on a ground that makes them readable."""
    lettering = canvas.fonts.caption
    shown = lettering.elided(text, canvas.viewport.width - 24)
    top = lettering.middle(canvas.height)
    ground = QRectF(4, top - 2, lettering.width(shown) + 12, lettering.line_height + 4)
    canvas.painter.fillRect(ground, canvas.scheme.gap)
    lettering.draw(canvas.painter, 10, top, shown, canvas.scheme.text_muted)


def _block(canvas: Canvas, left: float, right: float) -> QRectF:
    left = max(left, -1.0)
    right = min(right, canvas.viewport.width + 1.0)
    return QRectF(left, _PAD, max(0.0, right - left), canvas.height - 2 * _PAD)
