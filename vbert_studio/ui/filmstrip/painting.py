"""Paints a board: on the screen, and into files."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from vbert_studio.ui.filmstrip.board import Cell, Shot, Sign
from vbert_studio.ui.filmstrip.grid import Grid, caption_letters
from vbert_studio.ui.theme import (
    RADIUS_SMALL,
    Scheme,
    Space,
    Type,
    blend,
    font,
    theme,
    token_colour,
)
from vbert_studio.ui.timeline.tiers.film import covering

Picture = Callable[[Shot], QImage | None]
_BAR = 4.0
_BADGE = 16.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class BoardPainter:
    """Paints with one painter, in one scheme.

    Args:
        painter: where to.
        grid: what, and where everything of it lies.
        picture: the picture to show of a shot now, None while there is none.
    """

    def __init__(self, painter: QPainter, grid: Grid, picture: Picture) -> None:
        self._painter = painter
        self._board = grid.board
        self._grid = grid
        self._picture = picture
        self._scheme: Scheme = theme().scheme
        # Time goes from left to right in every language, and so do “+3 s” and “7 %”.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )

    def paint_cells(self) -> None:
        """The headings of the columns, and every cell."""
        self._painter.setFont(font(Type.CAPTION))
        self._painter.setPen(self._scheme.text_muted)
        for column, head in enumerate(self._board.heads):
            self._text(self._grid.heading(column), head, _LEFT)
        for row, strip in enumerate(self._board.strips):
            for column, cell in enumerate(strip.cells):
                self._paint_cell(cell, row, column)

    def paint_titles(self) -> None:
        """The titles of the strips."""
        for row, strip in enumerate(self._board.strips):
            upper = self._grid.title(row)
            lower = upper.adjusted(0, upper.height() / 2, 0, 0)
            upper.setHeight(upper.height() / 2)
            self._painter.setFont(font(Type.STRONG))
            self._painter.setPen(self._scheme.text)
            self._text(upper, strip.title, _LEFT)
            self._painter.setFont(font(Type.CAPTION))
            self._painter.setPen(self._scheme.text_muted)
            self._text(lower, strip.note, _LEFT)

    def paint_mark(self, row: int, column: int, colour: QColor) -> None:
        """A frame round a picture: it is the current one, or plays."""
        self._painter.setPen(QPen(colour, 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        around = self._grid.picture(row, column).adjusted(-2, -2, 2, 2)
        self._painter.drawRoundedRect(around, RADIUS_SMALL + 1, RADIUS_SMALL + 1)

    def _paint_cell(self, cell: Cell, row: int, column: int) -> None:
        area = self._grid.picture(row, column)
        if cell.shot is None and not cell.path:
            self._paint_nothing(area, cell)
            return
        self._paint_picture(cell, area)
        self._paint_caption(cell, self._grid.caption(row, column))
        if cell.sign:
            corner = QRectF(area.right() - _BADGE - 3, area.top() + 3, _BADGE, _BADGE)
            paint_sign(self._painter, cell.sign, corner)

    def _paint_nothing(self, area: QRectF, cell: Cell) -> None:
        self._painter.setPen(QPen(self._scheme.hairline, 1, Qt.PenStyle.DashLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self._painter.setFont(font(Type.CAPTION))
        self._painter.setPen(self._scheme.text_muted)
        self._text(area, cell.title, _MIDDLE)

    def _paint_picture(self, cell: Cell, area: QRectF) -> None:
        """The picture over a bar in the colour of its visual word."""
        painter = self._painter
        picture = None if cell.shot is None else self._picture(cell.shot)
        outline = QPainterPath()
        outline.addRoundedRect(area, RADIUS_SMALL, RADIUS_SMALL)
        painter.save()
        painter.setClipPath(outline)
        if picture is None:
            painter.fillRect(area, self._scheme.gap)
        else:
            painter.drawImage(area, picture, covering(picture, area))
        if cell.path:
            bar = QRectF(area.left(), area.bottom() - _BAR, area.width(), _BAR)
            painter.fillRect(bar, token_colour(cell.path, self._scheme, self._board.branching))
        painter.restore()

    def _paint_caption(self, cell: Cell, area: QRectF) -> None:
        """The title, in two lines where it needs them, and the note beside or below it."""
        self._painter.setFont(font(Type.CAPTION))
        letters, grid = caption_letters(), self._grid
        beside = cell.note if not grid.note_below else ""
        room = area.width() - (letters.width(beside) + Space.XS if beside else 0)
        line = QRectF(area.left(), area.top(), area.width(), area.height() / self._lines)
        self._painter.setPen(self._scheme.text_muted)
        self._text(line, beside, _RIGHT)
        self._painter.setPen(self._scheme.text)
        for text in letters.wrapped(cell.title, room, grid.title_lines):
            self._text(line, text, _LEFT)
            line.translate(0, line.height())
        if grid.note_below:
            self._painter.setPen(self._scheme.text_muted)
            self._text(line, cell.note, _LEFT)

    @property
    def _lines(self) -> int:
        return self._grid.title_lines + self._grid.note_below

    def _text(self, area: QRectF, text: str, alignment: Qt.AlignmentFlag) -> None:
        metrics = self._painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        self._painter.drawText(area, alignment, shown)


def paint_sign(painter: QPainter, sign: Sign, disc: QRectF) -> None:
    """A disc with a stroke: a tick, a wave or a cross, so that colour is not all that tells."""
    scheme = theme().scheme
    colour = sign_colour(sign, scheme)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(blend(scheme.panel, colour, 0.12))
    painter.drawEllipse(disc)
    painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in _strokes(sign):
        path = QPainterPath(_in(disc, stroke[0]))
        for point in stroke[1:]:
            path.lineTo(_in(disc, point))
        painter.drawPath(path)


def sign_colour(sign: Sign, scheme: Scheme) -> QColor:
    """The colour beside the sign."""
    colours = {Sign.RIGHT: scheme.good, Sign.NEAR: scheme.attention, Sign.WRONG: scheme.danger}
    return colours[sign]


def _strokes(sign: Sign) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The lines of a sign in a square of side 1."""
    if sign is Sign.RIGHT:
        return (((0.27, 0.54), (0.44, 0.70), (0.74, 0.34)),)
    if sign is Sign.NEAR:
        return (((0.24, 0.56), (0.40, 0.43), (0.60, 0.57), (0.76, 0.44)),)
    return (((0.32, 0.32), (0.68, 0.68)), ((0.68, 0.32), (0.32, 0.68)))


def _in(disc: QRectF, point: tuple[float, float]) -> QPointF:
    return QPointF(disc.left() + point[0] * disc.width(), disc.top() + point[1] * disc.height())
