"""What the window does when a person changes a setting."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

from vbert_studio.settings import known
from vbert_studio.ui.commands.bindings import bindings
from vbert_studio.ui.settings import settings
from vbert_studio.ui.theme import Preference, theme
from vbert_studio.ui.window.menus import check_appearance

if TYPE_CHECKING:
    from vbert_studio.ui.window.main_window import MainWindow


class SettingsFollower(QObject):
    """Applies at once what can be applied at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        live = settings()
        live.changed.connect(self._on_changed)
        live.failed.connect(window.notice.say_error)
        live.watch()
        check_appearance(window.commands, live.value(known.SCHEME))
        bindings().failed.connect(window.notice.say_error)
        for damage in filter(None, (live.damage, bindings().damage)):
            window.notice.say_error(damage)

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        window = self._window
        match name:
            case known.SCHEME.name:
                scheme = settings().value(known.SCHEME)
                theme().prefer(cast("Preference", scheme))
                check_appearance(window.commands, scheme)
            case known.RECENT.name:
                window.welcome.show_recent(window.recent.all())
