"""Paints one state of the history: what was done, when, in which video, and where one is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vbert_studio.ui.history.steps import BEGINNING, HistoryStep
from vbert_studio.ui.history.when import said_time
from vbert_studio.ui.library.delegate import Index
from vbert_studio.ui.theme import RADIUS, Scheme, Space, Type, font, theme
from vbert_studio.ui.translation import tr

STEP = Qt.ItemDataRole.UserRole + 1
ROW = 44
_RAIL = 20  # the column of the dots
_DOT = 4


class HistoryDelegate(QStyledItemDelegate):
    """Undone states are faint and say so; a filled dot and a line mark the present one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002
        """Two lines."""
        return QSize(180, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        step: HistoryStep = index.data(STEP)
        scheme, direction = theme().scheme, option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _background(painter, option, scheme)
        row = option.rect.adjusted(Space.S, 0, -Space.M, 0)
        rail = QRect(row.left(), row.top(), _RAIL, row.height())
        _dot(painter, QStyle.visualRect(direction, row, rail).center(), step, scheme)
        texts = QStyle.visualRect(direction, row, row.adjusted(_RAIL + Space.XS, 0, 0, 0))
        _texts(painter, texts, step, scheme, direction)
        painter.restore()


def _background(painter: QPainter, option: QStyleOptionViewItem, scheme: Scheme) -> None:
    row = option.rect.adjusted(Space.XS, 1, -Space.XS, -1)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if selected or hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scheme.selection if selected else scheme.hover)
        painter.drawRoundedRect(row, RADIUS, RADIUS)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(scheme.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(row, RADIUS, RADIUS)


def _dot(painter: QPainter, middle: QPoint, step: HistoryStep, scheme: Scheme) -> None:
    """Filled where one is, a ring elsewhere."""
    painter.setPen(scheme.accent if step.is_now else scheme.text_faint)
    painter.setBrush(scheme.accent if step.is_now else Qt.BrushStyle.NoBrush)
    radius = _DOT + 1 if step.is_now else _DOT
    painter.drawEllipse(middle, radius, radius)


def _texts(
    painter: QPainter,
    place: QRect,
    step: HistoryStep,
    scheme: Scheme,
    direction: Qt.LayoutDirection,
) -> None:
    upper = QRect(place.left(), place.top() + 4, place.width(), 19)
    lower = QRect(place.left(), place.top() + 23, place.width(), 16)
    side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
    painter.setFont(font(Type.STRONG if step.is_now else Type.BODY))
    painter.setPen(scheme.text_faint if step.undone else scheme.text)
    _line(painter, upper, title_of(step), side)
    painter.setFont(font(Type.CAPTION))
    painter.setPen(scheme.text_faint if step.undone else scheme.text_muted)
    _line(painter, lower, details_of(step), side)


def _line(painter: QPainter, place: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)


def title_of(step: HistoryStep) -> str:
    """What was done."""
    return tr("Before the first edit") if step.edit_id == BEGINNING else step.name


def details_of(step: HistoryStep) -> str:
    """When and where, and what has become of it."""
    parts = [tr("now")] if step.is_now else []
    if step.at:
        parts.append(said_time(step.at))
    if step.videos:
        more = len(step.videos) - 1
        parts.append(step.videos[0] + (f" +{more}" if more else ""))
    if step.undone:
        parts.append(tr("undone"))
    return " · ".join(parts)
