"""The way between seconds and pixels, whatever the numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbert_studio.ui.timeline.follow import Following
from vbert_studio.ui.timeline.viewport import CLOSEST, Viewport

DURATIONS = st.floats(0.01, 4e5)
WIDTHS = st.floats(20, 8000)
SHARES = st.floats(0, 1)
FACTORS = st.floats(0.01, 100)


@st.composite
def viewports(draw: st.DrawFn) -> Viewport:
    whole = Viewport.whole(draw(DURATIONS), draw(WIDTHS))
    closer = whole.zoomed(draw(st.floats(1, 1e4)), draw(SHARES) * whole.width)
    return closer.moved(draw(st.floats(-1e4, 1e4)))


def held(view: Viewport) -> bool:
    """Whether a viewport shows only time that exists."""
    slack = 1e-6 * view.duration_s + 1e-9
    return view.start_s >= 0 and view.end_s <= view.duration_s + slack and view.scale > 0


@given(viewports(), SHARES)
def test_pixels_and_back(view: Viewport, share: float) -> None:
    x = share * view.width
    assert view.x_of(view.t_of(x)) == pytest.approx(x, abs=1e-3)


@given(viewports(), FACTORS, SHARES)
def test_zooming_in_keeps_the_time_under_the_pointer(
    view: Viewport, factor: float, share: float
) -> None:
    x = share * view.width
    closer = view.zoomed(max(1.0, factor), x)
    assert held(closer)
    assert closer.x_of(view.t_of(x)) == pytest.approx(x, abs=0.01)


@given(viewports(), FACTORS, SHARES, st.floats(-1e5, 1e5), WIDTHS)
def test_no_gesture_leaves_the_video(
    view: Viewport, factor: float, share: float, pixels: float, width: float
) -> None:
    for after in (
        view.zoomed(factor, share * view.width),
        view.moved(pixels),
        view.resized(width),
        view.centred(share * view.duration_s),
        view.revealing(share * view.duration_s),
        view.showing(share * view.duration_s, view.duration_s),
        view.lasting(view.duration_s * factor),
    ):
        assert held(after)


@given(viewports(), SHARES)
def test_what_is_revealed_is_in_view(view: Viewport, share: float) -> None:
    t_s = share * view.duration_s
    shown = view.revealing(t_s)
    assert -0.01 <= shown.x_of(t_s) <= shown.width + 0.01


@given(viewports(), SHARES, SHARES)
def test_a_shown_stretch_is_in_view(view: Viewport, one: float, other: float) -> None:
    start_s, end_s = sorted((one * view.duration_s, other * view.duration_s))
    shown = view.showing(start_s, end_s)
    assert shown.x_of(start_s) >= -0.01
    assert shown.x_of(end_s) <= shown.width + 0.01


def test_a_whole_view_stays_whole_when_the_window_grows() -> None:
    assert Viewport.whole(60, 600).resized(1200) == Viewport.whole(60, 1200)


def test_zooming_ends_where_a_frame_fills_the_view() -> None:
    assert Viewport.whole(3600, 1000).zoomed(1e12, 500).scale == CLOSEST


def test_the_page_turns_when_the_playhead_leaves_it() -> None:
    following = Following()
    view = Viewport.whole(100, 1000).showing(0, 10, 0)
    assert following.view_for(view, 9.9) is view
    assert following.view_for(view, 10.1).shows(15)


def test_a_person_who_scrolled_away_is_left_alone_until_the_playhead_is_sent() -> None:
    following = Following()
    view = Viewport.whole(100, 1000).showing(0, 10, 0)
    following.view_for(view, 5.0)
    away = view.moved(3000)
    following.scrolled(away, 5.0)
    assert following.view_for(away, 5.04) is away
    assert following.view_for(away, 5.08) is away
    assert following.view_for(away, 70.0).shows(70.0)


def test_following_goes_on_once_the_playhead_comes_into_view() -> None:
    following = Following()
    view = Viewport.whole(100, 1000).showing(0, 10, 0)
    following.view_for(view, 12.0)
    ahead = view.moved(1250)  # 12.5 to 22.5 s
    following.scrolled(ahead, 12.0)
    assert following.view_for(ahead, 12.4) is ahead
    assert following.view_for(ahead, 12.6) is ahead
    for t_s in (13.3, 14.2, 15.1):
        assert following.view_for(ahead, t_s) is ahead
    assert following.view_for(ahead.showing(5, 15, 0), 15.9).shows(20)
