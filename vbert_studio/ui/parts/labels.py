"""Labels by role, hairlines, and buttons by weight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolButton

from vbert_studio.ui.theme import ICON, Space, Type, font, theme

Tone = Literal["", "muted", "faint", "danger", "attention", "good"]


def label(text: str = "", role: Type = Type.BODY, tone: Tone = "", *, wrap: bool = False) -> QLabel:
    """A label in one of the type roles and one of the tones. Its text is never read as HTML."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setFont(font(role))
    result.setProperty("tone", tone)
    result.setWordWrap(wrap)
    return result


class ElidedLabel(QLabel):
    """One line that gives way: what does not fit is left out, and told by the tool tip."""

    def __init__(self, text: str, role: Type = Type.BODY) -> None:
        super().__init__(text)
        self.setFont(font(role))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw as much as fits."""
        metrics, width = self.fontMetrics(), self.width()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        self.setToolTip("" if shown == self.text() else self.text())
        painter = QPainter(self)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


def heading(text: str) -> QLabel:
    """What stands above a group of rows in a panel."""
    result = label(text, Type.CAPTION, tone="muted")
    result.setContentsMargins(0, Space.S, 0, 0)
    return result


def set_tone(target: QLabel, tone: Tone) -> None:
    """Change the tone of a label that is shown already."""
    if target.property("tone") != tone:
        target.setProperty("tone", tone)
        target.style().unpolish(target)
        target.style().polish(target)


def hairline() -> QFrame:
    """A separator of one pixel."""
    result = QFrame()
    result.setProperty("hairline", "true")
    return result


def button(text: str, icon: str | None = None, *, primary: bool = False) -> QPushButton:
    """A push button; `primary` for the one that carries a panel on."""
    result = QPushButton(text)
    result.setProperty("primary", "true" if primary else "false")
    result.setIconSize(QSize(ICON, ICON))
    if icon and not primary:
        theme().follow_icon(result, icon)
    return result


def icon_button(icon: str, name: str, slot: Callable[[], object] | None = None) -> QToolButton:
    """A small button with an icon only; `name` is its tool tip and what a screen reader says."""
    result = QToolButton()
    theme().follow_icon(result, icon)
    result.setIconSize(QSize(ICON, ICON))
    result.setToolTip(name)
    result.setAccessibleName(name)
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if slot is not None:
        result.clicked.connect(slot)
    return result
