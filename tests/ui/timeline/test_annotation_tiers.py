"""Steps and descriptions on the timeline: painted, told, picked, and moved by their edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from timeline_samples import made_up

from vbert_studio.project.annotations import AnnotationKind, AnnotationRow
from vbert_studio.ui.theme import DARK, LIGHT, Scheme, Theme, contrast
from vbert_studio.ui.timeline.content import Absence, BlockTrack
from vbert_studio.ui.timeline.lanes import annotation_track
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.timeline.tier_settings import default_settings
from vbert_studio.ui.timeline.tiers.annotations import AnnotationTier, colours_of
from vbert_studio.ui.timeline.view import TimelineView

STEP, DESCRIPTION = AnnotationKind
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def track_of(kind: AnnotationKind, rows: Sequence[tuple[int, float, float, str]]) -> BlockTrack:
    return annotation_track(
        [AnnotationRow(n, 1, kind, a, b, text, "person", "", "") for n, a, b, text in rows]
    )


STEPS = track_of(
    STEP,
    [(3, 2.0, 6.0, "crack egg"), (4, 5.0, 9.0, "whisk egg"), (5, 20.0, 20.05, "serve")],
)
SEEN = track_of(DESCRIPTION, [(6, 1.0, 12.0, "Two hands crack an egg on the rim of a bowl.")])


@pytest.fixture
def view(qtbot: QtBot, app_theme: Theme) -> TimelineView:
    """Both tiers with three steps, two of which overlap, and a description."""
    tiers = {f"{kind.value}s": AnnotationTier(kind) for kind in AnnotationKind}
    settings = [replace(s, visible=True) for s in default_settings(list(tiers.values()))]
    shown = TimelineView(tiers, tuple(settings))  # type: ignore[arg-type]
    qtbot.addWidget(shown)
    shown.resize(1104, 220)
    shown.show_content(replace(made_up(), steps=STEPS, descriptions=SEEN))
    shown.show()
    return shown


def at(view: TimelineView, t_s: float, share: float = 0.25, key: str = "steps") -> QPoint:
    row = view.row_rect(key)
    x = HEADER + view.viewport.x_of(t_s)
    return QPoint(round(x), round(row.top() + share * row.height()))


def colours(picture: QImage, view: TimelineView, from_s: float, to_s: float, y: int) -> set[str]:
    xs = range(at(view, from_s).x(), at(view, to_s).x())
    return {picture.pixelColor(x, y).name() for x in xs}


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda s: s.name)
@pytest.mark.parametrize("kind", list(AnnotationKind))
def test_their_texts_are_readable(scheme: Scheme, kind: AnnotationKind) -> None:
    ground, ink = colours_of(kind, scheme)
    assert contrast(ink, ground) >= 4.5
    assert ground != scheme.panel


def test_what_overlaps_lies_in_lanes_and_is_told_in_words(view: TimelineView) -> None:
    assert [lane.texts for lane in STEPS.lanes] == [("crack egg", "serve"), ("whisk egg",)]
    content, steps = view.content, view.tiers["steps"]
    assert content is not None
    assert steps.describe(content, 3.0) == "step “crack egg”"
    assert steps.describe(content, 5.5) == "step “crack egg”, step “whisk egg”"
    assert steps.describe(content, 15.0) == ""
    told = "description “Two hands crack an egg on the rim of a bowl.”"
    assert view.tiers["descriptions"].describe(content, 3.0) == told


def test_what_is_missing_names_the_key_that_makes_one() -> None:
    content = made_up()
    for kind, key in ((STEP, "N names"), (DESCRIPTION, "D describes")):
        tier = AnnotationTier(kind)
        absence = tier.absence(content)
        assert absence is not None
        assert key in absence.text
        assert tier.describe(content, 3.0) == ""
        tier.pending = (1.0, 2.0)
        assert tier.absence(content) is None  # or what is being made would not be seen
        assert not tier.at_first


def test_blocks_are_where_they_last_with_their_text_on_them(
    view: TimelineView, app_theme: Theme
) -> None:
    picture, scheme = view.grab().toImage(), app_theme.scheme
    ground, _ = colours_of(DESCRIPTION, scheme)
    row = view.row_rect("descriptions")
    upper, middle = round(row.top()) + 3, round(row.center().y())
    assert colours(picture, view, 6.0, 11.9, upper) == {ground.name()}
    assert len(colours(picture, view, 2.0, 11.0, middle)) > 5  # letters
    assert colours(picture, view, 12.1, 29.0, middle) == {scheme.panel.name()}
    steps, _ = colours_of(STEP, scheme)
    top = round(view.row_rect("steps").top()) + 4
    assert steps.name() in colours(picture, view, 2.1, 5.9, top)
    assert steps.name() not in colours(picture, view, 6.1, 9.0, top)  # that is the other lane's


def test_the_chosen_one_has_a_frame(view: TimelineView, app_theme: Theme) -> None:
    accent = app_theme.scheme.accent.name()
    top = round(view.row_rect("steps").top()) + 1
    assert accent not in colours(view.grab().toImage(), view, 2.0, 6.0, top)
    steps = view.tiers["steps"]
    assert isinstance(steps, AnnotationTier)
    steps.chosen = 3
    view.repaint_all()
    assert accent in colours(view.grab().toImage(), view, 2.0, 6.0, top)


def test_a_click_picks_and_a_double_click_opens(view: TimelineView) -> None:
    picked: list[tuple[object, ...]] = []
    view.block_picked.connect(lambda *told: picked.append(told))
    QTest.mouseClick(view, LEFT, NONE, at(view, 5.5, 0.25))
    QTest.mouseClick(view, LEFT, NONE, at(view, 5.5, 0.75))
    QTest.mouseClick(view, LEFT, NONE, at(view, 15.0))
    QTest.mouseDClick(view, LEFT, NONE, at(view, 3.0, 0.5, "descriptions"))
    assert picked == [
        ("steps", 3, False),
        ("steps", 4, False),
        ("steps", None, False),
        ("descriptions", 6, True),
    ]


def drag(view: TimelineView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, LEFT, NONE, start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(view, start + (end - start) * share)


def test_an_edge_of_the_chosen_one_is_dragged_and_snaps(view: TimelineView) -> None:
    moved: list[tuple[object, ...]] = []
    view.block_moved.connect(lambda *told: moved.append(told))
    steps = view.tiers["steps"]
    assert isinstance(steps, AnnotationTier)
    steps.chosen, view.can_move = 3, True
    drag(view, at(view, 6.0), at(view, 7.52))
    assert steps.pending == (2.0, 7.5)  # a clip's edge, shown before the button is up
    assert view.marks.guide is not None
    assert view.marks.guide.held_by == "clip edge"
    assert moved == []
    QTest.mouseRelease(view, LEFT, NONE, at(view, 7.52))
    assert moved == [("steps", 3, 2.0, 7.5)]
    assert (steps.pending, view.marks.guide, view.marks.selection) == (None, None, None)


def test_an_edge_is_not_held_back_by_where_it_was(view: TimelineView) -> None:
    moved: list[tuple[object, ...]] = []
    view.block_moved.connect(lambda *told: moved.append(told))
    steps = view.tiers["steps"]
    assert isinstance(steps, AnnotationTier)
    steps.chosen, view.can_move = 4, True
    nearby = at(view, 9.0) - QPoint(6, 0)  # within reach of the edge itself, and of a clip's there
    drag(view, at(view, 9.0), nearby)
    QTest.mouseRelease(view, LEFT, NONE, nearby)
    assert moved == [("steps", 4, 5.0, pytest.approx(8.8))]  # a frame


def test_an_edge_stays_after_escape_a_mere_press_or_while_nobody_listens(
    view: TimelineView,
) -> None:
    moved: list[tuple[object, ...]] = []
    view.block_moved.connect(lambda *told: moved.append(told))
    steps = view.tiers["steps"]
    assert isinstance(steps, AnnotationTier)
    steps.chosen, view.can_move = 3, True
    drag(view, at(view, 6.0), at(view, 8.0))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, at(view, 8.0))
    assert steps.pending is None
    QTest.mouseClick(view, LEFT, NONE, at(view, 6.0))
    view.can_move = False
    drag(view, at(view, 6.0), at(view, 8.0))
    QTest.mouseRelease(view, LEFT, NONE, at(view, 8.0))
    assert moved == []
    assert view.marks.selection is not None  # it selected, as everywhere else


def test_thousands_are_shown_by_how_much_they_fill(view: TimelineView, app_theme: Theme) -> None:
    rows = [(n, n / 100, n / 100 + 0.005, "x") for n in range(3000)]
    view.show_content(replace(made_up(), steps=track_of(STEP, rows)))
    picture, y = view.grab().toImage(), round(view.row_rect("steps").center().y())
    shades = [QColor(name) for name in colours(picture, view, 1.0, 29.0, y)]
    ground, _ = colours_of(STEP, app_theme.scheme)
    panel = app_theme.scheme.panel
    low, high = sorted((ground.red(), panel.red()))
    assert all(low < shade.red() < high for shade in shades)
    assert not isinstance(view.content.steps, Absence)  # type: ignore[union-attr]
