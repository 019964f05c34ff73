"""The pairs in a narrow or a low dock: text and judgement stay readable, the rest gives way."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from vbert_studio.project.pairs import Judgement, PairCounts
from vbert_studio.ui.pairs.columns import Column
from vbert_studio.ui.pairs.model import PairTableModel
from vbert_studio.ui.pairs.view import PairsView
from vbert_studio.ui.theme import ROW_HEIGHT, Theme
from vbert_studio.ui.window.dock_body import DockBody

_READABLE = 150  # pixels of text


@pytest.fixture
def body(app_theme: Theme, qtbot: QtBot) -> DockBody:
    view = PairsView(PairTableModel())
    view.show_state(9, 9, can_fill=False)
    view.foot.show_counts(PairCounts(none=9), "")
    body = DockBody(view)
    qtbot.addWidget(body)
    body.resize(700, 500)
    body.show()
    qtbot.waitExposed(body)
    return body


def view_of(body: DockBody) -> PairsView:
    view = body.widget()
    assert isinstance(view, PairsView)
    return view


def shown(body: DockBody) -> set[Column]:
    table = view_of(body).table
    return {column for column in Column if not table.isColumnHidden(column)}


@pytest.mark.parametrize("width", [290, 320, 380, 440, 520, 600, 700])
def test_nothing_is_scrolled_sideways_and_the_text_is_readable(body: DockBody, width: int) -> None:
    body.resize(width, 400)
    view = view_of(body)
    across = view.table.horizontalHeader()
    assert not body.horizontalScrollBar().isVisible()
    assert view.width() == width
    assert across.length() <= view.table.viewport().width()
    assert across.sectionSize(Column.TEXT) >= _READABLE
    assert {Column.JUDGEMENT, Column.TEXT} <= shown(body)


def test_what_matters_less_goes_first_and_comes_back_as_wide_as_it_was(body: DockBody) -> None:
    across = view_of(body).table.horizontalHeader()
    assert shown(body) == set(Column)
    across.resizeSection(Column.VIDEO, 150)
    gone = []
    for width in range(700, 280, -10):
        before = shown(body)
        body.resize(width, 400)
        gone += sorted(before - shown(body))
    assert gone == [Column.NOTE, Column.VIDEO, Column.END]
    body.resize(700, 400)
    assert shown(body) == set(Column)
    assert across.sectionSize(Column.VIDEO) == 150


def test_a_column_that_is_made_wider_takes_nothing_from_what_is_read(body: DockBody) -> None:
    table = view_of(body).table
    table.horizontalHeader().resizeSection(Column.NOTE, 400)
    body.resize(690, 400)
    assert Column.NOTE not in shown(body)
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_judgements_show_their_keys_where_names_do_not_fit(body: DockBody) -> None:
    buttons = view_of(body).foot.buttons
    assert [one.text() for one in buttons.values()] == [
        "Aligned  1",
        "Not aligned  2",
        "Unsure  3",
    ]
    body.resize(300, 400)
    assert [one.text() for one in buttons.values()] == ["1", "2", "3"]
    for one in buttons.values():
        assert not one.icon().isNull()
        assert (
            one.fontMetrics().horizontalAdvance(one.text()) + one.iconSize().width() < one.width()
        )
    assert buttons[Judgement.NOT_ALIGNED].accessibleName() == "Not aligned, key 2"
    body.resize(700, 400)
    assert buttons[Judgement.UNSURE].text() == "Unsure  3"


def test_a_low_panel_keeps_rows_and_judgements(body: DockBody) -> None:
    view = view_of(body)
    body.resize(400, 200)  # what it can do without goes
    body.resize(400, body.needed.height())
    assert not body.verticalScrollBar().isVisible()
    assert not view.foot.progress.isVisible()
    assert all(one.isVisible() for one in view.foot.buttons.values())
    assert view.table.viewport().height() >= ROW_HEIGHT
    body.resize(400, 400)
    assert view.foot.progress.isVisible()
