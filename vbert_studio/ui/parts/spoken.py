"""What assistive technology is told about views that paint themselves.

Such a view has a method `spoken`: what it shows where the keyboard is, as a sentence. It calls
`tell` whenever that changes.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueChangeEvent
from PySide6.QtWidgets import QAccessibleWidget, QWidget


@runtime_checkable
class Spoken(Protocol):
    """A widget that can say what it shows."""

    role: QAccessible.Role

    def spoken(self) -> str:
        """What is shown where the keyboard is."""


class _Interface(QAccessibleWidget):
    """Name and description are the widget's own; its value is what is shown at the moment."""

    def __init__(self, widget: QWidget, view: Spoken) -> None:
        super().__init__(widget, view.role)
        self._view = view

    def text(self, kind: QAccessible.Text) -> str:
        """Name, value and description."""
        if kind == QAccessible.Text.Value:
            return self._view.spoken()
        return str(super().text(kind))


# Qt owns an interface but does not keep the Python object behind it alive.
_alive: dict[int, _Interface] = {}
_installed = False


def _interface(_kind: str, owner: QObject) -> QAccessibleInterface | None:
    if not isinstance(owner, QWidget) or not isinstance(owner, Spoken):
        return None
    key = id(owner)
    if key not in _alive:
        _alive[key] = _Interface(owner, owner)
        owner.destroyed.connect(lambda: _alive.pop(key, None))
    return _alive[key]


def make_spoken(widget: QWidget, name: str) -> None:
    """Let a widget with a method `spoken` answer for itself, under this name."""
    global _installed  # noqa: PLW0603 - the factory is the application's
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed = True
    widget.setAccessibleName(name)


def tell(widget: QWidget, said: str) -> None:
    """What the widget says has changed."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, said))
