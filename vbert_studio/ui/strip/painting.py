"""Paints the strip: on the screen, and into files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from vbert_studio.ui.masking.board import NOTHING, Board
from vbert_studio.ui.strip.attention import Weights, strongest
from vbert_studio.ui.strip.cells import Cell
from vbert_studio.ui.theme import (
    RADIUS_SMALL,
    Space,
    Type,
    blend,
    font,
    theme,
    token_colour,
)
from vbert_studio.ui.timeline.tiers.film import covering
from vbert_studio.ui.timeline.tiers.masks import MASK

Picture = Callable[[int], QImage | None]
ATTENTION = 46.0
POSITION = 16.0
BODY = 44.0
NOTE = 17.0
IDS = 15.0
SEGMENT = 3.0
_MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class StripContent:
    """All that one painting of the strip depends on.

    Attributes:
        cells: side by side.
        board: whose masks they are.
        current: the number of the cell where the keyboard is.
        looks: where the current cell looks, None while attention is not shown.
        inside: cells inside the timeline's selection.
        playhead: the cells that lie under the playhead.
        ids: whether the raw ids are shown.
    """

    cells: tuple[Cell, ...] = ()
    board: Board = NOTHING
    current: int | None = None
    looks: Weights | None = None
    inside: frozenset[int] = field(default_factory=frozenset)
    playhead: frozenset[int] = field(default_factory=frozenset)
    ids: bool = False

    @property
    def top(self) -> float:
        """Where the cells begin."""
        return ATTENTION if self.looks is not None else 0.0

    @property
    def size(self) -> QSizeF:
        """The room that it takes."""
        wide = self.cells[-1].right if self.cells else 0.0
        below = IDS if self.ids else 0.0
        return QSizeF(wide, self.top + POSITION + BODY + NOTE + below + SEGMENT + Space.XS)


class StripPainter:
    """Paints with one painter, in the scheme in force."""

    def __init__(self, painter: QPainter, content: StripContent, picture: Picture) -> None:
        self._painter = painter
        self._content = content
        self._picture = picture
        self._scheme = theme().scheme
        # Pieces such as ``##er`` read from left to right in every language.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )

    def paint(self, seen: tuple[float, float] | None = None, *, focused: bool = False) -> None:
        """The cells between two pixels, or all of them, and where the current one looks."""
        if self._content.looks is not None:
            self._paint_attention(self._content.looks)
        for number, cell in enumerate(self._content.cells):
            if seen is None or (cell.right >= seen[0] and cell.left <= seen[1]):
                self._paint_cell(number, cell)
        current = self._content.current
        if current is not None:
            self._paint_current(self._content.cells[current], focused=focused)

    def _body(self, cell: Cell) -> QRectF:
        return QRectF(cell.left, self._content.top + POSITION, cell.width, BODY)

    def _paint_cell(self, number: int, cell: Cell) -> None:
        scheme, body = self._scheme, self._body(cell)
        if number in self._content.inside:
            whole = body.adjusted(-1, -POSITION, 1, NOTE)
            self._painter.fillRect(whole, scheme.selection)
        self._write(
            QRectF(cell.left, body.top() - POSITION, cell.width, POSITION),
            str(cell.token.position),
            Type.CAPTION,
            scheme.text_faint,
        )
        if cell.token.hidden:
            self._paint_mask(cell, body)
        elif cell.shot is not None:
            self._paint_visual(cell, body)
        else:
            self._paint_text(cell, body)
        self._paint_below(number, cell, body)

    def _paint_mask(self, cell: Cell, body: QRectF) -> None:
        scheme = self._scheme
        chosen = cell.place is not None and cell.place == self._content.board.chosen
        self._box(body, blend(scheme.panel, scheme.accent, 0.16 if chosen else 0.06))
        self._outline(body, scheme.accent, 2.0 if chosen else 1.0)
        self._write(body, MASK, Type.BODY, scheme.link)

    def _paint_visual(self, cell: Cell, body: QRectF) -> None:
        """The exemplar over a bar in the colour of the visual word."""
        painter, scheme = self._painter, self._scheme
        picture = None if cell.shot is None else self._picture(cell.shot)
        rounded = QPainterPath()
        rounded.addRoundedRect(body, RADIUS_SMALL, RADIUS_SMALL)
        painter.save()
        painter.setClipPath(rounded)
        if picture is None:
            painter.fillRect(body, scheme.gap)
        else:
            painter.drawImage(body, picture, covering(picture, body))
        colour = token_colour(cell.path, scheme, self._content.board.lexicon.branching)
        painter.fillRect(QRectF(body.left(), body.bottom() - 5, body.width(), 5), colour)
        painter.restore()
        if cell.token.put:
            self._outline(body, scheme.accent, 2.0)

    def _paint_text(self, cell: Cell, body: QRectF) -> None:
        scheme = self._scheme
        special = cell.token.side == "special"
        self._box(body, scheme.gap if special else scheme.word)
        if cell.token.put:
            self._outline(body, scheme.accent, 2.0)
        ink = scheme.text_muted if special else scheme.word_text
        self._write(body, cell.title, Type.CAPTION if special else Type.BODY, ink)

    def _paint_below(self, number: int, cell: Cell, body: QRectF) -> None:
        scheme = self._scheme
        row = QRectF(cell.left, body.bottom(), cell.width, NOTE)
        ink = scheme.text if cell.guess is not None else scheme.text_muted
        self._write(row, cell.note, Type.CAPTION, ink, cell.figure)
        if self._content.ids:
            row = QRectF(cell.left, row.bottom(), cell.width, IDS)
            self._write(row, str(cell.token.id), Type.CAPTION, scheme.text_faint)
        # The segment is told by the line's height too: A is thin, B is thick.
        is_video = cell.token.segment == 1
        thick = SEGMENT if is_video else 1.0
        line = QRectF(cell.left, row.bottom() + 1, cell.width, thick)
        self._painter.fillRect(line, scheme.text_muted if is_video else scheme.outline)
        if number in self._content.playhead:
            mark = QRectF(cell.left, body.top() - 3, cell.width, 2)
            self._painter.fillRect(mark, scheme.playhead)

    def _paint_current(self, cell: Cell, *, focused: bool) -> None:
        colour = self._scheme.accent if focused else self._scheme.outline
        self._outline(self._body(cell).adjusted(-1, -1, 1, 1), colour, 2.0)

    def _paint_attention(self, looks: Weights) -> None:
        """A bar over each cell, as high as its share of the strongest; arcs to the strongest."""
        scheme, cells = self._scheme, self._content.cells
        if self._content.current is None or len(looks) != len(cells):
            return
        most = max(float(looks.max()), 1e-9)
        room = ATTENTION - 8
        for cell, weight in zip(cells, looks.tolist(), strict=True):
            high = max(1.0, room * weight / most)
            bar = QRectF(cell.left + 2, ATTENTION - high, cell.width - 4, high)
            self._painter.fillRect(bar, blend(scheme.panel, scheme.accent, 0.25))
        source = cells[self._content.current]
        for at in strongest(looks, self._content.current):
            self._arc(source, cells[at], float(looks[at]) / most)

    def _arc(self, one: Cell, other: Cell, share: float) -> None:
        colour = QColor(self._scheme.accent)
        colour.setAlphaF(0.25 + 0.65 * share)
        self._painter.setPen(QPen(colour, 0.8 + 1.8 * share))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath(QPointF(one.middle, ATTENTION))
        middle = (one.middle + other.middle) / 2
        path.quadTo(QPointF(middle, -ATTENTION + 8), QPointF(other.middle, ATTENTION))
        self._painter.drawPath(path)

    def _box(self, area: QRectF, colour: QColor) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawRoundedRect(area, RADIUS_SMALL, RADIUS_SMALL)

    def _outline(self, area: QRectF, colour: QColor, thick: float) -> None:
        self._painter.setPen(QPen(colour, thick))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = thick / 2
        inner = area.adjusted(inset, inset, -inset, -inset)
        self._painter.drawRoundedRect(inner, RADIUS_SMALL, RADIUS_SMALL)

    def _write(self, area: QRectF, text: str, role: Type, ink: QColor, figure: str = "") -> None:
        """In the middle; what there is no room for is cut off the text, never off the figure."""
        if not text:
            return
        self._painter.setFont(font(role))
        self._painter.setPen(ink)
        metrics = self._painter.fontMetrics()
        figure = f" {figure}" if figure else ""
        room = int(area.width()) - 2 - metrics.horizontalAdvance(figure)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._painter.drawText(area, _MIDDLE, f"{shown}{figure}")
