"""Paints guesses: in the column of their place, as large as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from vbert_studio.ui.masking.board import Board, Guess, percent
from vbert_studio.ui.theme import token_colour
from vbert_studio.ui.timeline.canvas import Canvas
from vbert_studio.ui.timeline.tiers.guess_columns import (
    MARGIN,
    SWATCH,
    SWATCH_ROOM,
    TICK_ROOM,
    Column,
    Shape,
    brief,
)

_KEYS_FROM = 96.0  # in wider columns there is room for the key that fills


def paint_column(canvas: Canvas, board: Board, column: Column) -> None:
    """All of its guesses, and a frame if it is the chosen one."""
    chosen = column.slot.place == board.chosen
    for row in range(column.rows):
        guess, area = column.slot.guesses[row], column.area(row)
        if column.shape is Shape.BAR:
            _paint_upright(canvas, board, guess, area)
            continue
        paint_bar(canvas, area, guess.p)
        if column.shape is Shape.LINE:
            keyed = chosen and area.width() >= _KEYS_FROM
            paint_line(canvas, board, guess, area, key=row + 1 if keyed else None)
        elif column.shape is Shape.BELOW:
            _paint_below(canvas, board, guess, area, column.lines)
        else:
            _paint_figure(canvas, board, column, guess, area)
    if chosen:
        paint_frame(canvas, column.area(0).united(column.area(column.rows - 1)))


def paint_bar(canvas: Canvas, area: QRectF, p: float) -> None:
    """The ground of a guess, filled as far as it is probable."""
    canvas.painter.fillRect(area, canvas.scheme.gap)
    filled = QRectF(area)
    filled.setWidth(max(1.0, area.width() * p))
    canvas.painter.fillRect(filled, canvas.scheme.selection)


def paint_line(
    canvas: Canvas, board: Board, guess: Guess, area: QRectF, *, key: int | None = None
) -> None:
    """The name with its probability beside it; a tick says that it is true."""
    lettering, scheme = canvas.fonts.caption, canvas.scheme
    top = area.top() + lettering.middle(area.height())
    left, figure = area.left() + MARGIN, percent(guess.p)
    if key is not None:
        lettering.draw(canvas.painter, left, top, str(key), scheme.text_muted)
        left += lettering.width("0") + MARGIN
    if board.path(guess.what):
        _paint_swatch(canvas, board, guess, left, area.center().y())
        left += SWATCH_ROOM
    x = area.right() - MARGIN - lettering.width(figure)
    tick = TICK_ROOM if guess.is_true else 0.0
    shown = lettering.elided(board.title(guess.what), x - MARGIN - tick - left)
    lettering.draw(canvas.painter, left, top, shown, scheme.text)
    lettering.draw(canvas.painter, x, top, figure, scheme.text_muted)
    if guess.is_true:
        _paint_tick(canvas, left + lettering.width(shown) + 3, area.center().y())


def paint_frame(canvas: Canvas, area: QRectF) -> None:
    """Round what is chosen."""
    accent = canvas.scheme.accent
    canvas.fill(area.left(), area.top(), area.width(), 1, accent)
    canvas.fill(area.left(), area.bottom() - 1, area.width(), 1, accent)
    canvas.fill(area.left(), area.top(), 1, area.height(), accent)
    canvas.fill(area.right() - 1, area.top(), 1, area.height(), accent)


def _paint_below(canvas: Canvas, board: Board, guess: Guess, area: QRectF, lines: int) -> None:
    """The name in so many lines, and the probability below it."""
    lettering, scheme = canvas.fonts.caption, canvas.scheme
    room = area.width() - 2 * MARGIN
    shown = lettering.wrapped(board.title(guess.what), room, lines)
    left, top = area.left() + MARGIN, area.top() + lettering.middle(area.height(), len(shown) + 1)
    for line in shown:
        lettering.draw(canvas.painter, left, top, line, scheme.text)
        top += lettering.line_height
    middle, figure = top + lettering.line_height / 2, percent(guess.p)
    tick = TICK_ROOM if guess.is_true else 0.0
    if board.path(guess.what) and SWATCH_ROOM + lettering.width(figure) + tick <= room:
        _paint_swatch(canvas, board, guess, left, middle)
        left += SWATCH_ROOM
    lettering.draw(canvas.painter, left, top, figure, scheme.text_muted)
    if guess.is_true:
        _paint_tick(canvas, left + lettering.width(figure) + 3, middle)


def _paint_figure(canvas: Canvas, board: Board, column: Column, guess: Guess, area: QRectF) -> None:
    """The probability, its sign and the swatch where there is room for them as well."""
    lettering, scheme = canvas.fonts.caption, canvas.scheme
    shown = column.slot.guesses[: column.rows]
    signed = max(lettering.width(percent(one.p)) for one in shown) + 2 <= area.width()
    figure = percent(guess.p) if signed else brief(guess.p)
    swatch = SWATCH_ROOM if board.path(guess.what) else 0.0
    wide = lettering.width(figure)
    swatch = swatch if wide + swatch + MARGIN <= area.width() else 0.0
    tick = TICK_ROOM if guess.is_true else 0.0
    tick = tick if wide + swatch + tick + MARGIN <= area.width() else 0.0
    left = area.left() + round((area.width() - wide - swatch - tick) / 2)
    if swatch:
        _paint_swatch(canvas, board, guess, left, area.center().y())
    top = area.top() + lettering.middle(area.height())
    lettering.draw(canvas.painter, left + swatch, top, figure, scheme.text)
    if tick:
        _paint_tick(canvas, left + swatch + wide + 3, area.center().y())


def _paint_upright(canvas: Canvas, board: Board, guess: Guess, area: QRectF) -> None:
    """A bar that stands as high as the guess is probable."""
    canvas.painter.fillRect(area, canvas.scheme.gap)
    high = max(1.0, area.height() * guess.p)
    filled = QRectF(area.left(), area.bottom() - high, area.width(), high)
    canvas.painter.fillRect(filled, _colour(canvas, board, guess))


def _colour(canvas: Canvas, board: Board, guess: Guess) -> QColor:
    path = board.path(guess.what)
    if not path:
        return canvas.scheme.accent
    return token_colour(path, canvas.scheme, board.lexicon.branching)


def _paint_swatch(canvas: Canvas, board: Board, guess: Guess, left: float, middle: float) -> None:
    canvas.fill(left, middle - SWATCH / 2, SWATCH, SWATCH, _colour(canvas, board, guess))


def _paint_tick(canvas: Canvas, x: float, y: float) -> None:
    painter = canvas.painter
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(canvas.scheme.good, 1.6))
    painter.drawPolyline(
        QPolygonF([QPointF(x, y), QPointF(x + 2.5, y + 3), QPointF(x + 7, y - 3.5)])
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
