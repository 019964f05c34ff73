"""A short list of things to go to, each with a figure and a quiet bar behind it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from vbert_studio.ui.theme import RADIUS_SMALL, Space, Type, font, theme, token_colour
from vbert_studio.ui.words.link import Link

Index = QModelIndex | QPersistentModelIndex
_ROW = 26
_SWATCH = 10
_ROLE = Qt.ItemDataRole.UserRole + 1


class Links(QListWidget):
    """As high as its rows; `followed(target)` comes of a click and of Enter."""

    followed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._delegate = _LinkDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._follow)
        self.links: tuple[Link, ...] = ()
        self.show_links((), 12)

    def show_links(self, links: tuple[Link, ...], branching: int) -> None:
        """Show these rows."""
        self.links = links
        self._delegate.branching = branching
        self.clear()
        for link in links:
            item = QListWidgetItem(link.text, self)
            item.setData(_ROLE, link)
            item.setToolTip(link.said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, link.said or link.text)
        self.setFixedHeight(_ROW * len(links))
        self.setVisible(bool(links))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter follows; from the last row on, down goes on to whatever is below."""
        key, row = event.key(), self.currentRow()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._follow(self.currentItem())
        elif key == Qt.Key.Key_Down and row == self.count() - 1:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up and row <= 0:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    @Slot(QListWidgetItem)
    def _follow(self, item: QListWidgetItem) -> None:
        link: Link = item.data(_ROLE)
        self.followed.emit(link.target)


class _LinkDelegate(QStyledItemDelegate):
    branching = 12

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        link: Link = index.data(_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -Space.XS + 0.5)
        _ground(painter, place, link, option)
        inner = place.adjusted(Space.S, 0, -Space.S, 0)
        if link.path:
            swatch = QRectF(inner.left(), inner.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(token_colour(link.path, theme().scheme, self.branching))
            painter.drawRoundedRect(swatch, 2, 2)
            inner.adjust(_SWATCH + Space.S, 0, 0, 0)
        _texts(painter, inner, link)
        painter.restore()


def _ground(painter: QPainter, place: QRectF, link: Link, option: QStyleOptionViewItem) -> None:
    scheme, flag = theme().scheme, QStyle.StateFlag
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scheme.hover if option.state & flag.State_MouseOver else scheme.sunken)
    painter.drawRoundedRect(place, RADIUS_SMALL, RADIUS_SMALL)
    filled = QRectF(place)
    filled.setWidth(max(3.0, place.width() * link.share))
    painter.setBrush(scheme.selection)
    painter.drawRoundedRect(filled, RADIUS_SMALL, RADIUS_SMALL)
    if option.state & flag.State_HasFocus:
        painter.setPen(scheme.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, RADIUS_SMALL, RADIUS_SMALL)


def _texts(painter: QPainter, place: QRectF, link: Link) -> None:
    middle, scheme = Qt.AlignmentFlag.AlignVCenter, theme().scheme
    painter.setFont(font(Type.DIGITS))
    painter.setPen(scheme.text_muted)
    painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, link.figure)
    wide = painter.fontMetrics().horizontalAdvance(link.figure)
    painter.setFont(font(Type.BODY))
    painter.setPen(scheme.text)
    room = place.adjusted(0, 0, -wide - Space.S, 0)
    shown = painter.fontMetrics().elidedText(
        link.text, Qt.TextElideMode.ElideRight, int(room.width())
    )
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, shown)
