"""Visual words as pictures, moved over by keys and pointer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from vbert_studio.project.operations import NameWord
from vbert_studio.ui.filmstrip.board import Board, Cell, ClipShot, Sign, Strip, WordShot
from vbert_studio.ui.filmstrip.lexicon import Lexicon, read_lexicon
from vbert_studio.ui.filmstrip.view import FilmstripView
from vbert_studio.ui.session import ProjectSession


@pytest.fixture
def view(session: ProjectSession, qtbot: QtBot) -> FilmstripView:
    view = FilmstripView(session, "Futures")
    qtbot.addWidget(view)
    view.resize(700, 220)
    view.show()
    qtbot.waitExposed(view)
    return view


def board_of(session: ProjectSession) -> Board:
    words = read_lexicon(session.project)
    leaves = sorted(words.paths)
    signs = [Sign.RIGHT, Sign.NEAR, Sign.WRONG, Sign.NONE]
    upper = [
        Cell(WordShot(leaf), words.path(leaf), words.title(leaf), "50 %", sign, f"word {leaf}")
        for leaf, sign in zip(leaves, signs, strict=False)
    ]
    lower = [Cell(ClipShot(1, n), "", f"clip {n}", said=f"clip {n}") for n in range(3)]
    lower.append(Cell(None, title="the end", said="the end"))
    strips = (Strip("Future 1", "12 %", tuple(upper)), Strip("What came", "", tuple(lower)))
    return Board(("+1.5 s", "+3.0 s", "+4.5 s", "+6.0 s"), strips, words.branching)


def test_every_picture_comes(view: FilmstripView, session: ProjectSession, qtbot: QtBot) -> None:
    board = board_of(session)
    view.show_board(board)
    pictures = view.pictures
    qtbot.waitUntil(lambda: all(pictures.still(shot) for shot in board.shots()), timeout=60_000)
    one, sibling = board.shots()[:2]
    assert pictures.still(one) != pictures.still(sibling)
    assert pictures.still(one) is not None


def test_keys_go_from_cell_to_cell_and_say_what_is_there(
    view: FilmstripView, session: ProjectSession, qtbot: QtBot
) -> None:
    view.show_board(board_of(session))
    moved: list[tuple[int, int]] = []
    view.current_changed.connect(lambda row, column: moved.append((row, column)))
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Right):
        QTest.keyClick(view, key)
    assert moved == [(0, 1), (1, 1), (1, 3)]
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.text(QAccessible.Text.Name) == "Futures"
    assert spoken.text(QAccessible.Text.Value) == "the end"
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [1, 3]


def test_the_pointer_makes_a_word_move(
    view: FilmstripView, session: ProjectSession, qtbot: QtBot
) -> None:
    board = board_of(session)
    view.show_board(board)
    told: list[str] = []
    view.told.connect(told.append)
    at = view.cell_rect(0, 2).center().toPoint()
    QTest.mouseMove(view.viewport(), at)
    shot = board.strips[0].cells[2].shot
    assert shot is not None
    qtbot.waitUntil(lambda: len(view.pictures.frames(shot)) == 12, timeout=60_000)
    frames = view.pictures.frames(shot)
    assert any(frame != frames[0] for frame in frames)
    assert told == [board.strips[0].cells[2].said]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.current == (0, 2)


def test_a_narrow_view_scrolls_to_where_the_keyboard_is(
    view: FilmstripView, session: ProjectSession
) -> None:
    view.resize(300, 220)
    view.show_board(board_of(session))
    view.set_current(0, 3)
    picture = view.cell_rect(0, 3)
    assert picture.left() >= 0
    assert picture.right() <= view.viewport().width()
    view.set_current(0, 0)
    assert view.cell_rect(0, 0).left() > 60  # right of the titles, which stay


def test_nothing_is_under_the_titles(view: FilmstripView, session: ProjectSession) -> None:
    view.resize(300, 220)
    view.show_board(board_of(session))
    view.set_current(0, 3)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 50))
    assert view.current == (0, 3)


def test_a_film_that_is_gone_leaves_a_gap(
    view: FilmstripView, session: ProjectSession, tmp_path: Path, qtbot: QtBot
) -> None:
    view.show_board(Board(strips=(Strip("", "", (Cell(ClipShot(1, 999), "a"),)),)))
    shot = ClipShot(1, 999)
    qtbot.waitUntil(lambda: view.pictures.is_missing(shot), timeout=60_000)


def test_a_name_stands_in_place_of_the_digits(session: ProjectSession) -> None:
    leaf = min(read_lexicon(session.project).paths)
    codebook = session.project.codebooks.current()
    assert codebook is not None
    session.project.edit(NameWord(codebook.id, leaf, "a red disc"))
    words = read_lexicon(session.project)
    assert words.title(leaf) == "a red disc"
    assert words.spoken(leaf) == f"visual word {words.path(leaf)}, a red disc"


def test_siblings_in_the_tree_count_as_near() -> None:
    words = Lexicon({1: "00", 2: "01", 3: "10", 4: "2"}, {}, 6)
    assert words.compare(1, 1) is Sign.RIGHT
    assert words.compare(1, 2) is Sign.NEAR
    assert words.compare(1, 3) is Sign.WRONG
    assert words.compare(4, 3) is Sign.WRONG
