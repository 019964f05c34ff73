"""Has the style sheet look at the palette again, which Qt does once for each widget and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from vbert_studio.ui.in_slices import InSlices
from vbert_studio.ui.theme.colours import Scheme, qt_palette

_POLISHED = Qt.WidgetAttribute.WA_WState_Polished


class Repolishing:
    """First the widgets that can be seen, then the hidden ones.

    A new sheet in place of the old one would change all in one go, while nothing else happens.
    Windows are painted again when all that is seen of them has changed.
    """

    def __init__(self, parent: QObject) -> None:
        self._slices = InSlices(parent)
        self._waiting: list[QWidget] = []  # windows that are not painted meanwhile

    @property
    def is_done(self) -> bool:
        """Whether the hidden ones have changed as well."""
        return self._slices.is_done

    def begin(self, app: QApplication, scheme: Scheme) -> None:
        """Give all of `app` another scheme."""
        self._paint_again()
        self._waiting = app.topLevelWidgets()
        for window in self._waiting:
            window.setUpdatesEnabled(False)
            mark(window, scheme)
        app.setPalette(qt_palette(scheme))
        polished = [w for w in app.allWidgets() if w.testAttribute(_POLISHED)]
        seen = [w for w in polished if w.isVisible()]
        self._slices.begin(self._steps(seen, [w for w in polished if not w.isVisible()]))

    def _steps(self, seen: Iterable[QWidget], hidden: Iterable[QWidget]) -> Iterator[None]:
        for widget in seen:
            _polish(widget)
            yield
        self._paint_again()
        for widget in hidden:
            _polish(widget)
            yield

    def _paint_again(self) -> None:
        for window in self._waiting:
            if isValid(window):
                window.setUpdatesEnabled(True)
        self._waiting = []


def mark(window: QWidget, scheme: Scheme) -> None:
    """Tell the sheet in which scheme a window is, for what is drawn from files."""
    window.setProperty("scheme", scheme.name)


def _polish(widget: QWidget) -> None:
    if isValid(widget):  # Qt may have deleted what Python still holds
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
