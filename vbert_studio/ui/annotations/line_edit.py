"""A line to write in, over the timeline: Enter keeps what was written, Escape gives it up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN = (*_ENDS, Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_Up, Qt.Key.Key_Down)
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class InPlaceEdit(QLineEdit):
    """`kept` or `given_up` follows. Whoever goes elsewhere keeps what was typed."""

    kept = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()

    def begin(self, text: str, placeholder: str) -> None:
        """Show it with a text, all of it selected."""
        self.setText(text)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def offer(self, text: str) -> bool:
        """Put a text in that typing replaces; False when something was typed already."""
        if self.isHidden() or self.isModified():
            return False
        self.setText(text)
        self.selectAll()
        return True

    def event(self, event: QEvent) -> bool:
        """These keys are meant for this line, whatever they do around it."""
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and event.key() in _OWN:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keep or give up."""
        if event.key() in _ENDS:
            self.kept.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The person goes on elsewhere; what nobody typed is nobody's word."""
        super().focusOutEvent(event)
        if event.reason() in _STAYS:
            return
        if self.isModified():
            self.kept.emit(self.text())
        else:
            self.given_up.emit()
