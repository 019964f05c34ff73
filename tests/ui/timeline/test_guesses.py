"""Guesses in place: each with a probability that can be read, however narrow its column is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from timeline_samples import made_up

from vbert_studio.ui.filmstrip.lexicon import Lexicon
from vbert_studio.ui.masking.board import Board, Guess, Slot, percent
from vbert_studio.ui.masking.whatif import Place, WhatIf
from vbert_studio.ui.theme import Theme
from vbert_studio.ui.timeline.content import TokenTrack
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.timeline.tier_settings import default_settings
from vbert_studio.ui.timeline.tiers.guess_columns import NAMED, Column, Room, Shape, columns
from vbert_studio.ui.timeline.tiers.guess_label import GuessLabel, label_for
from vbert_studio.ui.timeline.tiers.predictions import PredictionTier
from vbert_studio.ui.timeline.tiers.tier import Tier
from vbert_studio.ui.timeline.tiers.tokens import TokenTier
from vbert_studio.ui.timeline.view import TimelineView

HIDDEN = (4, 5, 6)
GUESSES = ((1, 0.92), (2, 0.05), (3, 0.004))
NAMES = {1: "pour oil", 2: "whisk egg", 3: "flip the omelette"}


def board(chosen: Place | None = None) -> Board:
    guesses = tuple(Guess(leaf, p, leaf == 1) for leaf, p in GUESSES)
    slots = {place: Slot(place, guesses, 1, 0.92) for place in HIDDEN}
    return Board(WhatIf().hide(HIDDEN), slots, chosen, lexicon=Lexicon(names=NAMES))


@pytest.fixture
def view(qtbot: QtBot, app_theme: Theme) -> TimelineView:
    """A minute of a film, 1000 pixels of time, with three clips hidden."""
    tiers: list[Tier] = [TokenTier(), PredictionTier()]
    shown = TimelineView({tier.key: tier for tier in tiers}, default_settings(tiers))
    qtbot.addWidget(shown)
    shown.resize(1000 + HEADER, 220)
    shown.show_content(made_up(60.0))
    shown.show_board(board())
    shown.show()
    return shown


def room_of(view: TimelineView) -> Room:
    high = view.row_rect("predictions").height()
    return Room(view.viewport, high, view.devicePixelRatioF(), view.letterings().caption)


def found(view: TimelineView) -> list[Column]:
    assert view.content is not None
    return columns(view.marks.board, view.content, room_of(view))[0]


def label(view: TimelineView) -> GuessLabel | None:
    assert view.content is not None
    lanes = columns(view.marks.board, view.content, room_of(view))
    return label_for(view.marks.board, lanes, room_of(view))


def show(view: TimelineView, seconds: float) -> None:
    """So many seconds around what is hidden."""
    view.look_at(view.viewport.showing(7.5 - seconds / 2, 7.5 + seconds / 2, 0.0))


def widths(view: TimelineView, column: Column) -> Iterator[float]:
    """What is written on each line of a column needs so much room, without what may be elided."""
    caption = view.letterings().caption
    for guess in column.slot.guesses[: column.rows]:
        figure = caption.width(percent(guess.p))
        brief = caption.width(percent(guess.p).replace("%", "").strip())
        yield brief if column.shape is Shape.FIGURE else figure


@pytest.mark.parametrize("seconds", [4.0, 8.0, 12.0, 20.0, 30.0, 45.0, 60.0])
def test_there_is_room_for_every_probability_that_is_written(
    view: TimelineView, seconds: float
) -> None:
    show(view, seconds)
    caption = view.letterings().caption
    for column in found(view):
        if column.shape is Shape.BAR:
            continue
        assert all(wide <= column.area(0).width() for wide in widths(view, column))
        if column.shape is Shape.LINE:
            name = caption.width(NAMES[1]) + max(widths(view, column))
            assert name < column.area(0).width()
        if column.shape in NAMED:
            assert column.area(column.rows - 1).bottom() <= view.row_rect("predictions").height()


def test_the_narrower_the_column_the_less_but_the_probability(view: TimelineView) -> None:
    shapes = []
    for seconds in (8.0, 25.0, 60.0):
        show(view, seconds)
        shapes.append({column.shape for column in found(view)})
    assert shapes == [{Shape.LINE}, {Shape.BELOW}, {Shape.FIGURE}]
    view.show_content(made_up(600.0, video_id=2))
    view.show_board(board())
    assert {column.shape for column in found(view)} == {Shape.BAR}


def test_a_bar_stands_as_high_as_its_guess_is_probable(view: TimelineView) -> None:
    view.show_content(made_up(600.0, video_id=2))
    before = board()
    slot = before.slots[4]
    likely, unlikely = (Slot(4, (Guess(1, p, is_true=True),), 1, p) for p in (0.9, 0.2))
    heights = []
    for one in (likely, unlikely):
        view.show_board(Board(before.state, {**before.slots, slot.place: one}))
        column = found(view)[0]
        image = view.grab().toImage()
        dpr = image.devicePixelRatio()
        row = view.row_rect("predictions")
        x = HEADER + column.area(0).center().x()
        ys = range(round(row.top() + column.top), round(row.top() + column.top + column.high - 1))
        colours = [image.pixelColor(round(x * dpr), round(y * dpr)).rgb() for y in ys]
        heights.append(sum(colour == colours[-1] for colour in colours) / len(colours))
    assert heights[0] == pytest.approx(0.9, abs=0.04)
    assert heights[1] == pytest.approx(0.2, abs=0.04)


@pytest.mark.parametrize("duration_s", [60.0, 600.0])
@pytest.mark.parametrize("chosen", HIDDEN)
def test_the_chosen_place_has_its_guesses_in_full_beside_it(
    view: TimelineView, duration_s: float, chosen: int
) -> None:
    view.show_content(made_up(duration_s, video_id=2))
    view.show_board(board(chosen))
    found_label = label(view)
    assert found_label is not None
    assert found_label.slot.place == chosen
    assert found_label.rows == len(GUESSES)
    caption = view.letterings().caption
    for row, (leaf, p) in enumerate(GUESSES):
        assert caption.width(f"1 {NAMES[leaf]} {percent(p)}") <= found_label.area(row).width()
    whole = found_label.area(0)
    assert whole.left() >= 0
    assert whole.right() <= view.viewport.width
    for column in found(view):
        beside = column.spot.right <= whole.left() or whole.right() <= column.spot.left
        assert beside, "it hides none of the others"


def test_the_label_stays_inside_and_at_its_column_where_all_is_hidden(view: TimelineView) -> None:
    view.show_content(made_up(60.0, video_id=2))
    assert view.content is not None
    assert isinstance(view.content.tokens, TokenTrack)
    every = range(len(view.content.tokens.leaves))
    guesses = board().slots[4].guesses
    slots = {place: Slot(place, guesses, 1, 0.9) for place in every}
    for chosen in every:
        view.show_board(Board(WhatIf().hide(every), slots, chosen, lexicon=Lexicon(names=NAMES)))
        shown, column = label(view), found(view)[chosen]
        assert shown is not None
        assert shown.left >= 0
        assert shown.left + shown.width <= view.viewport.width
        gap = min(
            abs(shown.left - column.spot.right), abs(column.spot.left - shown.left - shown.width)
        )
        assert gap < 10


def test_what_is_wide_enough_needs_no_label(view: TimelineView) -> None:
    show(view, 8.0)
    view.show_board(board(5))
    assert label(view) is None


def click(view: TimelineView, x: float, y: float) -> None:
    point = QPoint(round(view.header + x), round(view.row_rect("predictions").top() + y))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def test_nothing_is_filled_in_that_cannot_be_read(view: TimelineView, qtbot: QtBot) -> None:
    filled: list[tuple[Place, int]] = []
    view.guess_picked.connect(lambda place, number: filled.append((place, number)))
    middle = found(view)[1].area(0).center()
    with qtbot.waitSignal(view.place_picked) as picked:
        click(view, middle.x(), middle.y())
    assert (picked.args, filled) == ([5], [])
    view.show_board(board(5))
    shown = label(view)
    assert shown is not None
    second = shown.area(1).center()
    click(view, second.x(), second.y())
    assert filled == [(5, 1)]


def test_the_names_of_tiers_are_never_cut_at_any_size_of_texts(
    view: TimelineView, app_theme: Theme
) -> None:
    for larger in (1.25, 2.0, 1.0):
        app_theme.enlarge(larger)
        try:
            caption = view.letterings().caption
            widest = max(caption.width(tier.title) for tier in view.tiers.values())
            assert widest + 20 <= view.header
            assert view.header + view.viewport.width == pytest.approx(view.width())
        finally:
            app_theme.enlarge(1.0)
    assert view.header == HEADER
