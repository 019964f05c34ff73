"""The tabs of docks that stand behind each other: whole words, or pictures where these do not fit.

Qt makes the bars itself, and writes the titles of the docks on them again and again. So the texts
stay on the tabs, where a screen reader finds them, and are only not painted.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMainWindow, QTabBar

from vbert_studio.ui.theme import ICON, Space, theme
from vbert_studio.ui.translation import tr
from vbert_studio.ui.window.dock_rows import tab_bars

PANEL_ICONS = {
    "library": "library",
    "transcript": "transcript",
    "clip": "codebook",
    "words": "map",
    "pairs": "pairs",
    "history": "clock",
    "training": "curves",
    "jobs": "jobs",
    "forecast": "forecast",
    "generate": "generate",
    "action": "action",
    "alignment": "alignment",
    "compare": "compare",
    "timeline": "timeline",
    "strip": "tokens",
}
_AROUND_WORD = 2 * Space.M
_SCROLLER = 40  # pixels for both buttons where not even the pictures fit
_SHEET = f"""
QTabBar::scroller {{ width: {_SCROLLER}px; }}
QTabBar::tear {{ width: 0; image: none; border: none; }}
QTabBar QToolButton {{ background: palette(window); border: none; padding: 0; }}
QTabBar QToolButton:hover {{ background: palette(midlight); }}
"""
_PICTURES = f"""{_SHEET}
QTabBar::tab {{ color: transparent; width: {ICON}px; padding: 5px 7px; }}
QTabBar::tab:selected {{ color: transparent; }}
QTabBar::tab:hover {{ color: transparent; background: palette(midlight); }}
QTabBar::tab:focus {{ color: transparent; }}
"""
_CHANGES = frozenset({QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FontChange})


class DockTabs(QObject):
    """Keeps every bar readable: looks at them when one appears, or is changed by Qt.

    Args:
        window: whose docks they are.
        icons: the name of an icon for each title.
    """

    def __init__(self, window: QMainWindow, icons: Mapping[str, str]) -> None:
        super().__init__(window)
        self._window = window
        self._icons = dict(icons)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        window.installEventFilter(self)
        theme().changed.connect(self._soon.start)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tabs came, went or were moved: the window lays itself out; or a bar was resized."""
        if watched is self._window:
            if event.type() == QEvent.Type.LayoutRequest:
                self._soon.start()
        elif event.type() in _CHANGES:
            self._soon.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _look(self) -> None:
        for bar in tab_bars(self._window):
            # Qt keeps bars that are empty, outside of the window, where nobody sees the focus.
            bar.setFocusPolicy(Qt.FocusPolicy.TabFocus if bar.count() else Qt.FocusPolicy.NoFocus)
            if bar.elideMode() != Qt.TextElideMode.ElideNone:
                self._prepare(bar)
            if bar.isVisible():
                self._show_words_or_pictures(bar)

    def _prepare(self, bar: QTabBar) -> None:
        """No word is ever cut; what does not fit is scrolled to."""
        bar.setAccessibleName(tr("Panels in one place"))
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setUsesScrollButtons(True)
        bar.setExpanding(False)
        bar.installEventFilter(self)

    def _show_words_or_pictures(self, bar: QTabBar) -> None:
        pictures = width_of_words(bar) > bar.width()
        wanted = _PICTURES if pictures else _SHEET
        if bar.styleSheet() != wanted:
            bar.setStyleSheet(wanted)
        for at in range(bar.count()):
            icon = self._icon(bar.tabText(at)) if pictures else QIcon()
            if bar.tabIcon(at).cacheKey() != icon.cacheKey():
                bar.setTabIcon(at, icon)

    def _icon(self, title: str) -> QIcon:
        name = self._icons.get(title)
        return QIcon() if name is None else theme().icon(name)


def width_of_words(bar: QTabBar) -> int:
    """The width at which the titles of all tabs can be read, in pixels."""
    metrics = bar.fontMetrics()
    titles = (bar.tabText(at) for at in range(bar.count()))
    return sum(metrics.horizontalAdvance(title) + _AROUND_WORD for title in titles)
