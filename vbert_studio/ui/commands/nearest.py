"""Keys that mean something everywhere, unless something nearer to the focus wants them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_HEARD, _DEAF = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetShortcut


class NearestFirst(QObject):
    """Follows the focus: a command that is heard last gives its keys to one that is nearer.

    Qt takes two commands that hear a key at the same place for a mistake, and runs neither.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last: list[QAction] = []
        self._near: list[tuple[QAction, QWidget]] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._decide)

    def add_last(self, action: QAction) -> None:
        """This one is heard where no other wants its keys."""
        self._last.append(action)
        action.changed.connect(self._decide)
        self._decide()

    def add_near(self, action: QAction, home: QWidget) -> None:
        """This one is heard in its home, before all that are heard last."""
        self._near.append((action, home))
        action.changed.connect(self._decide)

    @Slot()
    def _decide(self) -> None:
        if not all(isValid(action) for action in self._actions()):
            return  # the window goes, and takes the focus through what is left of it
        focus = QApplication.focusWidget() or QApplication.activeWindow()
        for action in self._last:
            keys = action.shortcuts()
            heard = _DEAF if self._is_wanted(keys, focus) else _HEARD
            if action.shortcutContext() != heard:
                action.setShortcutContext(heard)

    def _actions(self) -> Iterator[QAction]:
        yield from self._last
        yield from (action for action, _ in self._near)

    def _is_wanted(self, keys: Iterable[object], focus: QWidget | None) -> bool:
        wanted = set(keys)
        return focus is not None and any(
            action.isEnabled()
            and wanted.intersection(action.shortcuts())
            and (home is focus or home.isAncestorOf(focus))
            for action, home in self._near
        )
