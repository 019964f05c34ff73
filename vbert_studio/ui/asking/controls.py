"""The small controls above an answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QSlider, QSpinBox, QWidget

from vbert_studio.ui.parts.labels import label
from vbert_studio.ui.parts.numbers import padded
from vbert_studio.ui.theme import Space

_TURNS = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
    | {Qt.Key.Key_Home, Qt.Key.Key_End}
)


class Slider(QSlider):
    """A slider that keeps the arrow keys for itself, though they move the playhead elsewhere."""

    def __init__(self, least: int, most: int, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(least, most)
        self.setPageStep(1)
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        """Claim the keys before they are looked up as shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and event.key() in _TURNS
        ):
            event.accept()
            return True
        return super().event(event)


def labelled(text: str, control: QWidget) -> QWidget:
    """A control with its word in front of it."""
    caption = label(text, tone="muted")
    caption.setBuddy(control)
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.XS)
    layout.addWidget(caption)
    layout.addWidget(control, 1)
    return row


def number(least: int, most: int, value: int, name: str) -> QSpinBox:
    """A whole number from `least` to `most`."""
    result = padded(QSpinBox())
    result.setRange(least, most)
    result.setValue(value)
    result.setAccessibleName(name)
    result.setToolTip(name)
    return result


def choice(texts: Sequence[str], name: str) -> QComboBox:
    """One of several."""
    result = QComboBox()
    result.addItems(list(texts))
    result.setAccessibleName(name)
    result.setToolTip(name)
    # Its longest entry is not what decides how narrow the panel can be.
    result.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    result.setMinimumWidth(104)
    return result
