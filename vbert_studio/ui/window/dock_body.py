"""What stands in a dock: a panel that is scrolled where its dock is smaller than it can be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QWidget
from shiboken6 import isValid

_LOWEST = 104  # pixels: a few lines of a panel, from where the rest is scrolled to
_USABLE = 120  # a head and some rows
_WORKED_IN = 152  # and what is done with them
_NARROWEST = 280
_ALWAYS, _NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class DockBody(QScrollArea):
    """Lets a dock be smaller than its panel where the window is.

    A list in the panel scrolls by itself. Here is scrolled only a panel that has less than its
    least, and then no part of it has a bar of its own beside this one. `outgrown` says that the
    panel needs another height than before.
    """

    outgrown = Signal()

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(_NEVER)
        self.setVerticalScrollBarPolicy(_NEVER)
        self._content = content
        self._silenced: dict[QAbstractScrollArea, Qt.ScrollBarPolicy] = {}
        content.setProperty("surface", "panel")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(content)
        self._high = self.needed.height()

    @property
    def _bar(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    @property
    def _least(self) -> QSize:
        return self._content.minimumSizeHint().expandedTo(self._content.minimumSize())

    @property
    def needed(self) -> QSize:
        """The least size at which nothing has to be scrolled sideways."""
        least = self._least
        beside = self._bar if least.height() > _LOWEST else 0
        return QSize(least.width() + beside, least.height())

    @property
    def wish(self) -> int:
        """The height at which nothing is scrolled here, at the width of now."""
        return max(self.sizeHint().height(), self._tall(self.width(), self._least))

    def usable(self, *, in_front: bool = False) -> int:
        """The height from which on it is of use; more of one that was just asked for."""
        least = self.needed.height() if in_front else self.minimumSizeHint().height()
        return min(max(_USABLE, min(least, _WORKED_IN)), self.sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Enough to use it by scrolling."""
        return self.needed.boundedTo(QSize(_NARROWEST, _LOWEST))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the panel."""
        return self._content.sizeHint().expandedTo(self.needed)

    def _fit(self) -> None:
        """Give the panel all the room there is, or what it needs with scroll bars.

        Qt's own way of doing so never ends where a panel gets higher as it gets narrower: here all
        hangs on the size of the dock alone.
        """
        least, room, bar = self._least, self.size(), self._bar
        across = room.width() < least.width()
        tall = self._tall(room.width(), least)
        down = tall > room.height() - across * bar
        wide = max(room.width() - down * bar, least.width())
        across = wide > room.width() - down * bar
        self.setHorizontalScrollBarPolicy(_ALWAYS if across else _NEVER)
        self.setVerticalScrollBarPolicy(_ALWAYS if down else _NEVER)
        if down:
            self._silence()
        else:
            self._let_speak()
        self._content.resize(wide, max(room.height() - across * bar, self._tall(wide, least)))

    def _tall(self, wide: int, least: QSize) -> int:
        """How high the panel must be at a width."""
        return max(self._content.heightForWidth(max(wide, least.width())), least.height())

    def _silence(self) -> None:
        """Take the bars from the parts that scroll by themselves: wheel and keys still do."""
        found = self._content.findChildren(QAbstractScrollArea)
        for area in found:
            if area.verticalScrollBarPolicy() != _NEVER and self._is_outermost(area):
                self._silenced[area] = area.verticalScrollBarPolicy()
                area.setVerticalScrollBarPolicy(_NEVER)

    def _is_outermost(self, area: QAbstractScrollArea) -> bool:
        """Whether it is scrolled by nothing but this; what a box of choices opens is elsewhere."""
        around = area.parentWidget()
        while around is not None and around is not self._content:
            if around.isWindow() or isinstance(around, QAbstractScrollArea):
                return False
            around = around.parentWidget()
        return around is not None

    def _let_speak(self) -> None:
        silenced, self._silenced = self._silenced, {}
        for area, policy in silenced.items():
            if isValid(area):
                area.setVerticalScrollBarPolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another size of the dock."""
        self._fit()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """The panel wants another size: so does its dock."""
        if event.type() == QEvent.Type.LayoutRequest:
            before, self._high = self._high, self.needed.height()
            self._fit()
            if self._high != before:
                self.updateGeometry()
                self.outgrown.emit()
        return super().event(event)
