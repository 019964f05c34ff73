"""Pairs in the window, by the keyboard: made, judged, played, corrected, and found again."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.errors import StudioError
from vbert_studio.project import Project
from vbert_studio.project.operations import MakePairs, NewPair
from vbert_studio.project.pairs import Judgement, PairListing, PairRow
from vbert_studio.settings import known
from vbert_studio.ui.pairs.columns import Column
from vbert_studio.ui.pairs.marking import Marking
from vbert_studio.ui.pairs.model import PairTableModel
from vbert_studio.ui.pairs.pace import Pace
from vbert_studio.ui.pairs.panel import PairsPanel
from vbert_studio.ui.pairs.shown import Shown, Stretch
from vbert_studio.ui.pairs.times import read_time
from vbert_studio.ui.player.playback import Playback
from vbert_studio.ui.settings import settings
from vbert_studio.ui.theme import Theme
from vbert_studio.ui.window.main_window import MainWindow

# The platform without a screen has no keyboard that a menu could take.
POPUP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NONE, ALIGNED, NOT_ALIGNED, UNSURE = Judgement
Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def judgements(window: MainWindow) -> list[Judgement]:
    return [pair.judgement for pair in window.session.project.pairs.all()]


def panel(window: MainWindow) -> PairsPanel:
    return window.panels.pairs


def texts(window: MainWindow) -> list[str]:
    model = panel(window).model
    rows = range(model.rowCount())
    return [model.index(row, Column.TEXT).data() for row in rows]


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key, modifiers: object = None) -> None:
    target = window.focusWidget() or window
    if modifiers is None:
        qtbot.keyClick(target, key)
    else:
        qtbot.keyClick(target, key, modifiers)


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Machines without a sound device warn when one is looked for."""
    monkeypatch.setitem(Playback.__init__.__kwdefaults__, "speaker", lambda: None)


@pytest.fixture
def paired(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with a pair of each of the three sentences, the table in focus."""
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    window.commands["panel.pairs"].trigger()
    panel(window).view.empty.button.click()
    qtbot.waitUntil(lambda: len(panel(window).model) == 3, timeout=LONG_MS)
    panel(window).view.table.setFocus()
    settle(window, qtbot)
    return window


def test_without_pairs_the_panel_says_how_to_make_some(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["panel.pairs"].trigger()
    settle(window, qtbot)
    empty = panel(window).view.empty
    assert empty.isVisible()
    assert empty.button.text() == "Pair every sentence of this video"
    empty.button.click()
    qtbot.waitUntil(lambda: len(panel(window).model) == 3, timeout=LONG_MS)
    assert texts(window) == ["Crack the egg.", "Whisk it well.", "Pour it into the pan."]
    assert panel(window).view.table.row == 0
    settle(window, qtbot)


def test_chosen_sentences_become_pairs_by_one_key(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    lines = window.panels.transcript.view.list
    lines.setFocus()
    lines.setCurrentIndex(lines.model().index(0, 0))
    qtbot.keyClick(lines, Key.Key_Down, SHIFT)
    qtbot.keyClick(lines, Key.Key_P)
    qtbot.waitUntil(lambda: len(panel(window).model) == 2, timeout=LONG_MS)
    assert window.docks["pairs"].isVisible()
    assert "Make 2 pairs" in window.commands["edit.undo"].text()
    qtbot.keyClick(lines, Key.Key_P)  # they are there already
    settle(window, qtbot)
    assert len(window.session.project.pairs.listing()) == 2
    assert panel(window).view.table.row == 1


def test_a_stretch_is_marked_while_it_plays(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    player, timeline = window.panels.player, window.panels.timeline.view
    player.seek(0.9)
    timeline.setFocus()
    press(window, qtbot, Key.Key_L)
    qtbot.waitUntil(lambda: player.position > 1.0, timeout=LONG_MS)
    press(window, qtbot, Key.Key_B)
    assert timeline.marks.begun_s == pytest.approx(player.position, abs=0.2)
    qtbot.waitUntil(lambda: player.position > 2.1, timeout=LONG_MS)
    press(window, qtbot, Key.Key_B)
    assert timeline.marks.begun_s is None
    qtbot.waitUntil(lambda: len(panel(window).model) == 1, timeout=LONG_MS)
    player.pause()
    settle(window, qtbot)
    [pair] = window.session.project.pairs.all()
    assert (pair.origin, pair.sentence_id) == ("stretch", None)
    assert 1.0 <= pair.start_s < pair.end_s
    assert "it well." in pair.text  # what is said there


def test_a_judgement_is_shown_though_something_else_failed_before_it_was_on_disk(
    paired: MainWindow, qtbot: QtBot
) -> None:
    go, session = threading.Event(), paired.session
    session.write(lambda _: go.wait(30), lambda _: None)
    press(paired, qtbot, Key.Key_2)

    def fail(_: Project) -> None:
        raise StudioError("no_such_film", "A film cannot be read.")

    session.read("elsewhere", fail, lambda _: None)
    qtbot.waitUntil(lambda: panel(paired).model.judgement_at(0) is NONE, timeout=LONG_MS)
    go.set()
    settle(paired, qtbot)
    assert judgements(paired)[0] is NOT_ALIGNED
    assert panel(paired).model.judgement_at(0) is NOT_ALIGNED


def test_judging_goes_on_to_the_next_and_plays_it(paired: MainWindow, qtbot: QtBot) -> None:
    player, table = paired.panels.player, panel(paired).view.table
    press(paired, qtbot, Key.Key_2)
    assert panel(paired).model.judgement_at(0) is NOT_ALIGNED, "shown before it is on disk"
    assert table.row == 1
    qtbot.waitUntil(lambda: player.playing, timeout=LONG_MS)
    assert player.loop == pytest.approx((1.0, 1.9))
    press(paired, qtbot, Key.Key_1)
    press(paired, qtbot, Key.Key_3)
    settle(paired, qtbot)
    assert judgements(paired) == [NOT_ALIGNED, ALIGNED, UNSURE]
    assert panel(paired).view.foot.progress.text() == "3 of 3 judged"
    assert "All of these 3 pairs are judged" in paired.status.currentMessage() or table.row == 2
    assert "Judge “Pour it into the pan.” unsure" in paired.commands["edit.undo"].text()
    player.pause()
    press(paired, qtbot, Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: judgements(paired)[2] is NONE, timeout=LONG_MS)
    settle(paired, qtbot)
    assert panel(paired).model.judgement_at(2) is NONE
    press(paired, qtbot, Key.Key_U)
    assert table.row == 2
    player.pause()
    settle(paired, qtbot)


def test_many_keys_in_a_row_lose_nothing(
    paired: MainWindow, make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    project = paired.session.project
    many = tuple(NewPair(1, n / 50, n / 50 + 0.5, f"Step {n}") for n in range(60))
    project.edit(MakePairs(many, "import"))
    paired.session.refresh()
    qtbot.waitUntil(lambda: len(panel(paired).model) == 63, timeout=LONG_MS)
    press(paired, qtbot, Key.Key_Home)
    folder = project.folder
    for _ in range(63):
        press(paired, qtbot, Key.Key_1)
    paired.close()  # at once, as whoever goes home does
    with Project.open(folder, "read") as again:
        assert again.pairs.counts().aligned == 63
        assert sum(e.name.startswith("Judge") for e in again.history()) == 63


def test_several_are_judged_at_once(paired: MainWindow, qtbot: QtBot) -> None:
    table = panel(paired).view.table
    table.go_to(0)
    press(paired, qtbot, Key.Key_Down, SHIFT)
    press(paired, qtbot, Key.Key_1)
    settle(paired, qtbot)
    assert judgements(paired) == [ALIGNED, ALIGNED, NONE]
    assert "Judge 2 pairs aligned" in paired.commands["edit.undo"].text()
    assert table.row == 2
    press(paired, qtbot, Key.Key_Up, CONTROL)
    press(paired, qtbot, Key.Key_0)
    settle(paired, qtbot)
    assert judgements(paired) == [ALIGNED, NONE, NONE]
    assert table.row == 1
    paired.panels.player.pause()


def test_nothing_is_judged_that_nobody_sees(paired: MainWindow, qtbot: QtBot) -> None:
    paired.commands["panel.pairs"].trigger()
    assert not paired.docks["pairs"].isVisible()
    paired.panels.timeline.view.setFocus()
    press(paired, qtbot, Key.Key_1)
    settle(paired, qtbot)
    assert judgements(paired) == [NONE, NONE, NONE]
    assert "to judge them" in paired.status.currentMessage()


def test_a_pair_of_another_video_opens_it_and_plays(paired: MainWindow, qtbot: QtBot) -> None:
    paired.session.edit(MakePairs((NewPair(2, 0.5, 1.2, "Something else"),), "import"))
    qtbot.waitUntil(lambda: len(panel(paired).model) == 4, timeout=LONG_MS)
    settings().choose(known.LOOP_PAIR, value=False)
    panel(paired).view.table.go_to(3)
    press(paired, qtbot, Key.Key_Return)
    player = paired.panels.player
    qtbot.waitUntil(lambda: paired.viewer.video_id == 2 and player.playing, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not player.playing, timeout=LONG_MS)
    assert player.position == pytest.approx(1.2, abs=0.1)
    assert player.loop is None
    settle(paired, qtbot)


def test_text_times_and_note_are_typed_over(paired: MainWindow, qtbot: QtBot) -> None:
    table = panel(paired).view.table
    for column in (Column.END, Column.NOTE):
        table.setColumnHidden(column, False)  # as in a wider panel
    typed = {Column.TEXT: "Beat it", Column.END: "0:02.2", Column.NOTE: "dark"}
    for column, text in typed.items():
        table.setCurrentIndex(table.pairs.index(1, column))
        table.edit(table.pairs.index(1, column))
        editor = table.findChild(QLineEdit)
        assert editor is not None
        editor.selectAll()
        qtbot.keyClicks(editor, text)
        panel(paired).refresh()  # news from elsewhere while somebody types
        settle(paired, qtbot)
        assert editor.text() == text
        qtbot.keyClick(editor, Key.Key_Return)
        qtbot.waitUntil(lambda: table.findChild(QLineEdit) is None, timeout=LONG_MS)

    def written() -> tuple[str, float, str]:
        pair = paired.session.project.pairs.get(2)
        return pair.text, pair.end_s, pair.note

    qtbot.waitUntil(lambda: written() == ("Beat it", 2.2, "dark"), timeout=LONG_MS)
    settle(paired, qtbot)
    assert panel(paired).current is not None
    assert panel(paired).current.is_corrected
    assert judgements(paired) == [NONE, NONE, NONE], "a digit in a field is no judgement"


def test_edges_are_put_at_the_playhead_and_at_the_selection(
    paired: MainWindow, qtbot: QtBot
) -> None:
    panel(paired).view.table.go_to(1)
    paired.panels.player.seek(0.8)
    paired.commands["pairs.start_here"].trigger()
    paired.panels.player.seek(2.4)
    paired.commands["pairs.end_here"].trigger()
    settle(paired, qtbot)
    pair = paired.session.project.pairs.get(2)
    assert (pair.start_s, pair.end_s) == pytest.approx((0.8, 2.4), abs=0.05)
    paired.panels.timeline.view.select((1.0, 3.0))
    paired.commands["pairs.take_stretch"].trigger()
    settle(paired, qtbot)
    pair = paired.session.project.pairs.get(2)
    assert (pair.start_s, pair.end_s) == (1.0, 3.0)


def test_filter_and_order(paired: MainWindow, qtbot: QtBot) -> None:
    table, head = panel(paired).view.table, panel(paired).view.head
    press(paired, qtbot, Key.Key_1)
    paired.panels.player.pause()
    paired.commands["pairs.only_unjudged"].trigger()
    qtbot.waitUntil(lambda: len(panel(paired).model) == 2, timeout=LONG_MS)
    assert panel(paired).view.foot.progress.text() == "1 of 3 judged"
    press(paired, qtbot, Key.Key_1)  # what is judged leaves, and the next one is chosen
    qtbot.waitUntil(lambda: len(panel(paired).model) == 1, timeout=LONG_MS)
    settle(paired, qtbot)
    assert panel(paired).current is not None
    assert panel(paired).current.text == "Pour it into the pan."
    paired.commands["pairs.only_unjudged"].trigger()
    paired.commands["pairs.filter"].trigger()
    qtbot.keyClicks(head.text, "the")
    qtbot.waitUntil(lambda: len(panel(paired).model) == 2, timeout=LONG_MS)
    assert texts(paired) == ["Crack the egg.", "Pour it into the pan."]
    qtbot.keyClicks(head.text, "rmometer")
    qtbot.waitUntil(panel(paired).view.empty.isVisible, timeout=LONG_MS)
    panel(paired).view.empty.button.click()
    qtbot.waitUntil(lambda: len(panel(paired).model) == 3, timeout=LONG_MS)
    table.horizontalHeader().setSortIndicator(Column.TEXT, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: texts(paired)[0] == "Whisk it well.", timeout=LONG_MS)
    paired.panels.player.pause()
    settle(paired, qtbot)


@POPUP
def test_pairs_are_sorted_by_keys_alone(paired: MainWindow, qtbot: QtBot) -> None:
    table, menu = panel(paired).view.table, paired.pairs.menus.sorting

    def sort(*keys: Key) -> None:
        qtbot.waitUntil(menu.isVisible, timeout=LONG_MS)
        for key in keys:
            qtbot.keyClick(menu, key)
        qtbot.waitUntil(lambda: not menu.isVisible(), timeout=LONG_MS)
        settle(paired, qtbot)

    press(paired, qtbot, Key.Key_O, CONTROL | SHIFT)
    sort(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert texts(paired) == ["Crack the egg.", "Pour it into the pan.", "Whisk it well."]
    assert table.horizontalHeader().sortIndicatorSection() == Column.TEXT
    paired.commands["pairs.sort"].trigger()
    sort(Key.Key_Up, Key.Key_Up, Key.Key_Up, Key.Key_Return)
    assert texts(paired)[0] == "Whisk it well."
    assert panel(paired).order.descending
    last = len(menu.actions()) - 3  # before the separator and "the other way round"
    paired.commands["pairs.sort"].trigger()
    sort(*[Key.Key_Down] * (last - 2), Key.Key_Return)
    assert panel(paired).order.by == "changed"
    assert table.horizontalHeader().sortIndicatorSection() == -1
    table.horizontalHeader().setSortIndicator(Column.START, Qt.SortOrder.AscendingOrder)
    settle(paired, qtbot)
    assert panel(paired).order.by == "place"


@POPUP
def test_a_pair_and_the_table_have_menus(paired: MainWindow, qtbot: QtBot) -> None:
    menus, view = paired.pairs.menus, panel(paired).view
    view.table.go_to(1)
    view.table.menu_wanted.emit(view.table.visualRect(view.table.currentIndex()).center())
    assert menus.one.isVisible()
    unsure = next(one for one in menus.one.actions() if one.text() == "Unsure")
    menus.one.setActiveAction(unsure)
    qtbot.keyClick(menus.one, Key.Key_Return)
    settle(paired, qtbot)
    assert judgements(paired) == [NONE, UNSURE, NONE]
    paired.panels.player.pause()
    shown: list[str] = []

    def look() -> None:
        shown.extend(one.text() for one in menus.more.actions() if one.text())
        menus.more.close()

    # Some versions of Qt wait here for the menu to be closed, others do not.
    menus.more.aboutToShow.connect(lambda: QTimer.singleShot(0, menus.more, look))
    qtbot.keyClick(view.head.more, Key.Key_Space)
    qtbot.waitUntil(lambda: bool(shown), timeout=LONG_MS)
    assert shown == [
        *("Sort", "Only what is not judged", "Export pairs…"),
        *("Save the pairs as a picture…", "Copy the pairs as command line", "Import pairs…"),
    ]
    settle(paired, qtbot)


def test_a_judgement_is_shown_though_an_older_reading_comes_in_late(
    paired: MainWindow, qtbot: QtBot
) -> None:
    pairs, session = panel(paired), paired.session
    paired.panels.player.pause()
    pairs.refresh()  # reads before, and is heard after the judgement
    pairs.judge(ALIGNED)
    paired.panels.player.pause()
    settle(paired, qtbot)
    assert pairs.model.judgement_at(0) is ALIGNED
    assert pairs.view.foot.progress.text() == "1 of 3 judged"
    reads: list[str] = []
    read = session.read
    session.read = lambda key, *rest: (reads.append(key), read(key, *rest))  # type: ignore[method-assign]
    pairs.judge(UNSURE)
    paired.panels.player.pause()
    settle(paired, qtbot)
    assert "pairs" not in reads, "what is known is not read again"
    pairs.view.head.judged.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(pairs.model) == 1, timeout=LONG_MS)
    settle(paired, qtbot)


def test_choosing_all_of_many_asks_for_no_row(app_theme: Theme, qtbot: QtBot) -> None:
    from vbert_studio.ui.pairs.table import PairTable

    asked: list[int] = []

    class Counting(PairTableModel):
        def flags(self, index: object) -> Qt.ItemFlag:
            asked.append(index.row())  # type: ignore[attr-defined]
            return super().flags(index)  # type: ignore[arg-type]

    model = Counting()
    table = PairTable(model)
    qtbot.addWidget(table)
    ids = np.arange(1, 100_001)
    model.show(
        Shown(PairListing(ids, np.zeros(len(ids), np.int8)), (), _counts(), len(ids), {}), {}
    )
    table.resize(700, 500)
    table.show()
    table.selectAll()
    table.grab()
    assert len(table.selected_ids) == 100_000
    assert len(asked) < 1000, "the titles ask every row whether its column is chosen"


def test_deleted_pairs_come_back(paired: MainWindow, qtbot: QtBot) -> None:
    panel(paired).view.table.go_to(1)
    press(paired, qtbot, Key.Key_Delete)
    qtbot.waitUntil(lambda: len(panel(paired).model) == 2, timeout=LONG_MS)
    assert panel(paired).view.table.row == 1
    press(paired, qtbot, Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: len(panel(paired).model) == 3, timeout=LONG_MS)
    settle(paired, qtbot)


def test_what_is_shown_is_written(paired: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    press(paired, qtbot, Key.Key_1)
    paired.panels.player.pause()
    paired.commands["pairs.only_unjudged"].trigger()
    qtbot.waitUntil(lambda: len(panel(paired).model) == 2, timeout=LONG_MS)
    file = tmp_path / "pairs.csv"
    paired.pairs.exchange.write(file)
    qtbot.waitUntil(file.exists, timeout=LONG_MS)
    settle(paired, qtbot)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert [row["text"] for row in rows] == texts(paired)


def test_the_timeline_shows_them_and_frames_the_chosen_one(
    paired: MainWindow, qtbot: QtBot
) -> None:
    timeline = paired.panels.timeline.view
    tier = timeline.tiers["pairs"]

    def described() -> str:
        return "" if timeline.content is None else tier.describe(timeline.content, 0.5)

    qtbot.waitUntil(lambda: described() == "pair “Crack the egg.”, not judged", timeout=LONG_MS)
    press(paired, qtbot, Key.Key_2)
    qtbot.waitUntil(lambda: described() == "pair “Crack the egg.”, not aligned", timeout=LONG_MS)
    paired.panels.player.pause()
    area = timeline.row_rect("pairs").toRect()
    row = timeline.grab().toImage()
    colours = {
        row.pixelColor(int(x * row.devicePixelRatio()), int(area.center().y())).name()
        for x in range(area.left(), area.right(), 2)
    }
    assert len(colours) > 3
    settle(paired, qtbot)


def test_a_hundred_thousand_rows_are_read_as_they_are_seen(app_theme: Theme, qtbot: QtBot) -> None:
    from vbert_studio.ui.pairs.table import PairTable

    model = PairTableModel()
    table = PairTable(model)
    qtbot.addWidget(table)
    asked: list[int] = []
    model.rows_wanted.connect(lambda ids: (asked.extend(ids), model.take(map(made_up, ids))))
    ids = np.arange(1, 100_001)
    listing = PairListing(ids, np.zeros(len(ids), np.int8))
    model.show(Shown(listing, (), _counts(), len(ids), {1: "film"}), {})
    table.resize(700, 500)
    table.show()
    qtbot.waitUntil(lambda: model.pair_at(0) is not None, timeout=LONG_MS)
    table.go_to(99_999)
    qtbot.waitUntil(lambda: model.pair_at(99_999) is not None, timeout=LONG_MS)
    assert len(asked) < 1000
    assert model.unjudged_from(50_000) == 50_000
    model.judge(tuple(range(50_001, 50_011)), ALIGNED)
    assert model.unjudged_from(50_000) == 50_010
    assert model.unjudged_from(50_005, back=True) == 49_999
    fewer = np.delete(ids, 5)
    state = PairListing(fewer, np.zeros(len(fewer), np.int8))
    model.show(Shown(state, (), _counts(), len(ids), {}), {})
    assert table.row == 99_998, "the chosen row stays chosen when another one goes"


def _counts():
    from vbert_studio.project.pairs import PairCounts

    return PairCounts(none=100_000)


def made_up(pair_id: int) -> PairRow:
    return PairRow(pair_id, 1, 0.0, 1.0, None, f"Step {pair_id}", NONE, "", "import", "", "", None)


def test_two_marks_make_a_stretch_either_way() -> None:
    marking = Marking()
    assert marking.press(1, 5.0) is None
    assert marking.start_s == 5.0
    assert marking.press(1, 3.0) == Stretch(1, 3.0, 5.0)
    assert marking.start_s is None
    marking.press(1, 5.0)
    assert marking.press(2, 9.0) is None, "another video begins anew"
    assert marking.press(2, 9.05) is None, "too short to be meant"
    assert marking.press(2, 10.05) == Stretch(2, 9.05, 10.05)


def test_a_break_does_not_slow_the_pace() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert pace.said(10) == ""
    for step in (0, 3, 3, 3000, 3, 3):
        now[0] += step
        pace.count()
    assert pace.seconds_each == 3.0
    assert pace.said(100) == "20 a minute · 5 min left"
    assert pace.said(0) == "20 a minute"


def test_times_are_typed_in_any_usual_way() -> None:
    assert read_time("75.5") == 75.5
    assert read_time("1:15,5") == 75.5
    assert read_time("1:00:01") == 3601
    assert read_time("soon") is None
    assert read_time("1:-3") is None
