"""The tabs of panels that stand behind each other can be told apart at every width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QToolButton
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.ui.theme import ICON, Theme
from vbert_studio.ui.window.dock_rows import tab_bars
from vbert_studio.ui.window.dock_tabs import PANEL_ICONS, width_of_words
from vbert_studio.ui.window.main_window import MainWindow

_BESIDE = ("clip", "words", "forecast", "generate", "action", "alignment", "compare")


def show(window: MainWindow, qtbot: QtBot, *names: str) -> None:
    for name in names:
        window.docks.show(name)
        qtbot.waitUntil(lambda: window.docks.sizes.is_settled, timeout=LONG_MS)
    settle(window, qtbot)


def bar_with(window: MainWindow, title: str) -> QTabBar:
    [found] = [
        bar
        for bar in tab_bars(window)
        if bar.isVisible() and title in (bar.tabText(at) for at in range(bar.count()))
    ]
    return found


def has_pictures(bar: QTabBar) -> bool:
    return all(not bar.tabIcon(at).isNull() for at in range(bar.count()))


def has_words(bar: QTabBar) -> bool:
    return all(bar.tabIcon(at).isNull() for at in range(bar.count()))


def is_readable(bar: QTabBar) -> bool:
    """Whether every tab shows its whole word, or its picture."""
    metrics, wide = bar.fontMetrics(), [bar.tabRect(at).width() for at in range(bar.count())]
    words = [metrics.horizontalAdvance(bar.tabText(at)) for at in range(bar.count())]
    if has_pictures(bar):
        return all(width >= ICON for width in wide)
    return has_words(bar) and all(w >= word for w, word in zip(wide, words, strict=True))


def test_words_are_whole_while_they_fit_and_pictures_stand_for_them_where_not(
    window: MainWindow, qtbot: QtBot
) -> None:
    show(window, qtbot, "forecast", "action")
    bar = bar_with(window, "Action")
    qtbot.waitUntil(lambda: has_words(bar) and is_readable(bar), timeout=LONG_MS)
    show(window, qtbot, *_BESIDE)
    bar = bar_with(window, "Action")
    qtbot.waitUntil(lambda: has_pictures(bar) and is_readable(bar), timeout=LONG_MS)
    assert width_of_words(bar) > bar.width()
    assert sum(bar.tabRect(at).width() for at in range(bar.count())) <= bar.width()
    for at in range(bar.count()):  # what is not painted is still there to be told
        assert bar.tabText(at)
        assert bar.tabToolTip(at) == bar.tabText(at)
    for name in _BESIDE[2:]:
        window.docks[name].hide()
    bar = bar_with(window, "Words")
    qtbot.waitUntil(lambda: has_words(bar) and is_readable(bar), timeout=LONG_MS)


def test_a_click_on_a_picture_brings_its_panel_to_the_front(
    window: MainWindow, qtbot: QtBot
) -> None:
    show(window, qtbot, *_BESIDE)
    bar = bar_with(window, "Action")
    qtbot.waitUntil(lambda: has_pictures(bar), timeout=LONG_MS)
    at = next(at for at in range(bar.count()) if bar.tabText(at) == "Action")
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())
    action = window.docks["action"]
    qtbot.waitUntil(lambda: action.geometry().intersects(window.rect()), timeout=LONG_MS)
    assert bar.tabText(bar.currentIndex()) == "Action"


def test_where_not_even_pictures_fit_the_bar_is_scrolled(
    window: MainWindow, qtbot: QtBot, app_theme: Theme
) -> None:
    show(window, qtbot, *_BESIDE)
    bar = bar_with(window, "Action")
    qtbot.waitUntil(lambda: has_pictures(bar), timeout=LONG_MS)
    bar.resize(120, bar.height())
    scrollers = [one for one in bar.findChildren(QToolButton) if one.isVisible()]
    assert len(scrollers) == 2
    for one in scrollers:
        assert one.width() >= ICON
        picture = one.grab().toImage()
        colours = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height())
        }
        assert len(colours) > 1  # there is an arrow on it
    assert is_readable(bar)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_follow_the_scheme(
    window: MainWindow, qtbot: QtBot, app_theme: Theme, scheme: str
) -> None:
    show(window, qtbot, *_BESIDE)
    bar = bar_with(window, "Action")
    app_theme.prefer("dark" if scheme == "dark" else "light")
    qtbot.waitUntil(
        lambda: all(
            bar.tabIcon(at).cacheKey() == app_theme.icon(icon).cacheKey()
            for at in range(bar.count())
            for name, icon in PANEL_ICONS.items()
            if window.docks[name].windowTitle() == bar.tabText(at)
        ),
        timeout=LONG_MS,
    )


def test_every_panel_has_a_picture_of_its_own(window: MainWindow) -> None:
    assert set(PANEL_ICONS) == set(window.docks.names)
    assert len(set(PANEL_ICONS.values())) == len(PANEL_ICONS)


def test_the_tab_key_never_goes_to_an_empty_bar(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, *_BESIDE)
    for name in _BESIDE:
        window.docks[name].hide()
    settle(window, qtbot)
    bars = list(tab_bars(window))
    assert bars
    qtbot.waitUntil(
        lambda: (
            not any(bar.focusPolicy() & Qt.FocusPolicy.TabFocus for bar in bars if not bar.count())
        ),
        timeout=LONG_MS,
    )
    show(window, qtbot, "forecast", "action")
    assert bar_with(window, "Action").focusPolicy() & Qt.FocusPolicy.TabFocus
