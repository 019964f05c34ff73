"""A column of parts that scrolls when it does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vbert_studio.ui.theme import Space


class ScrollingColumn(QScrollArea):
    """Put parts into `column`. The keyboard goes to them, not to the area around them."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        content = QWidget()
        content.setProperty("surface", "panel")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(Space.M, Space.M, Space.M, Space.L)
        self.column.setSpacing(Space.S)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
