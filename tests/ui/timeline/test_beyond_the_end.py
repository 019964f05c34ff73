"""Futures on the timeline, also where there is no video any more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from timeline_samples import all_tiers, made_up

from vbert_studio.ui.filmstrip.board import Cell, Sign, Strip, WordShot
from vbert_studio.ui.theme import Theme, token_colour
from vbert_studio.ui.timeline.layout import shown
from vbert_studio.ui.timeline.picture import HEADER
from vbert_studio.ui.timeline.tier_settings import default_settings
from vbert_studio.ui.timeline.tiers.forecast import ForecastTier, Foreseen
from vbert_studio.ui.timeline.view import TimelineView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
END_S = 30.7


def foreseen() -> Foreseen:
    """Four steps from 28.5 s on, of which the last two and a half lie behind the end."""
    spans = tuple((28.5 + 1.5 * step, 30.0 + 1.5 * step) for step in range(4))
    cells = tuple(
        Cell(WordShot(n), f"{n}a", f"word {n}", "", Sign.NONE, f"word {n}") for n in range(4)
    )
    return Foreseen(1, (Strip("Future 1", "90 %", cells),), spans, 12)


@pytest.fixture
def view(qtbot: QtBot, app_theme: Theme) -> TimelineView:
    tier = ForecastTier()
    tiers = [*all_tiers(), tier]
    made = TimelineView({t.key: t for t in tiers}, default_settings(tiers))
    qtbot.addWidget(made)
    made.resize(1104, 400)
    made.show_content(made_up())
    made.show()
    tier.foreseen = foreseen()
    made.show_horizon(tier.foreseen.end_s)
    return made


def test_the_picture_goes_on_as_far_as_something_is_foreseen(
    view: TimelineView, app_theme: Theme
) -> None:
    assert view.viewport.is_whole
    assert view.viewport.duration_s == 34.5
    picture, row = view.grab().toImage(), view.row_rect("forecast")

    def colour(t_s: float, y: float) -> object:
        return picture.pixelColor(round(HEADER + view.viewport.x_of(t_s)), round(y))

    expected = token_colour("3a", app_theme.scheme)
    assert colour(33.05, row.top() + 4) == expected
    # Film and sound end where the video ends.
    film = view.row_rect("film")
    assert colour(33.05, film.center().y()) == app_theme.scheme.window
    assert colour(33.05, view.row_rect("sound").center().y()) == app_theme.scheme.window
    assert colour(30.3, film.center().y()) != app_theme.scheme.window


def test_one_can_look_beyond_the_end_and_not_go_there(view: TimelineView, qtbot: QtBot) -> None:
    def at(t_s: float) -> QPoint:
        y = round(view.row_rect("sound").center().y())
        return QPoint(round(HEADER + view.viewport.x_of(t_s)), y)

    with qtbot.waitSignal(view.seek_requested) as seek:
        QTest.mouseClick(view, LEFT, NONE, at(33.0))
    assert seek.args == [END_S]
    QTest.mousePress(view, LEFT, NONE, at(27.0))
    QTest.mouseMove(view, at(30.0))
    QTest.mouseMove(view, at(33.0))
    QTest.mouseRelease(view, LEFT, NONE, at(33.0))
    assert view.marks.selection == (27.0, END_S)
    view.look_at(view.viewport.showing(31.0, 34.0))
    assert view.viewport.shows(33.0)


def test_without_futures_or_their_tier_the_video_ends_at_its_end(view: TimelineView) -> None:
    view.arrange(shown(view.settings, "forecast", visible=False))
    assert view.viewport.duration_s == END_S
    view.arrange(shown(view.settings, "forecast", visible=True))
    assert view.viewport.duration_s == 34.5
    view.show_horizon(0.0)
    assert view.viewport.duration_s == END_S
    assert view.viewport.is_whole
