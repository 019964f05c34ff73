"""The real widget under mouse and keys."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QColor,
    QImage,
    QKeySequence,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from timeline_samples import made_up

from vbert_studio.ui.theme import Theme, token_colour
from vbert_studio.ui.timeline.accessible import make_accessible
from vbert_studio.ui.timeline.content import TokenTrack
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.timeline.view import TimelineView

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NONE = Qt.KeyboardModifier.NoModifier


def at(view: TimelineView, t_s: float, tier: str = "sound") -> QPoint:
    y = round(view.row_rect(tier).center().y())
    return QPoint(round(HEADER + view.viewport.x_of(t_s)), y)


def drag(
    view: TimelineView,
    start: QPoint,
    end: QPoint,
    button: Qt.MouseButton = LEFT,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    QTest.mousePress(view, button, held, start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(view, start + (end - start) * share)
    QTest.mouseRelease(view, button, held, end)


def turn(view: TimelineView, place: QPoint, eighths: int, held: Qt.KeyboardModifier = NONE) -> None:
    where = QPointF(place)
    turned = QPoint(0, eighths)
    nothing = Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, where, QPoint(), turned, nothing, held, phase, False)
    QApplication.sendEvent(view, event)


def colour_at(picture: QImage, x: float, y: float) -> QColor:
    return picture.pixelColor(round(x * picture.devicePixelRatio()), round(y))


def test_a_click_seeks(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.seek_requested) as seek:
        QTest.mouseClick(view, LEFT, NONE, at(view, 12.0))
    assert seek.args[0] == pytest.approx(12.0, abs=view.viewport.scale)
    assert view.marks.playhead_s == seek.args[0]


def test_the_ruler_scrubs(view: TimelineView) -> None:
    seeks: list[float] = []
    view.seek_requested.connect(seeks.append)
    drag(view, QPoint(HEADER + 100, 8), QPoint(HEADER + 400, 8))
    assert len(seeks) >= 4
    assert seeks == sorted(seeks)
    assert view.marks.selection is None


def test_a_drag_selects_and_snaps_to_clip_edges(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.stretch_selected) as selected:
        drag(view, at(view, 2.93), at(view, 7.45))
    assert selected.args == [3.0, 7.5]
    assert view.marks.guide is None


def test_alt_turns_snapping_off(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.stretch_selected) as selected:
        drag(view, at(view, 3.1), at(view, 7.4), held=Qt.KeyboardModifier.AltModifier)
    assert selected.args == pytest.approx([3.1, 7.4], abs=view.viewport.scale)
    assert 3.0 not in selected.args


def test_the_guide_names_what_holds_the_border(view: TimelineView) -> None:
    QTest.mousePress(view, LEFT, NONE, at(view, 3.1))
    QTest.mouseMove(view, at(view, 8.97))
    assert view.marks.guide is not None
    assert view.marks.guide.held_by == "clip edge"
    QTest.mouseRelease(view, LEFT, NONE, at(view, 8.97))


def test_shift_extends_and_an_edge_can_be_dragged(view: TimelineView) -> None:
    view.select((6.0, 9.0))
    QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.ShiftModifier, at(view, 15.0))
    assert view.marks.selection == (6.0, 15.0)
    drag(view, at(view, 6.0), at(view, 3.0))
    assert view.marks.selection == (3.0, 15.0)


def test_a_click_beside_the_selection_clears_it_and_one_inside_keeps_it(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.select((6.0, 9.0))
    QTest.mouseClick(view, LEFT, NONE, at(view, 7.5))
    assert view.marks.selection == (6.0, 9.0)
    with qtbot.waitSignal(view.stretch_selected) as selected:
        QTest.mouseClick(view, LEFT, NONE, at(view, 20.0))
    assert view.marks.selection is None
    assert selected.args[0] == selected.args[1]


def test_the_wheel_zooms_at_the_pointer_and_pans(view: TimelineView) -> None:
    place = at(view, 10.0)
    turn(view, place, 480, Qt.KeyboardModifier.ControlModifier)
    closer = view.viewport
    assert closer.scale < 0.6 * closer.duration_s / closer.width
    assert closer.x_of(10.0) == pytest.approx(place.x() - HEADER, abs=1)
    turn(view, place, -120)
    assert view.viewport.start_s > closer.start_s
    turn(view, place, -9600, Qt.KeyboardModifier.ControlModifier)
    assert view.viewport.is_whole


def test_the_middle_button_drags_the_picture(view: TimelineView) -> None:
    view.look_at(view.viewport.showing(10, 20, 0))
    drag(view, at(view, 15.0), at(view, 14.0), MIDDLE)
    assert view.viewport.start_s == pytest.approx(11.0, abs=0.05)
    assert view.marks.selection is None


def test_space_drags_the_picture_and_a_mere_press_is_the_players(
    view: TimelineView, qtbot: QtBot
) -> None:
    toggled: list[bool] = []
    action = QAction("Play", view)
    action.setShortcut(QKeySequence(Qt.Key.Key_Space))
    action.triggered.connect(lambda: toggled.append(True))
    view.addAction(action)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.look_at(view.viewport.showing(10, 20, 0))
    QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, at(view, 15.0), at(view, 14.0))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert view.viewport.start_s == pytest.approx(11.0, abs=0.05)
    assert not toggled
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert toggled == [True]


def test_the_overview_moves_the_view(view: TimelineView) -> None:
    view.look_at(view.viewport.showing(0, 5, 0))
    strip = view.height() - 10
    QTest.mouseClick(view, LEFT, NONE, QPoint(HEADER + 500, strip))
    middle = (view.viewport.start_s + view.viewport.end_s) / 2
    assert middle == pytest.approx(view.viewport.duration_s / 2, abs=0.1)


def test_an_edge_of_the_overviews_window_zooms(view: TimelineView) -> None:
    view.look_at(view.viewport.showing(6, 12, 0))
    strip = view.height() - 10

    def on_strip(t_s: float) -> QPoint:
        return QPoint(round(HEADER + t_s / 30.7 * 1000), strip)

    drag(view, on_strip(12), on_strip(18))
    assert view.viewport.start_s == pytest.approx(6, abs=0.05)
    assert view.viewport.end_s == pytest.approx(18, abs=0.05)
    drag(view, on_strip(6), on_strip(15))
    assert view.viewport.start_s == pytest.approx(15, abs=0.05)
    assert view.viewport.end_s == pytest.approx(18, abs=0.05)


def test_a_double_click_opens_the_clip(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.clip_opened) as opened:
        QTest.mouseDClick(view, LEFT, NONE, at(view, 7.6, "tokens"))
    assert opened.args == [5]


def test_a_dragged_border_makes_its_tier_taller(view: TimelineView, qtbot: QtBot) -> None:
    before = view.row_rect("tokens").height()
    border = round(view.row_rect("tokens").bottom())
    with qtbot.waitSignal(view.settled):
        drag(view, QPoint(20, border), QPoint(20, border + 15))
    assert view.row_rect("tokens").height() == pytest.approx(before + 15, abs=1)


def test_a_drag_that_rests_beyond_the_border_goes_on(view: TimelineView, qtbot: QtBot) -> None:
    view.look_at(view.viewport.showing(0, 10, 0))
    QTest.mousePress(view, LEFT, NONE, at(view, 8.0))
    QTest.mouseMove(view, at(view, 9.0))
    beyond = at(view, 10.0) + QPoint(30, 0)
    QTest.mouseMove(view, beyond)
    qtbot.waitUntil(lambda: view.viewport.end_s > 14, timeout=20_000)
    QTest.mouseRelease(view, LEFT, NONE, beyond)
    assert view.marks.selection is not None
    assert view.marks.selection[1] > 13
    assert not view._beyond.isActive()


def test_pinching_zooms_at_the_fingers(view: TimelineView) -> None:
    place = QPointF(at(view, 10.0))
    zoom = Qt.NativeGestureType.ZoomNativeGesture
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(zoom, device, 2, place, place, place, 0.5, QPointF())
    QApplication.sendEvent(view, event)
    assert view.viewport.shown_s == pytest.approx(30.7 / 1.5)
    assert view.viewport.x_of(10.0) == pytest.approx(place.x() - HEADER, abs=1)


def test_escape_drops_the_selection(view: TimelineView) -> None:
    view.select((6.0, 9.0))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.marks.selection is None


def test_escape_during_a_drag_brings_the_old_selection_back(view: TimelineView) -> None:
    told: list[tuple[float, float]] = []
    view.select((6.0, 9.0))
    view.stretch_selected.connect(lambda *stretch: told.append(stretch))
    QTest.mousePress(view, LEFT, NONE, at(view, 12.0))
    QTest.mouseMove(view, at(view, 18.0))
    assert view.marks.selection is not None
    assert view.marks.selection[1] > 15
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, at(view, 18.0))
    assert view.marks.selection == (6.0, 9.0)
    assert view.marks.guide is None
    assert told == []


def test_tokens_are_painted_in_the_colours_of_the_tree(
    view: TimelineView, app_theme: Theme
) -> None:
    content = view.content
    assert content is not None
    assert isinstance(content.tokens, TokenTrack)
    for preference in ("light", "dark"):
        app_theme.prefer(preference)
        picture = view.grab().toImage()
        row = view.row_rect("tokens")
        for index in (2, 9, 14):
            x = HEADER + view.viewport.x_of(1.5 * index + 0.15)
            expected = token_colour(content.tokens.paths[index], app_theme.scheme)
            assert colour_at(picture, x, row.top() + 6) == expected


def test_a_codebook_of_any_branching_is_painted(view: TimelineView, app_theme: Theme) -> None:
    content = view.content
    assert content is not None
    assert isinstance(content.tokens, TokenTrack)
    paths = tuple("z" if n % 2 else "g4" for n in range(len(content.tokens.paths)))
    leaves = np.arange(len(paths), dtype=np.int32) % 2
    tokens = replace(content.tokens, paths=paths, leaves=leaves, branching=36)
    view.show_content(replace(content, tokens=tokens))
    picture = view.grab().toImage()
    x, y = HEADER + view.viewport.x_of(1.6), view.row_rect("tokens").top() + 6
    assert colour_at(picture, x, y) == token_colour("z", app_theme.scheme, 36)


def test_a_clip_without_a_token_and_a_partial_one_are_hatched(view: TimelineView) -> None:
    picture = view.grab().toImage()
    row = view.row_rect("tokens")

    def colours(start_s: float, end_s: float) -> set[int]:
        left, right = (round(HEADER + view.viewport.x_of(t)) for t in (start_s, end_s))
        ys = range(round(row.top()) + 6, round(row.bottom()) - 6)
        return {picture.pixel(x, y) for x in range(left + 3, right - 3) for y in ys}

    assert len(colours(25.5, 28.5)) > 3  # no token: strokes on grey
    assert len(colours(29.25, 30.0)) > 3  # the padded half of the last clip
    assert len(colours(28.5, 28.9)) == 1  # its other half, beside the label


def test_the_same_visual_word_elsewhere_is_underlined(view: TimelineView, app_theme: Theme) -> None:
    content = view.content
    assert content is not None
    assert isinstance(content.tokens, TokenTrack)
    leaves = content.tokens.leaves.copy()
    leaves[[8, 12]] = leaves[4]
    view.show_content(replace(content, tokens=replace(content.tokens, leaves=leaves)))
    QTest.mouseMove(view, at(view, 1.5 * 4 + 0.7, "tokens"))
    picture = view.grab().toImage()
    y = round(view.row_rect("tokens").bottom()) - 2

    def is_marked(index: int) -> bool:
        x = HEADER + view.viewport.x_of(1.5 * index + 0.3)
        return colour_at(picture, x, y) == app_theme.scheme.text

    assert [index for index in range(20) if is_marked(index)] == [4, 8, 12]


@pytest.mark.parametrize("seconds", [30.7, 7200.0])
def test_only_the_playhead_moves_when_it_moves(view: TimelineView, seconds: float) -> None:
    view.show_content(made_up(seconds, video_id=7))
    view.grab()
    view.set_position(2.0)
    assert view._still_is_current
    view.look_at(view.viewport.zoomed(2, 10))
    assert not view._still_is_current
    view.grab()
    assert view._still_is_current


def test_the_page_turns_while_playing(view: TimelineView) -> None:
    view.look_at(view.viewport.showing(0, 5, 0))
    for t_s in np.arange(0, 6, 0.04).tolist():
        view.set_position(t_s)
    assert view.viewport.shows(6.0)
    assert view.viewport.start_s > 4


def test_another_reading_of_the_same_video_keeps_view_and_selection(view: TimelineView) -> None:
    view.look_at(view.viewport.showing(5, 9, 0))
    view.select((6.0, 7.5))
    before = view.viewport
    view.show_content(made_up())
    assert view.viewport == before
    assert view.marks.selection == (6.0, 7.5)
    view.forget_marks()
    view.show_content(made_up(video_id=2))
    assert view.viewport.is_whole
    assert view.marks.selection is None


def test_assistive_technology_is_told_time_and_tokens(view: TimelineView) -> None:
    make_accessible(view)
    view.set_position(4.6)
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() == QAccessible.Role.Slider
    assert told.text(QAccessible.Text.Name) == "Timeline"
    assert told.text(QAccessible.Text.Value) == "0:04.60 of 0:30.70"
    described = told.text(QAccessible.Text.Description)
    assert "clip 4, visual token 1893" in described
    assert "sentence “Now crack the egg" in described
    view.set_position(26.0)
    assert "no token yet" in told.text(QAccessible.Text.Description)
