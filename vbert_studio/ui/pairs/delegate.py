"""How a row of the table is drawn: the sign of its judgement, quiet times, its text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vbert_studio.ui.pairs.columns import TIMES, Column
from vbert_studio.ui.pairs.model import Role
from vbert_studio.ui.pairs.signs import colour_of, sign_of
from vbert_studio.ui.theme import ICON, Scheme, Space, Type, font, icon_pixmap, theme
from vbert_studio.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class PairDelegate(QStyledItemDelegate):
    """Paints cells; the row that has the focus is framed as a whole."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell."""
        scheme = theme().scheme
        column = Column(index.column())
        painter.save()
        _ground(painter, option, scheme)
        if column is Column.JUDGEMENT:
            _sign(painter, option, index, scheme)
        else:
            _text(painter, option.rect, column, index, scheme)
        painter.restore()

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """A field as high as the row."""
        editor = super().createEditor(parent, option, index)
        editor.setStyleSheet("QLineEdit { min-height: 0; border-radius: 0; padding: 0 5px; }")
        editor.setAccessibleName(index.model().headerData(index.column(), _ACROSS))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """What stands there; but nothing is put over what a person is typing."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)


_ACROSS = Qt.Orientation.Horizontal


def _ground(painter: QPainter, option: QStyleOptionViewItem, scheme: Scheme) -> None:
    """Selection and focus, across the row."""
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, scheme.selection)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, scheme.hover)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(scheme.accent)
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def _sign(painter: QPainter, option: QStyleOptionViewItem, index: Index, scheme: Scheme) -> None:
    judgement = index.data(Role.JUDGEMENT)
    ratio = painter.device().devicePixelRatioF()
    place = QRect(0, 0, ICON, ICON)
    place.moveCenter(option.rect.center())
    picture = icon_pixmap(sign_of(judgement).icon, colour_of(judgement, scheme), ICON, ratio)
    painter.drawPixmap(place, picture)


def _text(painter: QPainter, cell: QRect, column: Column, index: Index, scheme: Scheme) -> None:
    place = cell.adjusted(Space.S, 0, -Space.XS, 0)
    painter.setFont(_face(column))
    said = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    if column is Column.TEXT and not said:
        painter.setPen(scheme.text_faint)
        said = tr("No text yet")
    else:
        painter.setPen(_ink(column, scheme))
    if column is Column.TEXT and index.data(Role.IS_CORRECTED):
        place = _corrected(painter, place, scheme)
    # An indent where texts are read from the right is Qt's business: it mirrors the rectangle.
    shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, _RIGHT if column in TIMES else _LEFT, shown)


def _face(column: Column) -> QFont:
    return font(Type.DIGITS if column in TIMES else Type.BODY)


def _ink(column: Column, scheme: Scheme) -> QColor:
    return scheme.text if column is Column.TEXT else scheme.text_muted


def _corrected(painter: QPainter, place: QRect, scheme: Scheme) -> QRect:
    """A pencil before a text whose sentence says something else by now."""
    ratio = painter.device().devicePixelRatioF()
    corner = QRect(place.left(), place.center().y() - 6, 12, 12)
    painter.drawPixmap(corner, icon_pixmap("edit", scheme.attention, 12, ratio))
    return place.adjusted(16, 0, 0, 0)
