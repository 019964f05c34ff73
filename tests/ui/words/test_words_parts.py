"""The parts of the panel that know no window: tree, map, choice, trail."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from vbert_studio.jobs.words import WordList
from vbert_studio.project.records import CodebookRow
from vbert_studio.project.said import Said
from vbert_studio.project.words import WordPlace
from vbert_studio.ui.theme import Theme
from vbert_studio.ui.words.chart import Chart, beside, nearest, within
from vbert_studio.ui.words.choice import Choice, counted, tree_of
from vbert_studio.ui.words.map_items import MapItems
from vbert_studio.ui.words.map_view import MapView
from vbert_studio.ui.words.splat import splat
from vbert_studio.ui.words.trail import Trail, place_after
from vbert_studio.ui.words.tree import WordTree
from vbert_studio.ui.words.tree_model import TreeModel

BRANCHING, LEVELS = 12, 4
FULL = BRANCHING**LEVELS
WHITE = np.array([255, 255, 255], np.uint8)


def digits(leaf: int, depth: int, levels: int = LEVELS, branching: int = BRANCHING) -> str:
    return np.base_repr(leaf, branching).lower().zfill(levels)[:depth]


def word_list(
    leaves: list[int], depths: list[int], uses: list[int], levels: int = LEVELS, branching: int = 12
) -> WordList:
    row = CodebookRow(1, "c", "x", Path("c"), levels, branching, 0, 1, "", True)
    paths = tuple(
        digits(leaf, depth, levels, branching) for leaf, depth in zip(leaves, depths, strict=True)
    )
    places = np.array(leaves, np.int64)
    return WordList(row, places, paths, np.array(uses, np.int64), {}, Said.of([], []))


def tree(words: WordList, **choice: object) -> WordTree:
    return tree_of(words, np.ones(len(words), bool), "path", **choice)


@st.composite
def codebooks(draw: st.DrawFn) -> WordList:
    """Trees of 3 levels and 3 branches in which some branches end early."""
    leaves, depths = [], []

    def grow(code: int, depth: int) -> None:
        if depth == 3 or (depth and draw(st.booleans())):
            leaves.append(code * 3 ** (3 - depth))
            depths.append(depth)
            return
        for digit in range(draw(st.integers(1, 3))):
            grow(code * 3 + digit, depth + 1)

    grow(0, 0)
    uses = draw(st.lists(st.integers(0, 9), min_size=len(leaves), max_size=len(leaves)))
    return word_list(leaves, depths, uses, 3, 3)


@settings(max_examples=60, deadline=None)
@given(codebooks(), st.data())
def test_the_tree_has_every_listed_word_once_and_sums_what_is_below(
    words: WordList, data: st.DataObject
) -> None:
    some = st.lists(st.booleans(), min_size=len(words), max_size=len(words))
    mask = np.array(data.draw(some), bool)
    sorting = data.draw(st.sampled_from(["path", "uses"]))
    found = tree_of(words, mask, sorting)
    seen = []
    for node in range(len(found)):
        first = int(found.first_child[node])
        children = range(first, first + int(found.child_count[node]))
        assert all(found.parent[child] == node for child in children)
        assert found.uses[node] == words.uses[found.words_of(node)].sum()
        paths = [found.path(child) for child in children]
        assert all(path.startswith(found.path(node)) for path in paths)
        uses = [int(found.uses[child]) for child in children]
        assert paths == sorted(paths) or sorting == "uses"
        assert uses == sorted(uses, reverse=True) or sorting == "path"
        if found.is_word(node):
            seen.append(found.word(node))
            assert found.path(node) == words.paths[found.word(node)]
            assert found.node_of_word(found.word(node)) == node
    assert sorted(seen) == np.flatnonzero(mask).tolist()
    for place in np.flatnonzero(~mask).tolist():
        assert found.node_of_word(place) is None


@pytest.fixture(scope="module")
def full() -> WordList:
    """Every word that four levels of twelve have room for."""
    uses = np.random.default_rng(0).zipf(1.5, FULL).clip(0, 9999)
    return word_list(list(range(FULL)), [LEVELS] * FULL, uses.tolist())


def test_a_full_codebook_is_shown_without_asking_for_its_rows(
    full: WordList, app_theme: Theme, qtbot: QtBot
) -> None:
    """Only the rows in view are made, however many there are, also with all of them open."""
    asked: list[int] = []

    class Counting(TreeModel):
        def row(self, node: int):
            asked.append(node)
            return super().row(node)

    model, view = Counting(), QTreeView()
    qtbot.addWidget(view)
    view.setUniformRowHeights(True)
    view.setModel(model)
    view.resize(300, 400)
    view.show()
    model.show(full, tree(full))
    assert model.rowCount() == BRANCHING
    view.grab()
    assert 0 < len(set(asked)) <= BRANCHING
    asked.clear()
    view.expandAll()
    view.grab()
    assert len(set(asked)) < 60
    last = model.index_of_word(FULL - 1)
    assert model.data(last) == "bbbb"
    asked.clear()
    view.scrollTo(last)
    view.grab()
    assert len(set(asked)) < 60
    assert model.parent(last).row() == BRANCHING - 1
    assert not model.parent(model.index(0, 0)).isValid()
    assert not model.index(BRANCHING, 0).isValid()


def test_the_map_of_a_full_codebook_paints_once_per_view(
    full: WordList, app_theme: Theme, qtbot: QtBot
) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    points = np.random.default_rng(1).normal(size=(FULL, 2))
    view.show_items(MapItems(points, full.uses, full.paths, {7: "egg"}))
    view.show()
    view.grab()
    kept = view._picture
    assert kept is not None
    view.show_current(int(np.hypot(*points.T).argmin()))
    view.grab()
    assert view._picture is kept
    view.zoom(2)
    view.grab()
    assert view._picture is not kept


def test_discs_lie_where_they_should_small_ones_on_top() -> None:
    places = np.array([[10.0, 10.0], [11.0, 10.0], [30.0, 5.0], [-50.0, 3.0], [0.0, 19.0]])
    radii = np.array([6.0, 1.5, 3.0, 4.0, 3.0])
    red, blue, green = (255, 0, 0), (0, 0, 255), (0, 255, 0)
    colours = np.array([red, blue, green, red, green], np.uint8)
    picture = splat((20, 40), places, radii, colours, WHITE)
    assert picture.shape == (20, 40)
    assert picture[10, 11] == 0xFF0000FF
    assert picture[10, 6] == 0xFFFF0000
    assert picture[5, 30] == 0xFF00FF00
    assert picture[19, 0] == 0xFF00FF00
    assert picture[0, 20] == 0xFFFFFFFF
    below = np.array([False, True, False, False, False])
    assert splat((20, 40), places, radii, colours, WHITE, below)[10, 11] == 0xFFFF0000
    empty = splat((4, 5), places[:0], radii[:0], colours[:0], WHITE)
    assert (empty == 0xFFFFFFFF).all()


def test_what_is_at_the_pointer_stays_there_while_zooming() -> None:
    points = np.array([[-3.0, 1.0], [5.0, 4.0], [0.0, -2.0]])
    chart = Chart.fitting(points, 400, 300)
    pixels = chart.pixels(points)
    assert (pixels >= 0).all()
    assert (pixels <= (400, 300)).all()
    x, y = pixels[1].tolist()
    closer = chart.zoomed(3, x, y)
    assert closer.pixels(points)[1] == pytest.approx((x, y))
    assert closer.depth == pytest.approx(3)
    assert closer.moved(10, -5).pixels(points)[1] == pytest.approx((x + 10, y - 5))
    assert chart.zoomed(0.001, 0, 0).depth == 0.5
    away = closer.moved(5000, 0)
    assert away.showing(points[1]).pixels(points)[1] == pytest.approx((200, 150))
    assert closer.showing(points[1]) == closer


def test_choosing_an_outermost_word_of_the_whole_map_moves_nothing() -> None:
    random = np.random.default_rng(0)
    for _ in range(100):
        points = random.normal(size=(9, 2)) * random.uniform(0.1, 100)
        chart = Chart.fitting(points, *random.integers(160, 900, 2).tolist())
        assert all(chart.showing(point) is chart for point in points)


def test_the_nearest_in_reach_and_in_a_direction() -> None:
    pixels = np.array([[0.0, 0.0], [10.0, 1.0], [4.0, 20.0], [-9.0, 3.0]])
    reach = np.array([2.0, 2.0, 2.0, 2.0])
    assert nearest(pixels, 9, 1, reach) == 1
    assert nearest(pixels, 5, 5, reach) is None
    everywhere = np.ones(4, bool)
    assert beside(pixels, 0, 1, 0, everywhere) == 1
    assert beside(pixels, 0, 0, 1, everywhere) == 2
    assert beside(pixels, 0, -1, 0, everywhere) == 3
    assert beside(pixels, 0, 0, -1, everywhere) is None
    assert beside(pixels, 0, 1, 0, np.array([True, False, True, True])) is None


def test_a_loop_holds_what_is_inside_it() -> None:
    hook = np.array([[0, 0], [10, 0], [10, 10], [8, 10], [8, 2], [2, 2], [2, 10], [0, 10]], float)
    points = np.array([[1, 5], [5, 5], [9, 5], [5, 1], [20, 1]], float)
    assert within(points, hook).tolist() == [True, False, True, True, False]
    assert not within(points, hook[:2]).any()


def test_words_looked_at_are_kept_as_a_browser_keeps_pages() -> None:
    trail = Trail()
    assert trail.leaf is None
    assert not trail.step(-1)
    for leaf in (3, 5, 5, 7):
        trail.visit(leaf)
    assert trail.step(-1)
    assert trail.step(-1)
    assert (trail.leaf, trail.step(-1)) == (3, False)
    assert trail.step(1)
    trail.visit(9)
    assert (trail.leaf, trail.step(1)) == (9, False)
    assert trail.step(-1)
    assert trail.leaf == 5


def test_the_next_place_goes_round_all_videos() -> None:
    places = [WordPlace(1, 2, 3.0, 4.5), WordPlace(1, 4, 6.0, 7.5), WordPlace(4, 0, 0.0, 1.5)]
    assert place_after(places, None, 0.0) == places[0]
    assert place_after(places, 1, 3.0) == places[1]
    assert place_after(places, 1, 6.2) == places[2]
    assert place_after(places, 4, 9.0) == places[0]
    assert place_after(places, 1, 6.0, back=True) == places[0]
    assert place_after(places, 3, 0.0, back=True) == places[1]
    assert place_after(places, 1, 0.0, back=True) == places[2]


def test_the_count_says_what_was_chosen() -> None:
    words = word_list([0, 1, 2], [4, 4, 4], [5, 0, 1])
    everything = Choice()
    assert counted(words, everything.mask(words), everything) == "3 words, 2 in use"
    used = Choice(kind="In use")
    assert counted(words, used.mask(words), used) == "2 of 3 words"
    circled = Choice(text=">1", circled=np.array([True, True, False]))
    assert counted(words, circled.mask(words), circled) == "1 of 3 words circled on the map"


def test_a_row_tells_itself_in_words(full: WordList) -> None:
    model = TreeModel()
    model.show(full, tree(full))
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("branch 0, 1,728 words, ")
    assert model.data(model.index_of_word(0), Qt.ItemDataRole.AccessibleTextRole).startswith(
        "visual word 0000, "
    )
    assert model.data(QModelIndex()) is None
