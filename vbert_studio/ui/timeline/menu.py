"""The context menu of the timeline: which tiers are shown, in which order, and the view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from vbert_studio.ui.timeline.layout import TierSetting, loosened, moved, shown
from vbert_studio.ui.timeline.tiers.tier import Tier
from vbert_studio.ui.translation import tr

Settings = tuple[TierSetting, ...]


def tier_menu(
    parent: QWidget,
    tiers: dict[str, Tier],
    settings: Settings,
    under: str | None,
    choose: Callable[[Settings], None],
    reset: Callable[[], None],
) -> QMenu:
    """The menu over the tier `under` the pointer; `choose` is handed the new settings."""
    menu = QMenu(parent)
    if under is not None:
        _add_own(menu, tiers[under].title, under, settings, choose)
        menu.addSeparator()
    for setting in settings:
        _add_toggle(menu, tiers[setting.key].title, setting, settings, choose)
    menu.addSeparator()
    menu.addAction(tr("Arrange the tiers as at first"), reset)
    return menu


def _add_own(
    menu: QMenu, title: str, under: str, settings: Settings, choose: Callable[[Settings], None]
) -> None:
    """What is done to the one tier."""
    for name, after in (
        (tr("Hide “{title}”", title=title), _hidden(settings, under)),
        (tr("Move “{title}” up", title=title), moved(settings, under, -1)),
        (tr("Move “{title}” down", title=title), moved(settings, under, 1)),
        (tr("Let “{title}” be as high as there is room", title=title), loosened(settings, under)),
    ):
        _add(menu, name, after, settings, choose)


def _hidden(settings: Settings, key: str) -> Settings:
    """The last one stays: an empty timeline would offer no way back."""
    if sum(setting.visible for setting in settings) == 1:
        return settings
    return shown(settings, key, visible=False)


def _add(
    menu: QMenu, name: str, after: Settings, before: Settings, choose: Callable[[Settings], None]
) -> None:
    action = menu.addAction(name)
    action.setEnabled(after != before)
    action.triggered.connect(lambda: choose(after))


def _add_toggle(
    menu: QMenu,
    title: str,
    setting: TierSetting,
    settings: Settings,
    choose: Callable[[Settings], None],
) -> None:
    action = menu.addAction(title)
    action.setCheckable(True)
    action.setChecked(setting.visible)
    turned = shown(settings, setting.key, visible=not setting.visible)
    after = _hidden(settings, setting.key) if setting.visible else turned
    action.setEnabled(after != settings)
    action.triggered.connect(lambda: choose(after))
