"""One page at a time, in no more room than that page needs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QLayoutItem, QStackedLayout, QWidget


class FrontLayout(QStackedLayout):
    """Asks for the room that the page in front needs; Qt's own asks for that of the largest.

    A list is then not kept high by the words that stand in its place while it is empty.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._ask_again)

    @property
    def _front(self) -> QLayoutItem | None:
        return self.itemAt(self.currentIndex()) if self.currentIndex() >= 0 else None

    @Slot()
    def _ask_again(self) -> None:
        self.invalidate()
        holder = self.parentWidget()
        if holder is not None:
            holder.updateGeometry()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """As the page in front."""
        return QSize(0, 0) if self._front is None else self._front.minimumSize()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the page in front."""
        return QSize(0, 0) if self._front is None else self._front.sizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """As the page in front."""
        return self._front is not None and self._front.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As the page in front."""
        return -1 if self._front is None else self._front.heightForWidth(width)


class Pages(QWidget):
    """A widget of pages, one of which is in front."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self._front = FrontLayout(self)
        for page in pages:
            self._front.addWidget(page)

    def addWidget(self, page: QWidget) -> None:  # noqa: N802 - as QStackedWidget names it
        """One page more, behind the others."""
        self._front.addWidget(page)

    def currentWidget(self) -> QWidget | None:  # noqa: N802 - as QStackedWidget names it
        """The page in front."""
        return self._front.currentWidget()

    def setCurrentWidget(self, page: QWidget) -> None:  # noqa: N802 - as QStackedWidget names it
        """Bring a page to the front."""
        self._front.setCurrentWidget(page)
