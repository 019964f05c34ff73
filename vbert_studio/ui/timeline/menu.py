"""The context menu of the timeline: which tiers are shown, in which order, and the view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from vbert_studio.ui.timeline.layout import TierSetting, moved, shown
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
    for setting in settings:
        _add_toggle(menu, tiers[setting.key].title, setting, settings, choose)
    if under is not None:
        menu.addSeparator()
        _add_move(menu, tiers[under].title, "up", moved(settings, under, -1), settings, choose)
        _add_move(menu, tiers[under].title, "down", moved(settings, under, 1), settings, choose)
    menu.addSeparator()
    menu.addAction(tr("Show all tiers as at first"), reset)
    return menu


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
    # The last one stays: an empty timeline would offer no way back.
    action.setEnabled(not setting.visible or sum(s.visible for s in settings) > 1)
    turned = shown(settings, setting.key, visible=not setting.visible)
    action.triggered.connect(lambda: choose(turned))


def _add_move(
    menu: QMenu,
    title: str,
    where: str,
    after: Settings,
    before: Settings,
    choose: Callable[[Settings], None],
) -> None:
    action = menu.addAction(tr("Move “{title}” {where}", title=title, where=where))
    action.setEnabled(after != before)
    action.triggered.connect(lambda: choose(after))
