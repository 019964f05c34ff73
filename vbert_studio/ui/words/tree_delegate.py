"""How a row of the tree is drawn: its colour, its digits, its name, and how much it is used."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vbert_studio.ui.theme import (
    RADIUS_SMALL,
    ROW_HEIGHT,
    Scheme,
    Space,
    Type,
    font,
    theme,
    token_colour,
)
from vbert_studio.ui.translation import tr
from vbert_studio.ui.words.tree_model import Role, TreeRow

Index = QModelIndex | QPersistentModelIndex
_SWATCH = 10
_COUNT = 52
_BAR = 44
_BAR_HEIGHT = 3
_ROOMY = 240  # in a narrower row the bars give way


class TreeDelegate(QStyledItemDelegate):
    """Paints one row; the view has painted branches and nothing else."""

    branching = 12

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002
        """Every row is equally high."""
        return QSize(160, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row: TreeRow = index.data(Role.ROW)
        scheme = theme().scheme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _background(painter, option, scheme)
        inner = option.rect.adjusted(Space.XS, 0, -Space.S, 0)
        self._swatch(painter, inner, row, scheme)
        texts = inner.adjusted(_SWATCH + Space.S, 0, 0, 0)
        figures = QRect(texts.right() - _COUNT + 1, texts.top(), _COUNT, texts.height())
        texts.setRight(figures.left() - Space.S)
        if option.rect.width() >= _ROOMY:
            _bar(painter, QRect(figures.left() - _BAR, texts.top(), _BAR, texts.height()), row)
            texts.setRight(figures.left() - _BAR - Space.S)
        _text(painter, figures, f"{row.uses:,}", Type.DIGITS, scheme, row.uses > 0, right=True)
        _names(painter, texts, row, scheme)
        painter.restore()

    def _swatch(self, painter: QPainter, inner: QRect, row: TreeRow, scheme: Scheme) -> None:
        place = QRectF(inner.left(), inner.center().y() - _SWATCH / 2 + 0.5, _SWATCH, _SWATCH)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(token_colour(row.path, scheme, self.branching))
        painter.drawRoundedRect(place, 2, 2)


def _background(painter: QPainter, option: QStyleOptionViewItem, scheme: Scheme) -> None:
    state, flag = option.state, QStyle.StateFlag
    place = QRectF(option.rect).adjusted(0.5, 0.5, -2.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & (flag.State_Selected | flag.State_MouseOver):
        painter.setBrush(scheme.selection if state & flag.State_Selected else scheme.hover)
        painter.drawRoundedRect(place, RADIUS_SMALL, RADIUS_SMALL)
    if state & flag.State_HasFocus:
        painter.setPen(scheme.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, RADIUS_SMALL, RADIUS_SMALL)


def _names(painter: QPainter, place: QRect, row: TreeRow, scheme: Scheme) -> None:
    """A word by its name before its digits, a branch by its digits before its size."""
    if row.is_word and not row.name:
        _text(painter, place, row.path, Type.DIGITS, scheme, row.uses > 0)
        return
    first, then = (row.name, row.path) if row.is_word else (row.path, _size(row.words))
    role = Type.STRONG if row.is_word else Type.DIGITS
    wide = _text(painter, place, first, role, scheme, strong=True)
    rest = place.adjusted(wide + Space.S, 0, 0, 0)
    if rest.width() > QFontMetrics(font(Type.CAPTION)).horizontalAdvance(then):
        _text(painter, rest, then, Type.CAPTION, scheme, strong=False)


def _size(words: int) -> str:
    return tr("1 word") if words == 1 else tr("{words:,} words", words=words)


def _text(
    painter: QPainter,
    place: QRect,
    text: str,
    role: Type,
    scheme: Scheme,
    strong: bool,  # noqa: FBT001 - a state
    *,
    right: bool = False,
) -> int:
    """Draw a line; gives its width."""
    painter.setFont(font(role))
    painter.setPen(scheme.text if strong else scheme.text_muted)
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side, shown)
    return metrics.horizontalAdvance(shown)


def _bar(painter: QPainter, place: QRect, row: TreeRow) -> None:
    """How much of what the most used sibling has."""
    scheme = theme().scheme
    track = QRectF(place.left(), place.center().y() - 1, place.width(), _BAR_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scheme.pressed)
    painter.drawRoundedRect(track, 1.5, 1.5)
    if row.uses:
        track.setWidth(max(float(_BAR_HEIGHT), track.width() * row.share))
        painter.setBrush(scheme.waveform)
        painter.drawRoundedRect(track, 1.5, 1.5)
