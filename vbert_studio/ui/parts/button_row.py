"""Buttons at the end of a row, or below each other where the row is too narrow for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vbert_studio.ui.theme import Space


class ButtonRow(QWidget):
    """Is never wider than its widest button has to be; gets higher instead."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self._buttons = buttons
        for button in buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _hints(self) -> list[QSize]:
        return [button.sizeHint() for button in self._buttons]

    @property
    def _across(self) -> int:
        return sum(hint.width() for hint in self._hints) + Space.S * (len(self._buttons) - 1)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All beside each other."""
        return QSize(self._across, max(hint.height() for hint in self._hints))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The widest of them."""
        hints = self._hints
        return QSize(max(h.width() for h in hints), max(h.height() for h in hints))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """One row, or one for each."""
        hints = self._hints
        if width >= self._across:
            return max(hint.height() for hint in hints)
        return sum(hint.height() for hint in hints) + Space.S * (len(hints) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put them in their places."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """A button that says something else may need other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        # Not every layout above asks for the height that belongs to a width.
        self.setFixedHeight(self.heightForWidth(self.width()))
        places = self._beside() if self.width() >= self._across else self._below()
        for button, place in zip(self._buttons, places, strict=True):
            button.setGeometry(self._mirrored(place))

    def _beside(self) -> list[QRect]:
        left, places = self.width() - self._across, []
        for hint in self._hints:
            places.append(QRect(left, 0, hint.width(), hint.height()))
            left += hint.width() + Space.S
        return places

    def _below(self) -> list[QRect]:
        top, places = 0, []
        for hint in self._hints:
            places.append(QRect(0, top, self.width(), hint.height()))
            top += hint.height() + Space.S
        return places

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return place
        return QRect(self.width() - place.right() - 1, place.y(), place.width(), place.height())
