"""The scroll bar beside the tiers: there while they are higher than their room."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QScrollBar, QWidget

from vbert_studio.ui.timeline.layout import RULER_HEIGHT, Layout
from vbert_studio.ui.translation import tr

_STEP = 24  # pixels of one press of its keys


class TierScroll(QScrollBar):
    """Stands at the right border, between ruler and overview strip."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, over)
        self._over = over
        self.setAccessibleName(tr("Scroll the tiers"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSingleStep(_STEP)
        self.hide()

    @property
    def room(self) -> int:
        """How much of the width it takes."""
        return self.sizeHint().width() if self.isVisibleTo(self._over) else 0

    def fit(self, layout: Layout, width: int) -> None:
        """Stand beside these rows in a widget so wide, or nowhere when all of them are seen."""
        high = layout.overview_top - RULER_HEIGHT
        with QSignalBlocker(self):
            self.setRange(0, ceil(layout.overflow))
            self.setPageStep(max(1, round(high)))
            self.setValue(round(layout.scroll))
        self.setVisible(layout.overflow >= 1)
        wide = self.sizeHint().width()
        self.setGeometry(width - wide, round(RULER_HEIGHT), wide, round(high))
