"""Keys that a focused widget needs for itself, though they are shortcuts everywhere else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QWidget

_OWN_KEYS: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (QAbstractButton, frozenset({Qt.Key.Key_Space})),
    (QAbstractItemView, frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})),
    (QComboBox, frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})),
)


class KeyGuard(QObject):
    """Follows the focus: a button keeps its space bar, lists and choices their Home and End.

    Only the focused widget is watched, for a filter over all events would be felt.
    """

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusChanged.connect(self._follow)

    @Slot("QWidget*", "QWidget*")
    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and keys_of(now):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Claim the widget's own keys before they are looked up as shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers()
            and isinstance(watched, QWidget)
            and event.key() in keys_of(watched)
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)


def keys_of(widget: QWidget) -> frozenset[Qt.Key]:
    """The keys that a widget needs for itself."""
    return next((keys for kind, keys in _OWN_KEYS if isinstance(widget, kind)), frozenset())
