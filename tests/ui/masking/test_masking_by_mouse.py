"""Hiding and filling by mouse and keys, in the real window with a model that learned something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from masking_helpers import CONTROL, LEFT, NONE, at, drag
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_helpers import LONG_MS

from tests.small_project import CHECKPOINT, CLIPS
from vbert_studio.project.operations import SetSentenceText
from vbert_studio.ui.model_tiers.surprise import CONTEXT
from vbert_studio.ui.window.main_window import MainWindow

MakeWindow = Callable[[], MainWindow]
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.usefixtures("inline")
def test_words_are_hidden_by_dragging_and_both_sides_together(shown: MainWindow) -> None:
    view, masking = shown.panels.timeline.view, shown.panels.masking
    content = view.content
    assert content is not None
    places = content.words.places  # type: ignore[union-attr]
    starts = content.words.spans.starts  # type: ignore[union-attr]
    drag(view, "words", float(starts[0]) + 0.05, float(starts[2]) + 0.05)
    assert masking.state.words == list(places[:3])
    drag(view, "tokens", 0.1, 1.0)
    assert masking.state.clips == [0]
    assert set(masking.board.slots) == {0, *places[:3]}
    texts = content.words.texts  # type: ignore[union-attr]
    slot = masking.board.slots[places[0]]
    assert slot.truth == texts[0].strip(".,").lower()
    # A drag that begins on something hidden shows again what it goes over.
    drag(view, "words", float(starts[2]) + 0.05, float(starts[1]) + 0.05)
    assert masking.state.words == [places[0]]
    assert set(masking.board.slots) == {0, places[0]}


@pytest.mark.usefixtures("inline")
def test_escape_gives_a_drag_up_and_control_hides_a_single_one(shown: MainWindow) -> None:
    view, masking = shown.panels.timeline.view, shown.panels.masking
    QTest.mouseClick(view, LEFT, CONTROL, at(view, 5.0, "tokens"))
    assert masking.state.clips == [3]
    drag(view, "tokens", 8.0, 12.0, let_go=False)
    assert masking.state.clips == [3, 5, 6, 7, 8]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert masking.state.clips == [3]
    QTest.mouseRelease(view, LEFT, NONE, at(view, 12.0, "tokens"))
    assert masking.state.clips == [3]
    QTest.mouseClick(view, LEFT, CONTROL, at(view, 5.0, "tokens"))
    assert masking.state.is_empty


@pytest.mark.usefixtures("inline")
def test_m_hides_what_is_selected_and_a_plain_drag_elsewhere_still_selects(
    shown: MainWindow,
) -> None:
    view, masking = shown.panels.timeline.view, shown.panels.masking
    drag(view, "film", 3.0, 7.5)
    assert view.marks.selection == (3.0, 7.5)
    QTest.keyClick(view, Qt.Key.Key_M)
    assert masking.state.clips == [2, 3, 4]
    QTest.keyClick(view, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    assert masking.state.words
    QTest.keyClick(view, Qt.Key.Key_M)
    assert masking.state.clips == []
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert masking.state.is_empty
    assert view.marks.selection == (3.0, 7.5)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.marks.selection is None
    view.go_to(0.2)
    QTest.keyClick(view, Qt.Key.Key_M)
    assert masking.state.clips == [0]


@pytest.mark.usefixtures("inline")
def test_an_edit_of_the_project_is_undone_before_older_steps_of_the_what_if(
    shown: MainWindow, qtbot: QtBot
) -> None:
    view, masking = shown.panels.timeline.view, shown.panels.masking
    QTest.keyClick(view, Qt.Key.Key_M)
    sentence = shown.session.project.transcripts.sentences(1)[0]
    shown.session.edit(SetSentenceText(sentence.id, "something else"))
    qtbot.waitUntil(lambda: masking.undo_name is None, timeout=LONG_MS)
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)

    def text() -> str:
        return shown.session.project.transcripts.sentences(1)[0].text

    qtbot.waitUntil(lambda: text() == sentence.text, timeout=LONG_MS)
    assert masking.state.clips == [0]


@pytest.mark.usefixtures("inline")
def test_the_strip_brings_what_is_hidden_on_the_timeline_into_view(
    shown: MainWindow, qtbot: QtBot
) -> None:
    shown.commands["panel.strip"].trigger()
    strip, view = shown.panels.strip.panel.strip, shown.panels.timeline.view
    qtbot.waitUntil(lambda: bool(strip.content.cells), timeout=LONG_MS)
    strip.horizontalScrollBar().setValue(0)
    last = max(n for n, cell in enumerate(strip.content.cells) if isinstance(cell.place, int))
    assert not strip.viewport().rect().contains(strip.cell_rect(last))
    clip = strip.content.cells[last].place
    assert isinstance(clip, int)
    QTest.mouseClick(view, LEFT, CONTROL, at(view, 1.5 * clip + 0.7, "tokens"))
    assert shown.panels.masking.state.clips == [clip]
    qtbot.waitUntil(lambda: strip.content.cells[last].token.hidden, timeout=LONG_MS)
    assert strip.viewport().rect().contains(strip.cell_rect(last))


@pytest.mark.usefixtures("inline")
def test_the_first_click_into_a_scrolled_strip_is_where_it_is(
    shown: MainWindow, qtbot: QtBot
) -> None:
    shown.panels.timeline.view.setFocus()
    shown.commands["panel.strip"].trigger()
    strip = shown.panels.strip.panel.strip
    qtbot.waitUntil(lambda: bool(strip.content.cells), timeout=LONG_MS)
    bar = strip.horizontalScrollBar()
    bar.setValue(bar.maximum())
    last = max(n for n, cell in enumerate(strip.content.cells) if isinstance(cell.place, int))
    assert not strip.hasFocus()
    QTest.mouseClick(strip.viewport(), LEFT, CONTROL, strip.cell_rect(last).center())
    assert strip.hasFocus()
    assert shown.panels.masking.state.clips == [strip.content.cells[last].place]
    assert bar.value() > 0


@pytest.mark.usefixtures("inline")
def test_the_strip_shows_the_row_and_hides_what_is_clicked(shown: MainWindow, qtbot: QtBot) -> None:
    view, masking = shown.panels.timeline.view, shown.panels.masking
    shown.commands["panel.strip"].trigger()
    panel, strip = shown.panels.strip.panel, shown.panels.strip.panel.strip
    qtbot.waitUntil(lambda: bool(strip.content.cells), timeout=LONG_MS)
    cells = strip.content.cells
    sides = [cell.token.side for cell in cells]
    assert [cells[0].title, cells[-1].title] == ["[CLS]", "[SEP]"]
    assert sides.index("text") < [cell.title for cell in cells].index("[>]") < sides.index("video")
    assert {cell.token.segment for cell in cells if cell.token.side == "video"} == {1}
    # A double click hides a visual token, on the timeline too; the timeline goes there.
    number = sides.index("video") + 1
    clip = cells[number].token.clip
    assert clip is not None
    strip.reveal(number)
    QTest.mouseDClick(strip.viewport(), LEFT, NONE, strip.cell_rect(number).center())
    assert masking.state.clips == [clip]
    assert strip.content.cells[number].token.hidden
    assert strip.content.cells[number].guess is not None
    # The keyboard: to the left, hide what stands there too, fill in, take back, restore.
    QTest.mouseClick(strip.viewport(), LEFT, NONE, strip.cell_rect(number).center())
    assert view.marks.playhead_s == pytest.approx(1.5 * clip)
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Left)
    QTest.keyClick(strip, Qt.Key.Key_M)
    assert masking.state.clips == [clip - 1, clip]
    assert "masked, truly visual word" in strip.spoken()
    QTest.keyClick(strip, Qt.Key.Key_1)
    assert len(masking.state.filled) == 1
    QTest.keyClick(strip, Qt.Key.Key_Z, CONTROL)
    assert masking.state.clips == [clip - 1, clip]
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert masking.state.is_empty
    # The other order, and the raw ids.
    panel.order.setCurrentIndex(1)
    panel.order.activated.emit(1)
    sides = [cell.token.side for cell in strip.content.cells]
    assert sides.index("video") < sides.index("text")
    panel.ids.setChecked(True)
    assert strip.content.ids


@pytest.mark.usefixtures("inline")
def test_attention_is_drawn_by_layer_and_head(shown: MainWindow, qtbot: QtBot) -> None:
    shown.commands["panel.strip"].trigger()
    panel, strip = shown.panels.strip.panel, shown.panels.strip.panel.strip
    qtbot.waitUntil(lambda: bool(strip.content.cells), timeout=LONG_MS)
    plain = strip.grab().toImage()
    panel.attention.setChecked(True)
    QTest.mouseClick(strip.viewport(), LEFT, NONE, strip.cell_rect(2).center())
    mean = strip.content.looks
    assert mean is not None
    assert len(mean) == len(strip.content.cells)
    assert mean.sum() == pytest.approx(1, abs=1e-4)
    assert strip.grab().toImage() != plain
    assert [panel.layer.count(), panel.head.count()] == [3, 5]
    panel.layer.setCurrentIndex(2)
    panel.head.setCurrentIndex(1)
    panel.head.activated.emit(1)
    one = strip.content.looks
    assert one is not None
    assert abs(one - mean).max() > 1e-3
    panel.attention.setChecked(False)
    assert strip.content.looks is None


@pytest.mark.usefixtures("inline")
def test_the_surprise_of_the_video_is_computed_and_found_again(
    shown: MainWindow, home: Path, qtbot: QtBot
) -> None:
    surprise, view = shown.panels.surprise, shown.panels.timeline.view
    qtbot.waitUntil(
        lambda: surprise.track is not None and surprise.track.known == CLIPS, timeout=LONG_MS
    )
    track = surprise.track
    assert track is not None
    assert track.checkpoint == CHECKPOINT
    # In parts it is what it is in one go.
    from vbert_studio.jobs.questions.loaded import load_model
    from vbert_studio.jobs.questions.whole import surprise as ask
    from vbert_studio.jobs.requests import AskSurprise

    project = shown.session.project
    whole = ask(project, load_model(project), AskSurprise(project.folder, 1, context=CONTEXT))
    assert track.nats == pytest.approx(whole.nats, abs=1e-4)
    assert track.best.tolist() == whole.best.tolist()
    assert view.tiers["surprise"].describe(view.content, 2.0).endswith(" nats")
    assert list((home / "cache" / "surprise").glob("*.npz"))
