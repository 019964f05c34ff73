"""What stands in a dock: a panel that is scrolled where its dock is smaller than it can be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_LOWEST = 96  # pixels: a few lines of a panel, from where the rest is scrolled to
_NARROWEST = 280


class DockBody(QScrollArea):
    """Lets a dock be smaller than its panel where the window is.

    `outgrown` says that the panel needs another height than before.
    """

    outgrown = Signal()

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._content = content
        self.setWidget(content)
        self._high = self.needed.height()

    @property
    def needed(self) -> QSize:
        """The least size at which nothing has to be scrolled sideways."""
        least = self._content.minimumSizeHint().expandedTo(self._content.minimumSize())
        beside = self.verticalScrollBar().sizeHint().width() if least.height() > _LOWEST else 0
        return QSize(least.width() + beside, least.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Enough to use it by scrolling."""
        return self.needed.boundedTo(QSize(_NARROWEST, _LOWEST))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the panel."""
        return self._content.sizeHint().expandedTo(self.needed)

    def event(self, event: QEvent) -> bool:
        """The panel wants another size: so does its dock."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            before, self._high = self._high, self.needed.height()
            if self._high != before:
                self.outgrown.emit()
        return super().event(event)
