"""What the sentence strip writes: never without a probability, and from left to right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vbert_studio.jobs.requests import ReadToken, WordPlace
from vbert_studio.ui.filmstrip.board import Board as Strips
from vbert_studio.ui.filmstrip.board import Cell as StripCell
from vbert_studio.ui.filmstrip.board import Strip, WordShot
from vbert_studio.ui.filmstrip.grid import Grid
from vbert_studio.ui.filmstrip.lexicon import Lexicon
from vbert_studio.ui.filmstrip.painting import BoardPainter
from vbert_studio.ui.masking.board import Board, Guess, Slot
from vbert_studio.ui.masking.whatif import WhatIf
from vbert_studio.ui.strip.cells import cells_of
from vbert_studio.ui.strip.painting import StripContent
from vbert_studio.ui.strip.view import StripView
from vbert_studio.ui.theme import Theme, Type, font
from vbert_studio.ui.window.docks import Docks
from vbert_studio.ui.window.main_window import MainWindow

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
NAMES = {1: "pour oil", 2: "flip the omelette over and over until it is done on both sides"}


def token(position: int, piece: str, **of: object) -> ReadToken:
    side = "video" if "clip" in of else "text"
    told = {"leaf": None, "clip": None, "word": None, "hidden": False, "put": False} | of
    return ReadToken(position=position, id=position, segment=0, side=side, piece=piece, **told)


def content(strip: StripView, leaf: int = 1) -> StripContent:
    guesses = (Guess(leaf, 0.92, is_true=True),)
    board = Board(
        WhatIf().hide([7]), {7: Slot(7, guesses, leaf, 0.92)}, 7, lexicon=Lexicon(names=NAMES)
    )
    row = [
        token(1, "sp", word=WordPlace(1, 0)),
        token(2, "##er", word=WordPlace(1, 0)),
        token(3, "[>]"),
        token(4, "", clip=7, leaf=leaf, hidden=True),
        *(token(5 + n, "##kle", word=WordPlace(1, n + 1)) for n in range(30)),
    ]
    return StripContent(cells_of(row, board, strip.width_of), board)


@pytest.fixture
def strip(qtbot: QtBot, app_theme: Theme) -> StripView:
    view = StripView(lambda _leaf: None)
    qtbot.addWidget(view)
    view.resize(500, 140)
    view.show_content(content(view))
    view.show()
    return view


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """A language that is written from right to left."""
    qapp.setLayoutDirection(RIGHT)
    yield
    qapp.setLayoutDirection(LEFT)


@pytest.mark.parametrize("leaf", [1, 2])
@pytest.mark.parametrize("larger", [1.0, 1.25, 2.0])
def test_a_masked_clip_has_room_for_the_probability_of_its_guess(
    strip: StripView, app_theme: Theme, leaf: int, larger: float
) -> None:
    app_theme.enlarge(larger)
    try:
        cell = content(strip, leaf).cells[3]
        metrics = QFontMetricsF(font(Type.CAPTION))
    finally:
        app_theme.enlarge(1.0)
    name = min(metrics.horizontalAdvance(NAMES[leaf]), 60.0)
    assert cell.figure == "92 %"
    assert name + metrics.horizontalAdvance(" 92 %") + 2 <= cell.width
    assert cell.width <= 220


def test_texts_of_another_size_are_measured_anew(strip: StripView, app_theme: Theme) -> None:
    before = strip.width_of("omelette")
    told: list[float] = []
    strip.measured.connect(lambda: told.append(strip.width_of("omelette")))
    app_theme.enlarge(2.0)
    app_theme.enlarge(1.0)
    assert told[0] > 1.8 * before
    assert told[1] == before


def picture(strip: StripView) -> QImage:
    return strip.grab().toImage()


def test_the_row_reads_from_left_to_right_in_every_language(
    strip: StripView, qapp: QApplication, qtbot: QtBot
) -> None:
    usual = picture(strip)
    qapp.setLayoutDirection(RIGHT)
    try:
        other = StripView(lambda _leaf: None)
        qtbot.addWidget(other)
        other.resize(strip.size())
        other.show_content(content(other))
        other.show()
        assert picture(other) == usual, "pieces and scroll bar as before"
        assert picture(strip) == usual
    finally:
        qapp.setLayoutDirection(LEFT)


def test_futures_go_from_left_to_right_in_every_language(qapp: QApplication) -> None:
    cells = tuple(StripCell(WordShot(n), "1", "pour oil", "7 %") for n in range(3))
    grid = Grid(Strips(("+1.5 s", "+3 s", "+4.5 s"), (Strip("Future 1", "7 %", cells),)))

    def painted() -> QImage:
        image = QImage(QSize(480, 120), QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setLayoutDirection(qapp.layoutDirection())
        board = BoardPainter(painter, grid, lambda _shot: None)
        board.paint_cells()
        board.paint_titles()
        painter.end()
        return image

    usual = painted()
    qapp.setLayoutDirection(RIGHT)
    try:
        assert painted() == usual
    finally:
        qapp.setLayoutDirection(LEFT)


@pytest.mark.usefixtures("mirrored")
def test_titles_of_panels_stand_at_the_right_where_writing_begins_there(shown: MainWindow) -> None:
    docks: Docks = shown.docks
    for name in ("timeline", "transcript"):
        bar = docks[name].titleBarWidget()
        assert bar is not None
        title = next(child for child in bar.children() if getattr(child, "text", str)())
        right = title.mapTo(bar, QPoint(title.width(), 0)).x()  # type: ignore[attr-defined]
        assert bar.width() - right == 12, "as far from its border as it is from the left one"
        assert title.width() == title.sizeHint().width()  # type: ignore[attr-defined]
