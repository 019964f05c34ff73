"""How a run is drawn in the list: the sign of how it ended, its name, its figures."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vbert_studio.ui.theme import ICON, ROW_HEIGHT, Scheme, Space, Type, font, icon_pixmap, theme

Index = QModelIndex | QPersistentModelIndex
STATUS = Qt.ItemDataRole.UserRole + 1
FIGURES = Qt.ItemDataRole.UserRole + 2
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class RunDelegate(QStyledItemDelegate):
    """One line per run."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002
        """As high as any row."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the run."""
        scheme, state = theme().scheme, option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, scheme.selection)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, scheme.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(scheme.accent)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        place = option.rect.adjusted(Space.M, 0, -Space.M, 0)
        _sign(painter, place, str(index.data(STATUS)), scheme)
        _texts(painter, place.adjusted(ICON + Space.S, 0, 0, 0), index, scheme)
        painter.restore()


def _sign(painter: QPainter, place: QRect, status: str, scheme: Scheme) -> None:
    name, colour = _SIGNS.get(status, ("jobs", "accent"))
    ink: QColor = getattr(scheme, colour)
    top = place.center().y() - ICON // 2 + 1
    picture = icon_pixmap(name, ink, ICON, painter.device().devicePixelRatioF())
    painter.drawPixmap(place.left(), top, picture)


_SIGNS = {
    "done": ("done", "good"),
    "stopped": ("stop", "text_faint"),
    "failed": ("error", "danger"),
    "running": ("jobs", "accent"),
}


def _texts(painter: QPainter, place: QRect, index: Index, scheme: Scheme) -> None:
    figures = str(index.data(FIGURES) or "")
    painter.setFont(font(Type.DIGITS))
    wide = painter.fontMetrics().horizontalAdvance(figures)
    painter.setPen(scheme.text_muted)
    painter.drawText(place, _MIDDLE | Qt.AlignmentFlag.AlignRight, figures)
    painter.setFont(font(Type.BODY))
    painter.setPen(scheme.text)
    room = place.adjusted(0, 0, -wide - Space.S, 0)
    name = str(index.data(Qt.ItemDataRole.DisplayRole))
    shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignLeft, shown)
