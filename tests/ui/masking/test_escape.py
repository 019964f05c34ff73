"""Escape ends the what-if from everywhere, after whatever nearer it means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from vbert_studio.commands.registry import LAST, overlap
from vbert_studio.ui.window.main_window import MainWindow

ESCAPE, F5 = Qt.Key.Key_Escape, Qt.Key.Key_F5
pytestmark = pytest.mark.usefixtures("inline")


def hide(window: MainWindow) -> None:
    window.panels.masking.hide((1, 2))
    assert not restored(window)


def restored(window: MainWindow) -> bool:
    return window.panels.masking.state.is_empty


def focus(widget: QWidget, qtbot: QtBot) -> QWidget:
    """Bring the keyboard to a widget, or to whom it hands it on."""
    widget.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=LONG_MS)
    now = QApplication.focusWidget()
    assert now is widget or now is widget.focusProxy() or widget.isAncestorOf(now)
    return now


PLACES: dict[str, Callable[[MainWindow], QWidget]] = {
    "player": lambda window: window.panels.player_view,
    "library": lambda window: window.panels.library.view.findChild(QAbstractItemView),
    "library filter": lambda window: window.panels.library.view.findChild(QLineEdit),
    "transcript": lambda window: window.panels.transcript.view.list,
    "transcript search": lambda window: window.panels.transcript.view.search,
    "timeline": lambda window: window.panels.timeline.view,
    "forecast": lambda window: window.panels.questions.forecast.view.scale,
    "futures": lambda window: window.panels.questions.forecast.view.strips,
    "text to video": lambda window: window.panels.questions.generate.view.text,
    "strip": lambda window: window.panels.strip.panel.strip,
    "strip order": lambda window: window.panels.strip.panel.order,
    "history": lambda window: window.panels.history.view.findChild(QAbstractItemView),
    "words": lambda window: window.panels.words.view.browser.tree,
    "words filter": lambda window: window.panels.words.view.browser.filter,
}


@pytest.mark.parametrize("place", PLACES)
def test_it_restores_from_everywhere_in_the_window(
    shown: MainWindow, place: str, qtbot: QtBot
) -> None:
    dock = {"futures": "forecast", "text to video": "generate"}.get(
        place, place.split(maxsplit=1)[0]
    )
    if dock in shown.docks.names:
        shown.docks.show(dock)
    widget = PLACES[place](shown)
    qtbot.waitUntil(widget.isVisible, timeout=LONG_MS)
    hide(shown)
    QTest.keyClick(focus(widget, qtbot), ESCAPE)
    assert restored(shown)


def test_it_restores_while_nothing_has_the_keyboard(shown: MainWindow) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    now.clearFocus()
    hide(shown)
    QTest.keyClick(shown, ESCAPE)
    assert restored(shown)


def test_a_search_is_emptied_first(shown: MainWindow, qtbot: QtBot) -> None:
    search = shown.panels.transcript.view.search
    hide(shown)
    search.setText("egg")
    QTest.keyClick(focus(search, qtbot), ESCAPE)
    assert (search.text(), restored(shown)) == ("", False)
    QTest.keyClick(search, ESCAPE)
    assert restored(shown)


def test_a_filter_of_pairs_is_emptied_first(shown: MainWindow, qtbot: QtBot) -> None:
    shown.docks.show("pairs")
    text = shown.panels.pairs.view.findChild(QLineEdit)
    assert text is not None
    hide(shown)
    text.setText("egg")
    QTest.keyClick(focus(text, qtbot), ESCAPE)
    assert (text.text(), restored(shown)) == ("", False)
    QTest.keyClick(text, ESCAPE)
    assert restored(shown)


def test_all_words_are_listed_again_first(shown: MainWindow, qtbot: QtBot) -> None:
    shown.docks.show("words")
    browser = shown.panels.words.view.browser
    qtbot.waitUntil(browser.filter.isVisible, timeout=LONG_MS)
    qtbot.waitUntil(lambda: shown.panels.words.words is not None, timeout=LONG_MS)
    hide(shown)
    browser.filter.setText("is:blue")
    QTest.keyClick(focus(browser.filter, qtbot), ESCAPE)
    assert (browser.filter.text(), restored(shown)) == ("", False)
    QTest.keyClick(browser.filter, ESCAPE)
    assert restored(shown)


def test_a_correction_is_given_up_first(shown: MainWindow, qtbot: QtBot) -> None:
    lines = shown.panels.transcript.view.list
    qtbot.waitUntil(lambda: lines.model().rowCount() > 0, timeout=LONG_MS)
    hide(shown)
    lines.setFocus()
    lines.setCurrentIndex(lines.model().index(0, 0))
    lines.edit(lines.currentIndex())
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor is not lines
    QTest.keyClick(editor, ESCAPE)
    assert lines.state() != QAbstractItemView.State.EditingState
    assert not restored(shown)
    QTest.keyClick(focus(lines, qtbot), ESCAPE)
    assert restored(shown)


def test_the_palette_goes_away_first(shown: MainWindow, qtbot: QtBot) -> None:
    hide(shown)
    shown.commands["help.palette"].trigger()
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    QTest.keyClick(box, ESCAPE)
    qtbot.waitUntil(lambda: not box.isVisible(), timeout=LONG_MS)
    assert not restored(shown)


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_menu_is_closed_first(shown: MainWindow, qtbot: QtBot) -> None:
    hide(shown)
    menu: QMenu = shown.commands.menus["Model"]
    menu.popup(shown.mapToGlobal(shown.rect().center()))
    qtbot.waitUntil(menu.isVisible, timeout=LONG_MS)
    QTest.keyClick(menu, ESCAPE)
    qtbot.waitUntil(lambda: not menu.isVisible(), timeout=LONG_MS)
    assert not restored(shown)


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_dialog_is_closed_first(shown: MainWindow, qtbot: QtBot) -> None:
    hide(shown)
    shown.commands["help.keys"].trigger()
    dialogs = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog))
    dialog = next(one for one in dialogs if one.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow, timeout=LONG_MS)
    QTest.keyClick(dialog, ESCAPE)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)
    assert not restored(shown)


# The platform without a screen says that it cannot raise the note that tells the way back.
@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_the_presentation_ends_first(shown: MainWindow, qtbot: QtBot) -> None:
    view = shown.panels.timeline.view
    hide(shown)
    QTest.keyClick(focus(view, qtbot), F5)
    assert shown.presentation.is_on
    QTest.keyClick(QApplication.focusWidget() or shown, ESCAPE)
    assert not shown.presentation.is_on
    assert not restored(shown)
    QTest.keyClick(focus(view, qtbot), ESCAPE)
    assert restored(shown)


def test_what_is_heard_last_shares_its_keys_with_places_but_not_with_the_window() -> None:
    assert not overlap(LAST, "words")
    assert overlap(LAST, "window")
