"""The theme in force: which scheme, and who must know when it changes."""

from __future__ import annotations

import weakref
from typing import Literal, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from vbert_studio.errors import BugError
from vbert_studio.ui.theme import icons, metrics
from vbert_studio.ui.theme.colours import DARK, LIGHT, Scheme
from vbert_studio.ui.theme.metrics import Type, font
from vbert_studio.ui.theme.repolishing import Repolishing, mark
from vbert_studio.ui.theme.style import sheet

Preference = Literal["system", "light", "dark"]


class HasIcon(Protocol):
    """An action or a button."""

    def setIcon(self, icon: QIcon, /) -> object: ...  # noqa: N802, D102 - Qt's name


class Theme(QObject):
    """Owns the scheme of the application and switches it while the program runs.

    Widgets that paint themselves need not listen to `changed`: the application's palette changes
    with the scheme, and Qt repaints everything.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._preference: Preference = "system"
        self._icons: weakref.WeakKeyDictionary[HasIcon, str] = weakref.WeakKeyDictionary()
        self.scheme: Scheme = LIGHT
        app.setStyle("Fusion")
        app.setFont(font(Type.BODY))
        app.setStyleSheet(sheet())
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._repolishing = Repolishing(self)
        self._apply()

    @property
    def preference(self) -> Preference:
        """What the person chose: follow the system, or one of both for good."""
        return self._preference

    @property
    def is_settled(self) -> bool:
        """Whether every widget has taken the appearance that was chosen last."""
        return self._repolishing.is_done

    def prefer(self, preference: Preference) -> None:
        """Choose, and switch at once."""
        self._preference = preference
        self._apply()

    def enlarge(self, factor: float) -> None:
        """Show all texts so many times as large as they were drawn for, at once."""
        by = metrics.enlarge(factor)
        own = [w for w in self._app.allWidgets() if w.testAttribute(Qt.WidgetAttribute.WA_SetFont)]
        self._app.setFont(font(Type.BODY))
        for widget in own:
            larger = widget.font()
            if larger.pixelSize() > 0:
                larger.setPixelSize(round(larger.pixelSize() * by))
                widget.setFont(larger)
        self.changed.emit()

    def icon(self, name: str, colour: QColor | None = None) -> QIcon:
        """An icon for the present scheme; `follow_icon` keeps it right when that changes."""
        return icons.icon(name, self.scheme, colour)

    def follow_icon(self, target: HasIcon, name: str) -> None:
        """Give an action or a button its icon, now and at each change of the scheme."""
        self._icons[target] = name
        target.setIcon(self.icon(name))

    def dress(self, window: QWidget) -> None:
        """What a new window needs before it is shown."""
        mark(window, self.scheme)

    @Slot()
    def _follow_system(self) -> None:
        if self._preference == "system":
            self._apply()

    def _wanted(self) -> Scheme:
        if self._preference == "system":
            system = self._app.styleHints().colorScheme()
            return DARK if system is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._preference == "dark" else LIGHT

    def _apply(self) -> None:
        self.scheme = self._wanted()
        self._repolishing.begin(self._app, self.scheme)
        for target, name in list(self._icons.items()):
            if isValid(target):  # Qt may have deleted what Python still holds
                target.setIcon(self.icon(name))
        self.changed.emit()


_theme: Theme | None = None


def install(app: QApplication, preference: Preference = "system") -> Theme:
    """Give the application its look; called again, only the preference changes."""
    global _theme  # noqa: PLW0603 - one application, one theme
    if _theme is None:
        _theme = Theme(app)
    if _theme.preference != preference:
        _theme.prefer(preference)
    return _theme


def theme() -> Theme:
    """The theme in force. A bug when `install` has not run."""
    if _theme is None:
        raise BugError("the theme was asked for before it was installed")
    return _theme
