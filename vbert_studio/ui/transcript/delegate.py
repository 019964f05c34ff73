"""How a sentence is drawn and edited: its time in the margin, its text wrapped beside it."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vbert_studio.ui.theme import RADIUS, Scheme, Space, Type, font, theme
from vbert_studio.ui.transcript.lines import Line, timecode
from vbert_studio.ui.transcript.model import Role
from vbert_studio.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex
_MARGIN = 64
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class TranscriptDelegate(QStyledItemDelegate):
    """Paints and edits one line. Heights are kept: a long film has thousands of lines to wrap."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._width = 320
        self._metrics = QFontMetrics(font(Type.BODY))
        self._heights: dict[str, int] = {}

    def set_width(self, width: int) -> None:
        """What the view has for a line."""
        if width != self._width:
            self._width = width
            self._heights.clear()

    def _height_of(self, text: str) -> int:
        known = self._heights.get(text)
        if known is None:
            place = _text_place(_row_place(QRect(0, 0, self._width, 10000)))
            known = self._heights[text] = self._metrics.boundingRect(place, _WRAP, text).height()
        return known

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002
        """As high as the wrapped text."""
        line: Line = index.data(Role.LINE)
        extra = 16 if line.video_name else 0
        high = self._height_of(line.sentence.text)
        return QSize(self._width, high + extra + 2 * Space.S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        line: Line = index.data(Role.LINE)
        said: bool = index.data(Role.IS_SAID)
        scheme = theme().scheme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = _row_place(option.rect)
        _background(painter, row, option, scheme, said=said)
        painter.setFont(font(Type.DIGITS))
        painter.setPen(scheme.playhead if said else scheme.text_muted)
        time = QRect(row.left() + Space.S, row.top() + Space.S, _MARGIN - Space.S, 18)
        time = QStyle.visualRect(option.direction, row, time)
        painter.drawText(time, Qt.AlignmentFlag.AlignLeft, timecode(line.sentence.start_s))
        text = QStyle.visualRect(option.direction, row, _text_place(row))
        if line.video_name:
            painter.setFont(font(Type.CAPTION))
            painter.setPen(scheme.text_muted)
            painter.drawText(text, Qt.AlignmentFlag.AlignTop, line.video_name)
            text.adjust(0, 16, 0, 0)
        painter.setFont(font(Type.BODY))
        painter.setPen(scheme.text)
        painter.drawText(text, _WRAP, line.sentence.text)
        painter.restore()

    def createEditor(  # noqa: N802 - Qt's name
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: Index,  # noqa: ARG002
    ) -> QWidget:
        """A small text field over the text; Return accepts, Escape gives up."""
        editor = QPlainTextEdit(parent)
        editor.setAccessibleName(tr("Text of the sentence"))
        editor.setFont(font(Type.BODY))
        editor.setTabChangesFocus(True)
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """The text as it is, selected."""
        assert isinstance(editor, QPlainTextEdit)
        editor.setPlainText(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """Hand over what was typed."""
        assert isinstance(editor, QPlainTextEdit)
        model.setData(model.index(index.row(), 0), editor.toPlainText())

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: Index,  # noqa: ARG002
    ) -> None:
        """Over the text, leaving the time visible."""
        place = option.rect.adjusted(_MARGIN - Space.XS, 1, -Space.S, -1)
        editor.setGeometry(QStyle.visualRect(option.direction, option.rect, place))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Return is the end of an edit, not a line break."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(editor, event)


def _row_place(item: QRect) -> QRect:
    """Where a line's background lies within its item."""
    return item.adjusted(Space.XS, 1, -Space.XS, -1)


def _text_place(row: QRect) -> QRect:
    """Where the text lies within the row, beside the time."""
    return row.adjusted(_MARGIN, Space.S - 1, -Space.S, 0)


def _background(
    painter: QPainter, row: QRect, option: QStyleOptionViewItem, scheme: Scheme, *, said: bool
) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.setPen(Qt.PenStyle.NoPen)
    if selected or hovered or said:
        painter.setBrush(scheme.selection if said or selected else scheme.hover)
        painter.drawRoundedRect(row, RADIUS, RADIUS)
    if said:
        painter.setBrush(scheme.playhead)
        painter.drawRoundedRect(QRect(row.left(), row.top() + 6, 3, row.height() - 12), 1.5, 1.5)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(scheme.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(row.adjusted(0, 0, -1, -1), RADIUS, RADIUS)
