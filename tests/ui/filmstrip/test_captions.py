"""What stands below pictures: whole names and their probabilities, in as many lines as it takes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from vbert_studio.ui.filmstrip.board import Board, Cell, Strip, WordShot
from vbert_studio.ui.filmstrip.grid import Grid, caption_letters
from vbert_studio.ui.filmstrip.painting import BoardPainter
from vbert_studio.ui.theme import Theme

TITLES = ("peel potato", "pour oil", "slice tomato", "3a7")


def board(columns: int) -> Board:
    cells = tuple(Cell(WordShot(n), "1", TITLES[n % 4], f"{9 * n} %") for n in range(columns))
    return Board((), (Strip("", "", cells),))


@pytest.mark.parametrize("width", [180, 360, 420, 900])
@pytest.mark.parametrize("columns", [1, 4, 6, 12])
def test_no_word_of_a_name_and_no_probability_is_cut_off(
    app_theme: Theme, columns: int, width: int
) -> None:
    assert app_theme is not None
    grid, letters = Grid.fitting(board(columns), width), caption_letters()
    for column, cell in enumerate(grid.board.strips[0].cells):
        room = grid.caption(0, column).width()
        note = 0.0 if grid.note_below else letters.width(cell.note) + 4
        lines = letters.wrapped(cell.title, room - note, grid.title_lines)
        assert " ".join(lines) == cell.title
        assert letters.width(cell.note) <= room
        needed = (grid.title_lines + grid.note_below) * letters.line_height
        assert needed <= grid.caption(0, column).height() + 1


def test_both_stand_side_by_side_where_there_is_room(app_theme: Theme) -> None:
    assert app_theme is not None
    short = Board((), (Strip("", "", (Cell(WordShot(1), "1", "3a7", "9 %"),)),))
    grid = Grid.of(short)
    assert (grid.title_lines, grid.note_below) == (1, False)
    narrow = Grid.fitting(board(6), 360)
    assert narrow.note_below
    assert narrow.caption_height > grid.caption_height


def test_a_probability_is_painted_below_a_long_name(app_theme: Theme) -> None:
    assert app_theme is not None

    def painted(note: str) -> QImage:
        image = QImage(QSize(200, 120), QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        cell = Cell(WordShot(1), "1", "peel potato", note)
        grid = Grid.fitting(Board((), (Strip("", "", (cell,) * 6),)), 200)
        BoardPainter(painter, grid, lambda _shot: None).paint_cells()
        painter.end()
        return image

    assert painted("32 %") != painted("33 %")
