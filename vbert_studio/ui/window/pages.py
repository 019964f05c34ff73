"""The middle of the window: one page at a time."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Pages(QStackedWidget):
    """Takes the room that the page in front needs, and not that of the others."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the page in front."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the page in front."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize()
