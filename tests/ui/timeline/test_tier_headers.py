"""Tiers carried, made higher, hidden and scrolled, by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from timeline_samples import made_up

from vbert_studio.project.pairs import Judgement
from vbert_studio.ui.theme import Theme
from vbert_studio.ui.timeline.content import PairLane, PairTrack, Spans
from vbert_studio.ui.timeline.layout import RULER_HEIGHT
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.timeline.tier_settings import default_settings
from vbert_studio.ui.timeline.tiers.pairs import PairTier
from vbert_studio.ui.timeline.view import TimelineView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def name_of(view: TimelineView, key: str) -> QPoint:
    """The middle of a tier's name."""
    return QPoint(40, round(view.row_rect(key).center().y()))


def order(view: TimelineView) -> list[str]:
    return [row.key for row in view.layout_now().rows]


def turn(view: TimelineView, place: QPoint, eighths: int, held: Qt.KeyboardModifier = NONE) -> None:
    where, turned = QPointF(place), QPoint(0, eighths)
    nothing, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, where, QPoint(), turned, nothing, held, phase, False)
    QApplication.sendEvent(view, event)


def test_a_tier_is_carried_by_its_name_to_another_place(view: TimelineView, qtbot: QtBot) -> None:
    assert order(view) == ["film", "sound", "tokens", "words", "sentences"]
    words = view.row_rect("words")
    to = QPoint(40, round(words.bottom()) - 2)
    QTest.mousePress(view, LEFT, NONE, name_of(view, "film"))
    QTest.mouseMove(view, to - QPoint(0, 20))
    QTest.mouseMove(view, to)
    assert (view.marks.tier, view.marks.carried) == ("film", 4)
    line = view.grab().toImage().pixelColor(600, round(words.bottom()))
    assert line == view.stage.scheme.accent  # type: ignore[union-attr]
    with qtbot.waitSignal(view.settled):
        QTest.mouseRelease(view, LEFT, NONE, to)
    assert order(view) == ["sound", "tokens", "words", "film", "sentences"]
    assert view.marks.carried is None
    assert view.marks.tier == "film"


def test_escape_puts_a_carried_or_a_dragged_tier_back(view: TimelineView) -> None:
    settings = view.settings
    QTest.mousePress(view, LEFT, NONE, name_of(view, "film"))
    QTest.mouseMove(view, name_of(view, "sentences"))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, name_of(view, "sentences"))
    assert (view.settings, view.marks.carried) == (settings, None)
    border = QPoint(20, round(view.row_rect("tokens").bottom()))
    QTest.mousePress(view, LEFT, NONE, border)
    QTest.mouseMove(view, border + QPoint(0, 30))
    assert view.settings != settings
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, border + QPoint(0, 30))
    assert view.settings == settings


def test_a_click_on_a_name_chooses_its_tier_and_moves_no_playhead(view: TimelineView) -> None:
    seeks: list[float] = []
    view.seek_requested.connect(seeks.append)
    QTest.mouseClick(view, LEFT, NONE, name_of(view, "words"))
    assert view.marks.tier == "words"
    assert seeks == []


def test_what_does_not_fit_is_scrolled_to(view: TimelineView, app_theme: Theme) -> None:
    assert not view._scroll.isVisible()
    wide = view.viewport.width
    view.resize(1104, 130)
    assert view._scroll.isVisible()
    assert view.viewport.width == wide - view._scroll.width()
    assert view.row_rect("sentences").isEmpty()
    turn(view, QPoint(600, 60), -480, SHIFT)
    assert view.row_rect("film").isEmpty()
    assert view.row_rect("sentences").bottom() == pytest.approx(view.layout_now().overview_top)
    turn(view, QPoint(40, 60), 480)  # over the names no key has to be held
    assert view.row_rect("film").top() == RULER_HEIGHT
    before = view.viewport
    view._scroll.setValue(view._scroll.maximum())
    assert not view.row_rect("sentences").isEmpty()
    assert view.viewport == before
    # Nothing of a tier is painted over the ruler or the overview strip.
    picture = view.grab().toImage()
    assert picture.pixelColor(40, 2) == app_theme.scheme.panel
    view.resize(1104, 340)
    assert not view._scroll.isVisible()
    assert view.viewport.width == wide


def test_a_tier_that_was_made_higher_stays_so_in_a_small_window(view: TimelineView) -> None:
    border = QPoint(20, round(view.row_rect("tokens").bottom()))
    QTest.mousePress(view, LEFT, NONE, border)
    QTest.mouseMove(view, border + QPoint(0, 40))
    QTest.mouseRelease(view, LEFT, NONE, border + QPoint(0, 40))
    row = view.layout_now().row_of("tokens")
    assert row is not None
    view.resize(1104, 200)
    small = view.layout_now()
    assert small.row_of("tokens").height == row.height  # type: ignore[union-attr]
    assert small.overflow > 0


@pytest.fixture
def panel(qtbot: QtBot, app_theme: Theme, home: object) -> Iterator[TimelinePanel]:
    shown = TimelinePanel()
    qtbot.addWidget(shown)
    shown.resize(1104, 600)
    shown.view.show_content(made_up())
    shown._stack.setCurrentWidget(shown.view)
    shown.show()
    yield shown
    shown.clear()


def test_the_keys_do_all_that_the_pointer_does(panel: TimelinePanel, qtbot: QtBot) -> None:
    view = panel.view
    first = order(view)
    panel.choose_below()
    assert view.marks.tier == first[0]
    panel.choose_below()
    panel.move_up()
    assert order(view)[:2] == [first[1], first[0]]
    high = view.row_rect(first[1]).height()
    panel.make_higher()
    assert view.row_rect(first[1]).height() == pytest.approx(high + 8, abs=1)
    panel.make_lower()
    panel.make_lower()
    assert view.row_rect(first[1]).height() == pytest.approx(high - 8, abs=1)
    panel.hide_tier()
    assert first[1] not in order(view)
    assert view.marks.tier == first[0]
    kept = order(view)
    again = TimelinePanel()  # as after a restart
    qtbot.addWidget(again)
    assert [s.key for s in again.view.settings if s.visible] == kept
    assert again.view.settings == view.settings
    panel.reset_tiers()
    assert order(view) == first
    again.clear()


def test_the_last_tier_cannot_be_hidden_by_keys_either(panel: TimelinePanel) -> None:
    panel.choose_below()
    for _ in range(30):
        panel.hide_tier()
    assert len(order(panel.view)) == 1
    assert panel.view.marks.tier == order(panel.view)[0]


def test_the_menu_key_asks_for_the_menu_of_the_chosen_tier(
    panel: TimelinePanel, qtbot: QtBot
) -> None:
    view = panel.view
    view.menu_requested.disconnect()
    view.choose_tier("words")
    reason = QContextMenuEvent.Reason.Keyboard
    with qtbot.waitSignal(view.menu_requested) as asked:
        QApplication.sendEvent(view, QContextMenuEvent(reason, QPoint(500, 5), QPoint()))
    row = view.layout_now().row_at(asked.args[0].y())
    assert row is not None
    assert row.key == "words"


def pairs_of(*stretches: tuple[int, float, float]) -> PairLane:
    ids, starts, ends = (np.array(column) for column in zip(*stretches, strict=True))
    kinds = np.full(len(ids), Judgement.ALIGNED.number, np.int8)
    return PairLane(Spans.of(starts, ends), ids, ("a pair",) * len(ids), kinds)


@pytest.fixture
def with_pairs(qtbot: QtBot, app_theme: Theme) -> TimelineView:
    tier = PairTier()
    shown = TimelineView({"pairs": tier}, default_settings([tier]))
    qtbot.addWidget(shown)
    shown.resize(1104, 200)
    track = PairTrack((pairs_of((7, 2.0, 6.0), (9, 20.0, 20.05)), pairs_of((8, 4.0, 8.0))))
    shown.show_content(replace(made_up(), pairs=track))
    shown.show()
    return shown


def test_a_click_picks_a_pair_and_a_double_click_plays_it(
    with_pairs: TimelineView, qtbot: QtBot
) -> None:
    view, picked = with_pairs, []
    view.block_picked.connect(lambda *told: picked.append(told))
    row = view.row_rect("pairs")

    def at(t_s: float, share: float) -> QPoint:
        x = HEADER + view.viewport.x_of(t_s)
        return QPoint(round(x), round(row.top() + share * row.height()))

    QTest.mouseClick(view, LEFT, NONE, at(5.0, 0.25))
    QTest.mouseClick(view, LEFT, NONE, at(5.0, 0.75))
    QTest.mouseClick(view, LEFT, NONE, at(7.0, 0.25))  # beside all of this lane
    QTest.mouseClick(view, LEFT, NONE, at(20.0, 0.25) + QPoint(3, 0))  # a block of two pixels
    assert picked == [("pairs", number, False) for number in (7, 8, None, 9)]
    QTest.mouseDClick(view, LEFT, NONE, at(7.0, 0.75))
    assert picked[-1] == ("pairs", 8, True)
