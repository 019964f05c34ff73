"""Choosing among words by the filter and on the map, saving what is shown, and having none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS
from words_helpers import most_used

from vbert_studio.ui.jobs.consent import ConsentDialog
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.words.controller import WordsPanel
from vbert_studio.ui.words.map_view import MapView

MakeWindow = Callable[[], MainWindow]
KEY = Qt.Key
_STILL = 20  # looks, 10 ms apart


def test_the_filter_narrows_tree_and_map_together(panel: WordsPanel, qtbot: QtBot) -> None:
    words, browser = panel.words, panel.view.browser
    assert words is not None
    path = words.paths[most_used(panel)]
    browser.tree.setFocus()
    QTest.keyClick(browser.tree, KEY.Key_Slash)
    qtbot.waitUntil(browser.filter.hasFocus, timeout=LONG_MS)
    QTest.keyClicks(browser.filter, f"path:{path}")
    qtbot.waitUntil(lambda: browser.count.text().startswith("1 of "), timeout=LONG_MS)
    assert browser.map.emphasis.shown.sum() == 1
    assert len(panel.model.tree.words) == 1
    assert browser.clear_button.isVisible()
    QTest.keyClick(browser.filter, KEY.Key_Down)
    assert browser.tree.hasFocus()
    browser.filter.setText("is:blue")
    qtbot.waitUntil(lambda: "is:blue" in browser.count.text(), timeout=LONG_MS)
    assert len(panel.model.tree.words) == 1
    QTest.keyClick(browser.tree, KEY.Key_Escape)
    qtbot.waitUntil(lambda: len(panel.model.tree.words) == len(words), timeout=LONG_MS)
    assert browser.filter.text() == ""
    browser.kinds.setCurrentText("With a name")
    assert browser.count.text().startswith("0 of ")
    browser.sortings.setCurrentText("Most used first")
    browser.kinds.setCurrentIndex(0)
    first = panel.model.row(panel.model.index(0, 0).internalId())
    assert first.uses == max(
        panel.model.row(panel.model.index(n, 0).internalId()).uses
        for n in range(panel.model.rowCount())
    )


def loop_around(view: MapView, points: NDArray[np.float64]) -> None:
    """Drag once around these points, as a hand does."""
    left, top = points.min(axis=0) - 8
    right, bottom = points.max(axis=0) + 8
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    at = [QPoint(round(x), round(y)) for x, y in corners]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at[0])
    for corner in at[1:]:
        QTest.mouseMove(view, corner)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at[-1])


def wait_until_still(view: QWidget, qtbot: QtBot) -> None:
    """Docks share the room of a window that was resized in steps; nobody clicks in between."""
    seen: list[tuple[int, int]] = []

    def is_still() -> bool:
        seen.append((view.width(), view.height()))
        return len(seen) > _STILL and len(set(seen[-_STILL:])) == 1

    qtbot.waitUntil(is_still, timeout=LONG_MS)


@pytest.mark.parametrize("height", [900, 1400])
def test_a_loop_on_the_map_lists_what_is_inside(
    words_window: MainWindow, panel: WordsPanel, height: int, qtbot: QtBot
) -> None:
    words, browser, card = panel.words, panel.view.browser, panel.view.card
    assert words is not None
    words_window.resize(1440, height)
    qtbot.waitUntil(lambda: panel.view._is_short == (height < 1000), timeout=LONG_MS)
    QTest.mouseClick(browser._faces["map"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: browser.map.width() == panel.view.width(), timeout=LONG_MS)
    wait_until_still(browser.map, qtbot)
    place = most_used(panel)
    pixels = browser.map._pixels()
    loop_around(browser.map, pixels[[place]])
    inside = np.flatnonzero(browser.map.emphasis.shown)
    assert place in inside
    assert len(inside) < len(words)
    assert browser.count.text() == f"{len(inside)} of {len(words)} words circled on the map"
    assert sorted(panel.model.tree.words) == sorted(inside)
    at = QPoint(*(round(float(x)) for x in pixels[place]))
    with qtbot.waitSignal(panel.shown, timeout=LONG_MS):
        QTest.mouseClick(browser.map, Qt.MouseButton.LeftButton, pos=at)
    assert browser.map.current == place
    QTest.mouseDClick(browser.map, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(card.isVisible, timeout=LONG_MS)
    assert card.title.text() == f"Visual word {words.paths[place]}"


def test_what_is_shown_can_be_saved_and_copied(
    panel: WordsPanel, worded_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    panel.view.browser.kinds.setCurrentText("In use")
    panel.figure.save(tmp_path / "map.png")
    panel.figure.save(tmp_path / "words.json")
    panel.figure.copy_command()
    assert (tmp_path / "map.png").stat().st_size > 1000
    rows = json.loads((tmp_path / "words.json").read_text())["rows"]
    assert panel.words is not None
    assert sum(row["uses"] for row in rows) == panel.words.clips == 32
    copied = QApplication.clipboard().text()
    assert copied == f"vbert-studio words {worded_folder} --only is:used"


def test_a_wide_panel_shows_everything_side_by_side(
    words_window: MainWindow, panel: WordsPanel, qtbot: QtBot
) -> None:
    dock, browser = words_window.docks["words"], panel.view.browser
    assert not browser.map.isVisible()
    assert panel.view.split.orientation() == Qt.Orientation.Vertical
    words_window.resize(2400, 1000)
    words_window.resizeDocks([dock], [1200], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: browser.map.isVisible() and browser.tree.isVisible(), timeout=LONG_MS)
    assert panel.view.split.orientation() == Qt.Orientation.Horizontal


def test_without_a_codebook_it_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.panels.words
    with qtbot.waitSignal(panel.loaded, timeout=LONG_MS):
        window.docks.show("words")
    assert panel.view.empty.isVisible()
    assert panel.view.empty.button.text() == "Read these videos"
    with qtbot.waitSignal(panel.view.read_wanted, timeout=LONG_MS):
        QTest.mouseClick(panel.view.empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(ConsentDialog)), timeout=LONG_MS)
    window.findChildren(ConsentDialog)[0].reject()
