"""A box that takes the keys that are pressed in it, whatever they would do elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from vbert_studio.ui.commands.bindings import portable
from vbert_studio.ui.translation import tr

_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)


class KeyCapture(QLineEdit):
    """Emits `captured` with the keys in portable spelling, `given_up` at Escape."""

    captured = Signal(str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__(readOnly=True, placeholderText=tr("Press the new keys"))
        self.setAccessibleName(tr("New keys"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """Every key is ours, before it is a shortcut or moves the focus."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.clear()
            self.given_up.emit()
        elif event.key() not in _MODIFIERS:
            pressed = QKeySequence(QKeyCombination(_held(event), Qt.Key(event.key())))
            self.setText(pressed.toString(QKeySequence.SequenceFormat.NativeText))
            self.captured.emit(portable(pressed))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Begin empty."""
        self.clear()
        super().focusInEvent(event)


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    """What is held down; Shift does not count where it made another sign, such as ``?``."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    if text and text.isprintable() and not text.isalnum() and not text.isspace():
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return held
