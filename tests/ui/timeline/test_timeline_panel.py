"""The door, on a real project with real films."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from vbert_studio.project import Project
from vbert_studio.project.annotations import AnnotationKind
from vbert_studio.project.operations import AddAnnotations, NameWord, NewAnnotation
from vbert_studio.project.records import Exemplar
from vbert_studio.ui.session import Changes
from vbert_studio.ui.theme import Theme
from vbert_studio.ui.timeline.content import Absence, TextTrack, TokenTrack
from vbert_studio.ui.timeline.facts import FactsReader
from vbert_studio.ui.timeline.menu import tier_menu
from vbert_studio.ui.timeline.panel import TimelinePanel
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.timeline.reader import read_content
from vbert_studio.visual.extraction import FeatureChunk

WAIT_MS = 20_000


@pytest.fixture
def project(project_folder: Path) -> Iterator[Project]:
    """The films of 4 s and 2 s with two visual words, the second film without sound or speech."""
    with Project.open(project_folder) as opened:
        folder = opened.checkpoints_folder / "codebook-1"
        folder.mkdir()
        book = opened.codebooks.add(
            "codebook-1",
            extractor="made-up",
            folder=folder,
            levels=4,
            branching=12,
            seed=0,
            fitted_on=4,
            leaves={0: "00", 5000: "2a"},
        )
        opened.tokens.save(book.id, 1, np.array([5000, 0], np.int32))
        exemplars = [Exemplar(5000, 0, 1, 0, 0.1), Exemplar(0, 0, 1, 1, 0.1)]
        opened.codebooks.set_exemplars(book.id, exemplars)
        yield opened


@pytest.fixture
def panel(qtbot: QtBot, app_theme: Theme) -> Iterator[TimelinePanel]:
    shown = TimelinePanel()
    qtbot.addWidget(shown)
    shown.resize(1104, 420)
    shown.show()
    yield shown
    shown.clear()


def load(panel: TimelinePanel, project: Project, video_id: int, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.loaded, timeout=WAIT_MS):
        panel.load(project, video_id)


def test_reading_gives_everything_the_project_has(project: Project) -> None:
    content = read_content(project, 1)
    assert content.duration_s == pytest.approx(4.0, abs=0.1)
    assert len(content.frame_starts) == 120
    assert isinstance(content.tokens, TokenTrack)
    assert content.tokens.paths == ("2a", "00", "")
    assert content.tokens.partial.tolist() == [False, False, True]
    assert isinstance(content.words, TextTrack)
    assert content.words.texts[:3] == ("Crack", "the", "egg.")
    assert isinstance(content.sentences, TextTrack)
    assert not isinstance(content.sound, Absence)
    _, highs = content.sound.columns(0.0, 0.1, 40)
    assert highs.max() == pytest.approx(1.0, abs=0.05)


def test_what_is_missing_says_why_and_what_to_do(project: Project) -> None:
    content = read_content(project, 2)
    assert content.sound == Absence("This video has no sound.")
    assert isinstance(content.words, Absence)
    assert "Read these videos" in content.words.text
    assert isinstance(content.tokens, TokenTrack)
    assert content.tokens.known == 0
    assert "Read these videos" in content.tokens.hint


def test_clips_that_were_looked_at_are_told_from_the_others(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    project.tokens.save(project.codebooks.get("codebook-1").id, 1, np.empty(0, np.int32))
    chunk = FeatureChunk(0, (), np.zeros((1, 4), np.float16))
    project.features.append(1, "made-up", chunk)
    load(panel, project, 1, qtbot)
    content = panel.view.content
    assert content is not None
    assert isinstance(content.tokens, TokenTrack)
    assert (content.tokens.seen, content.tokens.known) == (1, 0)
    assert content.tokens.hint.startswith("1 of 3 clips seen")
    picture, row = panel.view.grab().toImage(), panel.view.row_rect("tokens")

    def strokes(start_s: float, end_s: float) -> int:
        left, right = (round(HEADER + panel.view.viewport.x_of(t)) for t in (start_s, end_s))
        y = round(row.top()) + 7
        return len({picture.pixel(x, y) for x in range(left + 3, right - 3)})

    assert strokes(0.0, 1.5) == 1
    assert strokes(1.5, 3.0) > 2


def test_a_film_that_is_gone_is_named(project: Project, films: list[Path], tmp_path: Path) -> None:
    films[1].rename(tmp_path / "away.mp4")
    try:
        content = read_content(project, 2)
    finally:
        (tmp_path / "away.mp4").rename(films[1])
    assert isinstance(content.film, Absence)
    assert "silent.mp4" in content.film.text


def test_a_loaded_video_gets_its_pictures(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    load(panel, project, 1, qtbot)
    store = panel._store
    qtbot.waitUntil(lambda: store.has(0.0) and store.near(3.0, 0.3) is not None, timeout=WAIT_MS)
    first, later = store.get(0.0), store.near(3.0, 0.3)
    assert first is not None
    assert later is not None
    assert first != later
    row = panel.view.row_rect("film")
    shown = panel.view.grab().toImage()
    middle = QPoint(HEADER + 30, round(row.center().y()))
    assert shown.pixelColor(middle) != panel.view.stage.scheme.gap  # type: ignore[union-attr]


def test_what_lands_appears_and_the_view_stays(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    load(panel, project, 1, qtbot)
    panel.view.look_at(panel.view.viewport.showing(1, 2, 0))
    before = panel.view.viewport
    book = project.codebooks.get("codebook-1")
    project.tokens.save(book.id, 1, np.array([5000, 0, 0], np.int32))
    with qtbot.waitSignal(panel.loaded, timeout=WAIT_MS):
        panel.refresh(Changes(frozenset({"tokens"}), frozenset({1})))
    content = panel.view.content
    assert content is not None
    assert isinstance(content.tokens, TokenTrack)
    assert content.tokens.paths == ("2a", "00", "00")
    assert panel.view.viewport == before


def test_a_position_that_arrives_before_the_video_is_kept(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    panel.load(project, 1)
    panel.set_position(2.5)
    qtbot.waitSignal(panel.loaded, timeout=WAIT_MS).wait()
    assert panel.view.marks.playhead_s == 2.5


def test_inline_everything_is_there_at_once(
    panel: TimelinePanel, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBERT_STUDIO_INLINE", "1")
    panel.load(project, 1)
    assert panel.view.content is not None
    assert panel.view.content.name == "with sound"


def test_changes_of_another_video_are_not_read(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    load(panel, project, 1, qtbot)
    panel.refresh(Changes(frozenset({"tokens"}), frozenset({2})))
    assert not panel._again.isActive()
    panel.refresh(Changes(frozenset({"problems"}), frozenset({1})))
    assert not panel._again.isActive()


def test_an_empty_panel_says_what_to_do(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    assert panel._stack.currentWidget() is panel._empty
    load(panel, project, 1, qtbot)
    assert panel._stack.currentWidget() is panel.view
    panel.clear()
    assert panel._stack.currentWidget() is panel._empty
    assert panel.view.content is None


def test_a_video_that_is_not_there_is_said_in_place(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    panel.load(project, 99)
    qtbot.waitUntil(lambda: "99" in panel._empty._heading.text(), timeout=WAIT_MS)


def test_facts_of_a_visual_word(project: Project) -> None:
    facts = FactsReader(project).read(5000, "2a")
    assert facts.uses == 1
    assert "crack" in facts.words
    assert "pour" not in facts.words
    assert [(clip.video_name, clip.start_s) for clip in facts.exemplars] == [("with sound", 0.0)]
    unused = FactsReader(project).read(7, "000")
    assert (unused.uses, unused.words, unused.exemplars) == (0, (), ())


def test_a_named_word_is_called_so_everywhere(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    load(panel, project, 1, qtbot)
    before = panel.view.grab().toImage()
    project.edit(NameWord(1, 5000, "whisking eggs"))
    panel.refresh(Changes(frozenset({"word_names"})))
    with qtbot.waitSignal(panel.loaded, timeout=WAIT_MS):
        pass
    assert panel.view.content is not None
    track = panel.view.content.tokens
    assert isinstance(track, TokenTrack)
    assert [track.name(index) for index in range(3)] == ["whisking eggs", "", ""]
    assert panel.view.grab().toImage() != before
    tier = panel.view.tiers["tokens"]
    assert tier.describe(panel.view.content, 0.2) == "clip 1, visual token 2a “whisking eggs”"
    assert FactsReader(project).read(5000, "2a").title == "whisking eggs (2a)"
    assert FactsReader(project).read(0, "00").title == "Visual word 00"


def test_resting_on_a_token_shows_its_exemplar_moving(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    load(panel, project, 1, qtbot)
    row = panel.view.row_rect("tokens")
    QTest.mouseMove(panel.view, QPoint(HEADER + 60, round(row.center().y())))
    card = panel._hover.preview
    qtbot.waitUntil(card.isVisible, timeout=WAIT_MS)
    assert card._title.text() == "Visual word 2a"
    assert card._side.text() == "clip 1, used 1 time"
    qtbot.waitUntil(lambda: len(card.loops._clips[0]) == 6, timeout=WAIT_MS)
    pictures = card.loops._clips[0]
    assert pictures[0] != pictures[3]
    beat = card.loops.beat
    qtbot.waitUntil(lambda: card.loops.beat > beat, timeout=WAIT_MS)
    QTest.mouseClick(
        panel.view, Qt.MouseButton.LeftButton, pos=QPoint(HEADER + 60, round(row.center().y()))
    )
    assert not card.isVisible()


def test_resting_on_an_annotation_tells_all_of_its_text(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    text = "Two hands crack an egg on the rim of a bowl, and it runs down its side."
    made = NewAnnotation(1, AnnotationKind.DESCRIPTION, 0.0, 0.5, text)
    project.edit(AddAnnotations((made,)))
    load(panel, project, 1, qtbot)
    panel.show_tier("descriptions")
    row = panel.view.row_rect("descriptions")
    QTest.mouseMove(panel.view, QPoint(HEADER + 40, round(row.center().y())))
    card = panel._hover.preview
    qtbot.waitUntil(card.isVisible, timeout=WAIT_MS)
    assert card._title.text() == "0:00.00   0.50 s"
    assert card._text.text() == text


def test_resting_on_the_film_shows_the_frame_there(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    load(panel, project, 1, qtbot)
    row = panel.view.row_rect("film")
    QTest.mouseMove(panel.view, QPoint(HEADER + 500, round(row.center().y())))
    card = panel._hover.preview
    qtbot.waitUntil(card._picture.isVisible, timeout=WAIT_MS)
    assert card._title.text() == "0:02.00"
    gap = panel.view.stage.scheme.gap  # type: ignore[union-attr]
    qtbot.waitUntil(
        lambda: card._picture.pixmap().toImage().pixelColor(20, 60) != gap, timeout=WAIT_MS
    )


def test_the_commands_move_and_select(panel: TimelinePanel, project: Project, qtbot: QtBot) -> None:
    load(panel, project, 1, qtbot)
    panel.set_position(2.0)
    panel.select_clip()
    assert panel.view.marks.selection == (1.5, 3.0)
    panel.extend_clip_back()
    assert panel.view.marks.selection == (0.0, 3.0)
    panel.zoom_to_selection()
    assert panel.view.viewport.shown_s == pytest.approx(3.24, abs=0.01)
    panel.select_nothing()
    panel.set_position(1.2)
    panel.select_sentence()
    assert panel.view.marks.selection == (1.0, 1.9)
    panel.extend_frame()
    assert panel.view.marks.selection == (1.0, pytest.approx(1.9 + 1 / 30, abs=1 / 30))
    panel.start_here()
    assert panel.view.marks.selection is not None
    assert panel.view.marks.selection[0] == 1.2
    with qtbot.waitSignal(panel.seek_requested) as seek:
        panel.next_sentence()
    assert seek.args == [2.5]
    with qtbot.waitSignal(panel.seek_requested) as seek:
        panel.previous_sentence()
    assert seek.args == [1.0]
    panel.fit()
    assert panel.view.viewport.is_whole
    panel.zoom_in()
    assert panel.view.viewport.shown_s == pytest.approx(panel.view.viewport.duration_s / 1.5)


def test_hidden_and_moved_tiers_are_kept_for_the_next_time(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    load(panel, project, 1, qtbot)
    view = panel.view
    menu = tier_menu(
        panel, view.tiers, view.settings, "words", panel.view.arrange, panel.reset_tiers
    )
    by_text = {action.text(): action for action in menu.actions()}
    by_text["Sound"].trigger()
    assert view.row_rect("sound").isEmpty()
    menu = tier_menu(
        panel, view.tiers, view.settings, "words", panel.view.arrange, panel.reset_tiers
    )
    by_text = {action.text(): action for action in menu.actions()}
    by_text["Move “Words” up"].trigger()
    again = TimelinePanel()
    qtbot.addWidget(again)
    shown = [setting.key for setting in again.view.settings if setting.visible]
    assert "sound" not in shown
    assert shown.index("words") + 1 == shown.index("tokens")
    again.reset_tiers()
    assert not again.view.row_rect("sound").isEmpty()
    assert [s.key for s in again.view.settings] == list(again.view.tiers)
    again.clear()


@pytest.mark.qt_log_ignore("does not support raise", "grabbing the keyboard", extend=True)
def test_the_context_menu_hides_a_tier(
    panel: TimelinePanel, project: Project, qtbot: QtBot
) -> None:
    load(panel, project, 1, qtbot)
    place = QPoint(20, round(panel.view.row_rect("sound").center().y()))
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, panel.view.mapToGlobal(place))
    QApplication.sendEvent(panel.view, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    assert "Move “Sound” up" in texts
    next(action for action in menu.actions() if action.text() == "Sound").trigger()
    menu.close()
    assert panel.view.row_rect("sound").isEmpty()
    panel.reset_tiers()


def test_the_last_tier_cannot_be_hidden(panel: TimelinePanel) -> None:
    others = [s.key for s in panel.view.settings if s.key != "sentences"]
    for key in others:
        settings = tuple(s for s in panel.view.settings)
        panel.view.arrange(
            tuple(
                s if s.key != key else type(s)(s.key, s.height, s.least, s.grows, visible=False)
                for s in settings
            )
        )
    menu = tier_menu(
        panel, panel.view.tiers, panel.view.settings, None, panel.view.arrange, panel.reset_tiers
    )
    last = next(action for action in menu.actions() if action.text() == "Sentences")
    assert not last.isEnabled()
    panel.reset_tiers()
