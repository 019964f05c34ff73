"""Steps and descriptions by keys and mouse, in the real window, until after a restart."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS, settle

from vbert_studio.project import Project
from vbert_studio.project.annotations import AnnotationKind, AnnotationRow
from vbert_studio.project.operations import AddAnnotations, NewAnnotation
from vbert_studio.ui.annotations.line_edit import InPlaceEdit
from vbert_studio.ui.timeline.content import BlockTrack
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.window.main_window import MainWindow

STEP, DESCRIPTION = AnnotationKind
KEY, LEFT, NONE = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def rows(window: MainWindow) -> list[AnnotationRow]:
    return window.session.project.annotations.of_video(1)


def texts(window: MainWindow) -> list[str]:
    return [row.text for row in rows(window)]


def edit_of(window: MainWindow) -> InPlaceEdit:
    return window.panels.annotations.edit


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Whoever has the focus hears the key."""
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def is_shown(window: MainWindow, key: str = "steps") -> bool:
    return window.panels.timeline.view.layout_now().row_of(key) is not None


def seen(window: MainWindow, count: int, key: str = "steps") -> bool:
    """Whether the timeline shows so many blocks."""
    content = window.panels.timeline.view.content
    track = getattr(content, key)
    lanes = track.lanes if isinstance(track, BlockTrack) else ()
    return sum(len(lane.texts) for lane in lanes) == count


def write(window: MainWindow, key: Qt.Key, text: str, qtbot: QtBot) -> None:
    """Press a key that opens the line, type, and press Enter."""
    press(window, key)
    qtbot.waitUntil(edit_of(window).hasFocus, timeout=LONG_MS)
    QTest.keyClicks(edit_of(window), text)
    press(window, KEY.Key_Return)
    assert edit_of(window).isHidden()
    settle(window, qtbot)


@pytest.fixture
def ready(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the second 1 to 2.5 of the first video selected, the timeline in focus."""
    view = window.panels.timeline.view
    qtbot.waitUntil(lambda: view.content is not None, timeout=LONG_MS)
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    view.setFocus()
    view.select((1.0, 2.5))
    return window


def test_a_step_is_made_corrected_taken_back_deleted_and_there_after_a_restart(
    ready: MainWindow, make_window: Callable[[], MainWindow], qtbot: QtBot, project_folder: Path
) -> None:
    view = ready.panels.timeline.view
    assert not is_shown(ready)
    write(ready, KEY.Key_N, "crack egg", qtbot)
    [row] = rows(ready)
    assert (row.kind, row.start_s, row.end_s, row.origin) == (STEP, 1.0, 2.5, "person")
    assert row.text == "crack egg"
    qtbot.waitUntil(lambda: seen(ready, 1), timeout=LONG_MS)
    assert is_shown(ready)
    assert view.hasFocus()
    chosen = ready.panels.annotations.chosen
    qtbot.waitUntil(lambda: chosen.block is not None, timeout=LONG_MS)

    press(ready, KEY.Key_F2)  # the one that was just made
    assert edit_of(ready).text() == "crack egg"
    write(ready, KEY.Key_F2, "break egg", qtbot)
    assert texts(ready) == ["break egg"]
    history = [entry.name for entry in ready.session.project.history()][-2:]
    assert history == [
        "Add the step “crack egg”",
        "Change the text of an annotation to “break egg”",
    ]

    press(ready, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: texts(ready) == ["crack egg"], timeout=LONG_MS)
    press(ready, KEY.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: texts(ready) == ["break egg"], timeout=LONG_MS)
    settle(ready, qtbot)
    press(ready, KEY.Key_Delete)
    qtbot.waitUntil(lambda: texts(ready) == [], timeout=LONG_MS)
    press(ready, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: seen(ready, 1), timeout=LONG_MS)
    settle(ready, qtbot)

    ready.close()
    again = make_window()
    again.session.open(project_folder)
    there = again.panels.timeline.view
    qtbot.waitUntil(lambda: there.content is not None and seen(again, 1), timeout=LONG_MS)
    settle(again, qtbot)
    assert texts(again) == ["break egg"]
    assert is_shown(again)


def test_what_is_given_up_or_empty_leaves_no_trace(ready: MainWindow, qtbot: QtBot) -> None:
    for typed, end in (("crack", KEY.Key_Escape), ("", KEY.Key_Return), ("  ", KEY.Key_Return)):
        press(ready, KEY.Key_D)
        qtbot.waitUntil(edit_of(ready).hasFocus, timeout=LONG_MS)
        assert is_shown(ready, "descriptions")  # while it is written
        QTest.keyClicks(edit_of(ready), typed)
        press(ready, end)
        assert edit_of(ready).isHidden()
        assert not is_shown(ready, "descriptions")
    settle(ready, qtbot)
    assert rows(ready) == []
    assert ready.panels.timeline.view.marks.selection == (1.0, 2.5)


def test_without_a_selection_it_is_the_clip_at_the_playhead(
    ready: MainWindow, qtbot: QtBot
) -> None:
    ready.panels.timeline.view.select(None)
    ready.panels.player.seek(2.0)
    qtbot.waitUntil(
        lambda: ready.panels.timeline.view.marks.playhead_s == pytest.approx(2.0, abs=0.1),
        timeout=LONG_MS,
    )
    write(ready, KEY.Key_D, "An egg, and n and d.", qtbot)  # letters that are keys elsewhere
    [row] = rows(ready)
    assert (row.kind, row.start_s, row.end_s) == (DESCRIPTION, 1.5, 3.0)
    assert row.text == "An egg, and n and d."
    assert not ready.panels.player.playing  # though there were spaces in it


def test_going_elsewhere_keeps_what_was_typed_and_nothing_else(
    ready: MainWindow, qtbot: QtBot
) -> None:
    view = ready.panels.timeline.view
    place = QPoint(HEADER + 300, 10)  # the ruler
    press(ready, KEY.Key_N)
    qtbot.waitUntil(edit_of(ready).hasFocus, timeout=LONG_MS)
    QTest.mouseClick(view, LEFT, NONE, place)
    assert edit_of(ready).isHidden()
    press(ready, KEY.Key_N)
    qtbot.waitUntil(edit_of(ready).hasFocus, timeout=LONG_MS)
    QTest.keyClicks(edit_of(ready), "whisk")
    QTest.mouseClick(view, LEFT, NONE, place)
    assert edit_of(ready).isHidden()
    settle(ready, qtbot)
    assert texts(ready) == ["whisk"]


def test_what_was_typed_is_kept_when_another_video_or_none_comes(
    ready: MainWindow, qtbot: QtBot, project_folder: Path
) -> None:
    view = ready.panels.timeline.view
    press(ready, KEY.Key_N)
    QTest.keyClicks(edit_of(ready), "crack egg")
    ready.viewer.show_video(2)
    qtbot.waitUntil(
        lambda: view.content is not None and view.content.video_id == 2, timeout=LONG_MS
    )
    settle(ready, qtbot)
    assert edit_of(ready).isHidden()
    assert texts(ready) == ["crack egg"]  # of the first video
    view.select((0.0, 1.0))
    view.setFocus()
    press(ready, KEY.Key_D)
    QTest.keyClicks(edit_of(ready), "A bowl.")
    ready.session.close()
    assert edit_of(ready).isHidden()
    with Project.open(project_folder, "read") as project:
        assert [row.text for row in project.annotations.of_video(2)] == ["A bowl."]


def test_steps_come_out_of_a_file_and_go_into_one(
    ready: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    lines = ["1", "00:00:00,500 --> 00:00:02,000", "crack egg", ""]
    source = tmp_path / "steps.srt"
    source.write_text("\n".join(lines), encoding="utf-8")
    assert ready.panels.timeline.view.content is not None
    exchange, video_id = ready.annotations.exchange, ready.panels.timeline.view.content.video_id
    exchange.read(source, video_id=video_id, kind=STEP)
    qtbot.waitUntil(lambda: texts(ready) == ["crack egg"], timeout=LONG_MS)
    qtbot.waitUntil(lambda: is_shown(ready), timeout=LONG_MS)
    settle(ready, qtbot)
    assert "1 of them new" in ready.status.currentMessage()
    written = tmp_path / "annotations.json"
    exchange.write(written)
    qtbot.waitUntil(written.exists, timeout=LONG_MS)
    settle(ready, qtbot)
    [row] = json.loads(written.read_text(encoding="utf-8"))["annotations"]
    assert (row["start_s"], row["end_s"], row["text"]) == (0.5, 2.0, "crack egg")


def test_what_the_window_wrote_it_takes_again_for_all_videos(
    ready: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    made = (NewAnnotation(1, STEP, 0.0, 1.0, "crack egg"), NewAnnotation(2, STEP, 0.0, 1.0, "stir"))
    ready.session.edit(AddAnnotations(made))
    settle(ready, qtbot)
    before = ready.session.project.annotations.all()
    written = tmp_path / "annotations.csv"
    ready.annotations.exchange.write(written)
    qtbot.waitUntil(written.exists, timeout=LONG_MS)
    settle(ready, qtbot)
    ready.session.undo()
    settle(ready, qtbot)
    assert ready.session.project.annotations.all() == []
    ready.commands["annotations.import"].trigger()
    dialog = ready.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(written))
    dialog.close()
    qtbot.waitUntil(lambda: "2 of them new" in ready.status.currentMessage(), timeout=LONG_MS)
    settle(ready, qtbot)
    again = ready.session.project.annotations.all()
    assert [replace(one, id=0) for one in again] == [replace(one, id=0) for one in before]
    assert is_shown(ready)


@pytest.fixture
def annotated(ready: MainWindow, qtbot: QtBot) -> MainWindow:
    """Two steps and a description, made by somebody else while the window shows the video."""
    made = (
        NewAnnotation(1, STEP, 0.0, 1.0, "crack egg"),
        NewAnnotation(1, STEP, 2.0, 3.0, "pour egg"),
        NewAnnotation(1, DESCRIPTION, 0.0, 4.0, "A kitchen."),
    )
    ready.session.edit(AddAnnotations(made))
    qtbot.waitUntil(lambda: seen(ready, 2), timeout=LONG_MS)
    assert is_shown(ready)  # revealed with the first
    assert is_shown(ready, "descriptions")
    ready.panels.timeline.view.select(None)
    settle(ready, qtbot)
    return ready


def at(window: MainWindow, t_s: float, key: str = "steps") -> QPoint:
    view = window.panels.timeline.view
    view.reveal(key)
    y = round(view.row_rect(key).center().y())
    return QPoint(round(HEADER + view.viewport.x_of(t_s)), y)


def test_a_double_click_edits_and_an_edge_is_dragged(annotated: MainWindow, qtbot: QtBot) -> None:
    view = annotated.panels.timeline.view
    QTest.mouseClick(view, LEFT, NONE, at(annotated, 2.5))
    QTest.mouseDClick(view, LEFT, NONE, at(annotated, 2.5))
    assert edit_of(annotated).text() == "pour egg"
    QTest.mouseRelease(view, LEFT, NONE, at(annotated, 2.5))
    assert edit_of(annotated).hasFocus()
    QTest.keyClicks(edit_of(annotated), "pour it")
    press(annotated, KEY.Key_Return)
    qtbot.waitUntil(lambda: "pour it" in texts(annotated), timeout=LONG_MS)
    settle(annotated, qtbot)
    QTest.mousePress(view, LEFT, NONE, at(annotated, 3.0))
    for t_s in (3.1, 3.2, 3.3):
        QTest.mouseMove(view, at(annotated, t_s))
    QTest.mouseRelease(view, LEFT, NONE, at(annotated, 3.4))
    qtbot.waitUntil(lambda: rows(annotated)[2].end_s == pytest.approx(3.4, abs=0.05))
    assert rows(annotated)[2].start_s == 2.0
    assert annotated.session.project.history()[-1].name.startswith("End an annotation at 3.4")
    settle(annotated, qtbot)


def test_keys_go_from_one_to_the_next_and_give_it_the_selection(
    annotated: MainWindow, qtbot: QtBot
) -> None:
    chosen, view = annotated.panels.annotations.chosen, annotated.panels.timeline.view
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    found = []
    for _ in range(4):
        press(annotated, KEY.Key_Right, both)
        assert chosen.block is not None
        found.append(chosen.block.text)
    assert found == ["crack egg", "A kitchen.", "pour egg", "pour egg"]
    assert view.marks.playhead_s == 2.0
    view.select((2.5, 3.5))
    press(annotated, KEY.Key_N, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: rows(annotated)[2].end_s == 3.5, timeout=LONG_MS)
    press(annotated, KEY.Key_Left, both)
    assert chosen.block is not None
    settle(annotated, qtbot)


@pytest.mark.qt_log_ignore("does not support raise", "grabbing the keyboard", extend=True)
def test_the_menu_of_a_block_does_what_its_keys_do(annotated: MainWindow, qtbot: QtBot) -> None:
    view = annotated.panels.timeline.view
    view.menu_requested.emit(at(annotated, 0.5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions()[:4]]
    assert names == [
        "Change the annotation's text",
        "Give the annotation the selected stretch",
        "Delete the annotation",
        "Add a step",
    ]
    menu.actions()[2].trigger()
    menu.close()
    qtbot.waitUntil(lambda: "crack egg" not in texts(annotated), timeout=LONG_MS)
    press(annotated, KEY.Key_Delete)  # nothing is chosen any more: nothing happens
    settle(annotated, qtbot)
    assert len(rows(annotated)) == 2


def test_in_a_window_that_only_reads_nothing_can_be_made(
    make_window: Callable[[], MainWindow], project_folder: Path, qtbot: QtBot
) -> None:
    with Project.open(project_folder):
        window = make_window()
        window.session.open(project_folder)
        view = window.panels.timeline.view
        qtbot.waitUntil(lambda: view.content is not None, timeout=LONG_MS)
        view.setFocus()
        press(window, KEY.Key_N)
        assert edit_of(window).isHidden()
        assert not view.can_move
        settle(window, qtbot)
        window.close()
