"""How a video is drawn in the library: picture, name, duration, and a small bar per stage."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vbert_studio.ui.library.items import LibraryItem, Stage, Working, clock
from vbert_studio.ui.library.model import Role
from vbert_studio.ui.theme import (
    RADIUS,
    RADIUS_SMALL,
    Scheme,
    Space,
    Type,
    font,
    icon_pixmap,
    theme,
)
from vbert_studio.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex
PICTURE = QSize(88, 50)
_ROW = 74
_BAR = 3


class LibraryDelegate(QStyledItemDelegate):
    """Paints one row; all colours come from the theme."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002
        """Every row is equally high."""
        return QSize(220, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        item: LibraryItem = index.data(Role.ITEM)
        working: Working | None = index.data(Role.WORKING)
        scheme = theme().scheme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        row = option.rect.adjusted(Space.XS, 1, -Space.XS, -1)
        _background(painter, row, option, scheme)
        inner = row.adjusted(Space.S, Space.S, -Space.S, -Space.S)
        picture = QRect(inner.topLeft(), PICTURE)
        picture.moveTop(inner.center().y() - PICTURE.height() // 2)
        picture = QStyle.visualRect(option.direction, inner, picture)
        _picture(painter, picture, item, index.data(Role.PICTURE), scheme)
        text = inner.adjusted(PICTURE.width() + Space.M, 0, 0, 0)
        text = QStyle.visualRect(option.direction, inner, text)
        _texts(painter, text, item, working, scheme)
        _stages(painter, text, item, scheme)
        painter.restore()


def _background(
    painter: QPainter, row: QRect, option: QStyleOptionViewItem, scheme: Scheme
) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.setPen(Qt.PenStyle.NoPen)
    if selected or hovered:
        painter.setBrush(scheme.selection if selected else scheme.hover)
        painter.drawRoundedRect(row, RADIUS, RADIUS)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(scheme.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def _picture(
    painter: QPainter, place: QRect, item: LibraryItem, picture: QPixmap | None, scheme: Scheme
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scheme.stage)
    painter.drawRoundedRect(place, RADIUS_SMALL, RADIUS_SMALL)
    if item.is_missing or picture is None:
        name = "missing" if item.is_missing else "video"
        colour = scheme.attention if item.is_missing else scheme.text_faint
        ratio = painter.device().devicePixelRatioF()
        sign = icon_pixmap(name, colour, 20, ratio)
        painter.drawPixmap(place.center().x() - 9, place.center().y() - 9, sign)
        return
    size = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    shown = QRect(place.topLeft(), size)
    shown.moveCenter(place.center())
    painter.drawPixmap(shown, picture)


def _texts(
    painter: QPainter, place: QRect, item: LibraryItem, working: Working | None, scheme: Scheme
) -> None:
    line = QRect(place.left(), place.top() - 2, place.width(), 18)
    painter.setFont(font(Type.STRONG))
    painter.setPen(scheme.text)
    _elided(painter, line, item.name)
    line.translate(0, 19)
    painter.setFont(font(Type.CAPTION))
    text, colour = clock(item.video.duration_s), scheme.text_muted
    if working is not None:
        text, colour = working.text, scheme.link
    elif item.is_missing:
        text, colour = tr("File is missing: Relink…"), scheme.attention
    elif item.problems:
        text, colour = item.problems[0].message, scheme.danger
    painter.setPen(colour)
    _elided(painter, line, text)


def _elided(painter: QPainter, line: QRect, text: str) -> None:
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _stages(painter: QPainter, place: QRect, item: LibraryItem, scheme: Scheme) -> None:
    """Three short bars that fill, each with its name above."""
    stages = item.stages
    gap = int(Space.S)
    width = min(64, (place.width() - gap * (len(stages) - 1)) // len(stages))
    bottom = place.bottom()
    painter.setFont(font(Type.CAPTION))
    for number, stage in enumerate(stages):
        left = place.left() + number * (width + gap)
        _stage(painter, QRect(left, bottom - 18, width, 19), stage, scheme)


def _stage(painter: QPainter, place: QRect, stage: Stage, scheme: Scheme) -> None:
    painter.setPen(scheme.text_muted if stage.share > 0 else scheme.text_faint)
    text = QRect(place.left(), place.top(), place.width(), 14)
    _elided(painter, text, stage.name)
    bar = QRectF(place.left(), place.bottom() - _BAR + 1, place.width(), _BAR)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scheme.pressed)
    painter.drawRoundedRect(bar, 1.5, 1.5)
    if stage.share > 0:
        bar.setWidth(max(float(_BAR), bar.width() * stage.share))
        painter.setBrush(scheme.good if stage.share >= 1 else scheme.accent)
        painter.drawRoundedRect(bar, 1.5, 1.5)
