"""The panel of words in the real window, by mouse and keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle
from words_helpers import choose, follow, most_used

from vbert_studio.jobs.train_codebook import train_codebook
from vbert_studio.project import Project
from vbert_studio.ui.timeline.content import TokenTrack
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.window.main_window import MainWindow
from vbert_studio.ui.words.controller import WordsPanel

MakeWindow = Callable[[], MainWindow]
KEY = Qt.Key


def test_a_word_is_chosen_shown_played_and_named(
    words_window: MainWindow, panel: WordsPanel, qtbot: QtBot
) -> None:
    words, card = panel.words, panel.view.card
    assert words is not None
    assert card.empty.isVisible()
    place = most_used(panel)
    choose(panel, place, qtbot)
    path = words.paths[place]
    assert card.title.text() == f"Visual word {path}"
    assert f"{words.uses[place]} clips in" in card.where.text()
    assert panel.view.browser.map.current == place
    loops = card.exemplars.rows[0]
    qtbot.waitUntil(lambda: all(len(clip) == 6 for clip in loops._clips), timeout=LONG_MS)
    before = loops.beat
    qtbot.waitUntil(lambda: loops.beat > before + 1, timeout=LONG_MS)
    assert card.near.count() == min(8, len(words) - 1)
    assert card.videos.count() >= 1

    QTest.keyClick(panel.view.browser.tree, KEY.Key_F2)
    qtbot.waitUntil(card.name.hasFocus, timeout=LONG_MS)
    QTest.keyClicks(card.name, "cracking eggs")
    QTest.keyClick(card.name, KEY.Key_Return)
    qtbot.waitUntil(lambda: card.title.text() == "cracking eggs", timeout=LONG_MS)
    settle(words_window, qtbot)
    assert panel.words is not None
    assert panel.words.name(place) == "cracking eggs"
    row = panel.model.row(panel.model.index_of_word(place).internalId())
    assert (row.name, row.path) == ("cracking eggs", path)
    assert panel.view.browser.map.items is not None
    assert panel.view.browser.map.items.names == {place: "cracking eggs"}

    def on_timeline() -> bool:
        content = words_window.panels.timeline.view.content
        track = None if content is None else content.tokens
        leaf = int(words.leaves[place])
        return isinstance(track, TokenTrack) and track.names == {leaf: "cracking eggs"}

    qtbot.waitUntil(on_timeline, timeout=LONG_MS)
    focus = words_window.focusWidget()
    assert focus is not card.name
    QTest.keyClick(focus, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: card.title.text() == f"Visual word {path}", timeout=LONG_MS)
    assert card.name.text() == ""
    settle(words_window, qtbot)


def test_the_map_writes_a_share_as_everything_else_does(panel: WordsPanel) -> None:
    items = panel.view.browser.map.items
    assert items is not None
    assert re.search(r"\d %", items.note)


def test_escape_leaves_the_name_as_it_was(panel: WordsPanel, qtbot: QtBot) -> None:
    choose(panel, most_used(panel), qtbot)
    card = panel.view.card
    QTest.keyClick(panel.view.browser.tree, KEY.Key_F2)
    QTest.keyClicks(card.name, "nonsense")
    QTest.keyClick(card.name, KEY.Key_Escape)
    qtbot.waitUntil(panel.view.browser.tree.hasFocus, timeout=LONG_MS)
    assert card.name.text() == ""
    assert panel._session.project.words.names(1) == {}


def test_a_token_on_the_timeline_opens_its_word(
    words_window: MainWindow, panel: WordsPanel, qtbot: QtBot
) -> None:
    view = words_window.panels.timeline.view
    qtbot.waitUntil(lambda: view.content is not None, timeout=LONG_MS)
    row = view.row_rect("tokens")
    at = QPoint(round(HEADER + view.viewport.x_of(3.6)), round(row.center().y()))
    with qtbot.waitSignal(panel.shown, timeout=LONG_MS):
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    tokens = words_window.session.project.tokens.load(1)
    card = panel.view.card.card
    assert card is not None
    assert card.facts.leaf == tokens[2]
    settle(words_window, qtbot)
    words_window.docks["words"].close()
    words_window.panels.player.seek(0.2)
    qtbot.waitUntil(lambda: words_window.panels.player.position < 1, timeout=LONG_MS)
    with qtbot.waitSignal(panel.shown, timeout=LONG_MS):
        QTest.keyClick(view, KEY.Key_W)
    assert words_window.docks["words"].isVisible()
    assert panel.view.card.card is not None
    assert panel.view.card.card.facts.leaf == tokens[0]
    settle(words_window, qtbot)


def test_places_neighbours_and_spoken_words_lead_on(
    words_window: MainWindow, panel: WordsPanel, qtbot: QtBot
) -> None:
    words, card = panel.words, panel.view.card
    assert words is not None
    place = most_used(panel)
    choose(panel, place, qtbot)
    assert card.card is not None
    facts = card.card.facts
    with qtbot.waitSignal(panel.place_wanted, timeout=LONG_MS) as wanted:
        follow(card.videos, 0)
    assert wanted.args[0] == facts.videos[0].video_id
    settle(words_window, qtbot)
    with qtbot.waitSignal(panel.place_wanted, timeout=LONG_MS) as wanted:
        QTest.keyClick(panel.view.browser.tree, KEY.Key_F3)
    assert tuple(wanted.args) in {(p.video_id, p.start_s) for p in facts.places}
    settle(words_window, qtbot)

    near = facts.near[1].leaf
    with qtbot.waitSignal(panel.shown, timeout=LONG_MS):
        card.near.setFocus()
        QTest.keyClick(card.near, KEY.Key_Down)
        QTest.keyClick(card.near, KEY.Key_Return)
    assert card.card.facts.leaf == near
    panel.view.browser.tree.setFocus()
    with qtbot.waitSignal(panel.shown, timeout=LONG_MS):
        QTest.keyClick(panel.view.browser.tree, KEY.Key_Backspace)
    assert card.card.facts.leaf == facts.leaf
    with qtbot.waitSignal(panel.shown, timeout=LONG_MS):
        QTest.keyClick(
            panel.view.browser.tree, KEY.Key_Backspace, Qt.KeyboardModifier.ShiftModifier
        )
    assert card.card.facts.leaf == near

    cracked = int(words_window.session.project.tokens.load(1)[0])
    with qtbot.waitSignal(panel.shown, timeout=LONG_MS):
        panel.choose(cracked)
    assert card.said.count() >= 1
    text = card.said.links[0].text
    follow(card.said, 0)
    assert panel.view.browser.filter.text() == f"said:{text}"
    qtbot.waitUntil(lambda: panel._mask is not None and not panel._mask.all(), timeout=LONG_MS)
    assert panel._mask is not None
    assert panel._mask[words.place(cracked)]
    settle(words_window, qtbot)


def test_a_branch_stands_out_on_the_map(panel: WordsPanel, qtbot: QtBot) -> None:
    browser, words = panel.view.browser, panel.words
    assert words is not None
    nodes = range(1, len(panel.model.tree))
    branch = next(node for node in nodes if not panel.model.tree.is_word(node))
    where = browser.tree.visualRect(panel.model.index_of(branch)).center()
    QTest.mouseClick(browser.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    meant = browser.map.emphasis.meant
    assert np.array_equal(np.flatnonzero(meant), panel.model.tree.words_of(branch))
    assert panel.view.card.card is None


def test_in_a_small_panel_browser_and_card_take_turns(
    words_window: MainWindow, panel: WordsPanel, qtbot: QtBot
) -> None:
    view, browser = panel.view, panel.view.browser
    words_window.resize(1440, 900)
    qtbot.waitUntil(lambda: not view.card.isVisible(), timeout=LONG_MS)
    choose(panel, most_used(panel), qtbot)
    assert browser.isVisible()
    QTest.keyClick(browser.tree, KEY.Key_Return)
    assert view.card.isVisible()
    assert not browser.isVisible()
    view.card.near.setFocus()
    QTest.keyClick(view.card.near, KEY.Key_Escape)
    assert browser.isVisible()
    QTest.mouseClick(browser.word_button, Qt.MouseButton.LeftButton)
    assert view.card.isVisible()
    QTest.mouseClick(view.card.back_button, Qt.MouseButton.LeftButton)
    assert browser.isVisible()


def test_everything_in_the_panel_that_takes_keys_has_a_name(
    panel: WordsPanel, qtbot: QtBot
) -> None:
    choose(panel, most_used(panel), qtbot)
    nameless = [
        widget
        for widget in panel.view.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


def test_a_project_that_can_only_be_looked_at_keeps_its_names(
    make_window: MakeWindow, worded_folder: Path, qtbot: QtBot
) -> None:
    with Project.open(worded_folder):
        window = make_window()
        window.session.open(worded_folder)
        qtbot.waitUntil(lambda: window.viewer.video_id == 1, timeout=LONG_MS)
        panel = window.panels.words
        with qtbot.waitSignal(panel.loaded, timeout=LONG_MS):
            window.docks.show("words")
        choose(panel, most_used(panel), qtbot)
        assert panel.view.card.name.isReadOnly()
        assert panel.view.card.name.placeholderText() == "It has no name"
        settle(window, qtbot)
        window.close()


def tokens(window: MainWindow) -> int:
    """How many the timeline shows."""
    content = window.panels.timeline.view.content
    assert content is not None
    return content.tokens.known if isinstance(content.tokens, TokenTrack) else 0


def test_another_codebook_is_taken_up_and_the_one_before_again(
    make_window: MakeWindow, worded_folder: Path, qtbot: QtBot
) -> None:
    with Project.open(worded_folder) as project:
        names = {row.name for row in project.codebooks.all()}
        train_codebook(project, levels=1, branching=3, min_points=1)
    assert names == {"codebook-1"}
    window = make_window()
    window.resize(1440, 1400)
    window.session.open(worded_folder)
    qtbot.waitUntil(lambda: window.viewer.video_id == 1, timeout=LONG_MS)
    settle(window, qtbot)
    panel = window.panels.words
    with qtbot.waitSignal(panel.loaded, timeout=LONG_MS):
        window.docks.show("words")
    settle(window, qtbot)
    box = panel.view.browser.books
    assert box.isVisible()
    assert box.currentData() == "codebook-2"
    assert tokens(window) == 0

    with qtbot.waitSignal(panel.loaded, timeout=LONG_MS):
        box.setFocus()
        QTest.keyClick(box, KEY.Key_Down)
    settle(window, qtbot)
    assert box.currentData() == "codebook-1"
    assert panel.words is not None
    assert panel.words.clips == 32
    qtbot.waitUntil(lambda: tokens(window) == 26, timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.status.codebook.text == "codebook-1", timeout=LONG_MS)
    with qtbot.waitSignal(panel.loaded, timeout=LONG_MS):
        QTest.keyClick(box, KEY.Key_Up)
    assert "2 videos have no tokens" in window.status.currentMessage()
    settle(window, qtbot)
    assert box.currentData() == "codebook-2"


@pytest.mark.parametrize("gone", ["folder", "videos"])
def test_what_is_missing_is_said_and_the_rest_is_shown(
    make_window: MakeWindow, worded_folder: Path, gone: str, tmp_path: Path, qtbot: QtBot
) -> None:
    with Project.open(worded_folder) as project:
        row = project.codebooks.current()
        assert row is not None
        if gone == "folder":
            row.folder.rename(tmp_path / "elsewhere")
        else:
            with project._store.write() as db:
                db.execute("UPDATE videos SET path = '/nowhere/' || id, relative_path = NULL")
    window = make_window()
    window.session.open(worded_folder)
    panel = window.panels.words
    qtbot.waitUntil(lambda: window.session.is_open, timeout=LONG_MS)
    with qtbot.waitSignal(panel.loaded, timeout=LONG_MS):
        window.docks.show("words")
    choose(panel, most_used(panel), qtbot)
    card = panel.view.card
    assert card.videos.count() >= 1
    if gone == "folder":
        assert "codebook" in window.notice.text
        assert card.near.count() == 0
    else:
        assert "missing" in card.note.text()
        assert not card.exemplars.isVisible()
    settle(window, qtbot)
