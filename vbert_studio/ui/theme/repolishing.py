"""Has the style sheet look at the palette again, which Qt does once for each widget and no more."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from vbert_studio.ui.theme.colours import Scheme, qt_palette

_SLICE_S = 0.008


class Repolishing(QObject):
    """Goes through the widgets in slices: first those that can be seen, then the hidden ones.

    A new sheet in place of the old one would change all in one go, while nothing else happens.
    Windows are painted again when all that is seen of them has changed.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._windows: list[QWidget] = []
        self._seen: list[QWidget] = []
        self._hidden: list[QWidget] = []
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._go_on)

    def begin(self, app: QApplication, scheme: Scheme) -> None:
        """Give all of `app` another scheme."""
        self._show()
        self._windows = app.topLevelWidgets()
        for window in self._windows:
            window.setUpdatesEnabled(False)
            mark(window, scheme)
        app.setPalette(qt_palette(scheme))
        polished = [w for w in app.allWidgets() if w.testAttribute(_POLISHED)]
        self._seen = [w for w in polished if w.isVisible()]
        self._hidden = [w for w in polished if not w.isVisible()]
        self._idle.start()
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        until = time.perf_counter() + _SLICE_S
        while time.perf_counter() < until and (self._seen or self._hidden):
            _polish((self._seen or self._hidden).pop())
        if not self._seen:
            self._show()
        if not self._hidden and not self._seen:
            self._idle.stop()

    def _show(self) -> None:
        for window in self._windows:
            if isValid(window):
                window.setUpdatesEnabled(True)
        self._windows = []


_POLISHED = Qt.WidgetAttribute.WA_WState_Polished


def mark(window: QWidget, scheme: Scheme) -> None:
    """Tell the sheet in which scheme a window is, for what is drawn from files."""
    window.setProperty("scheme", scheme.name)


def _polish(widget: QWidget) -> None:
    if isValid(widget):  # Qt may have deleted what Python still holds
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
