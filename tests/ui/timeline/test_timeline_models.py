"""Content, ticks, snapping, layout, filmstrip and columns, without a widget."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from timeline_samples import all_tiers, made_up

from vbert_studio.media.peaks import Peaks
from vbert_studio.ui.timeline.columns import ColourTrack, coverage, packed
from vbert_studio.ui.timeline.content import Absence, Spans
from vbert_studio.ui.timeline.film import FilmStore, tiles
from vbert_studio.ui.timeline.layout import (
    RULER_HEIGHT,
    lay_out,
    moved,
    placed,
    resized,
    shown,
)
from vbert_studio.ui.timeline.snapping import magnets_of, nearest
from vbert_studio.ui.timeline.ticks import length_text, ticks_for, time_text
from vbert_studio.ui.timeline.tier_settings import default_settings
from vbert_studio.ui.timeline.viewport import Viewport
from vbert_studio.ui.timeline.waveform import PeakColumns

borders = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0, 20)).map(lambda p: (p[0], p[0] + p[1])), max_size=30
)


@given(borders, st.floats(-5, 130), st.floats(0, 40))
def test_spans_within_are_those_that_touch(
    pairs: list[tuple[float, float]], start_s: float, length: float
) -> None:
    pairs.sort()
    spans = Spans.of(np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs]))
    end_s = start_s + length
    found = spans.within(start_s, end_s)
    touching = [n for n, (a, b) in enumerate(pairs) if b > start_s and a < end_s]
    assert set(touching) <= set(range(found.start, found.stop))
    if touching:  # nothing that ends before the first of them
        assert found.start == touching[0]


@given(borders, st.floats(-5, 130))
def test_the_span_at_a_time_contains_it(pairs: list[tuple[float, float]], t_s: float) -> None:
    pairs.sort()
    spans = Spans.of(np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs]))
    holding = [n for n, (a, b) in enumerate(pairs) if a <= t_s < b]
    assert spans.at(t_s) == (holding[-1] if holding else None)


def test_spans_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="ascend"):
        Spans.of(np.array([1.0, 0.0]), np.array([2.0, 3.0]))


@given(st.floats(0.05, 3e5), st.floats(50, 5000), st.floats(1, 1e4))
def test_labels_stand_apart_at_round_times(duration: float, width: float, zoom: float) -> None:
    view = Viewport.whole(duration, width).zoomed(zoom, width / 3)
    ticks = ticks_for(view, 80)
    apart = np.diff(ticks.major) / view.scale
    assert np.all(apart >= 80 - 1e-3) or ticks.step_s in (0.01, 86400)
    assert np.allclose(ticks.major / ticks.step_s, np.rint(ticks.major / ticks.step_s), atol=1e-6)
    texts = [time_text(t_s, ticks.step_s) for t_s in ticks.major.tolist()]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("t_s", "step", "text"),
    [
        (0, 1, "0:00"),
        (59.9996, 0.001, "1:00.000"),
        (61.5, 0.1, "1:01.5"),
        (3661, 60, "1:01:01"),
        (7.254, 0.01, "0:07.25"),
    ],
)
def test_times_as_written(t_s: float, step: float, text: str) -> None:
    assert time_text(t_s, step) == text


def test_lengths_as_written() -> None:
    assert [length_text(s) for s in (0.43, 12.5, 200)] == ["0.43 s", "12.5 s", "3:20"]


def test_snapping_prefers_what_means_something_and_else_rests_on_a_frame() -> None:
    magnets = magnets_of(made_up())
    assert magnets.snap(3.02, 0.1, playhead_s=20).held_by == "clip edge"
    assert magnets.snap(3.02, 0.1, playhead_s=20).t_s == 3.0
    assert magnets.snap(20.01, 0.1, playhead_s=20.013).held_by == "playhead"
    assert magnets.snap(2.62, 0.05, playhead_s=20).held_by == "word edge"
    free = magnets.snap(3.31, 0.02, playhead_s=20)
    assert (free.held_by, free.t_s) == ("", pytest.approx(3.32))


@given(st.lists(st.floats(0, 100), min_size=1).map(sorted), st.floats(-10, 110))
def test_nearest_is_nearest(times: list[float], t_s: float) -> None:
    found = nearest(np.array(times), t_s)
    assert found is not None
    assert abs(found - t_s) == min(abs(t - t_s) for t in times)


@given(st.integers(150, 1500), st.sampled_from([1.0, 1.25, 1.5, 2.0]))
def test_rows_touch_and_lie_on_device_pixels(height: int, dpr: float) -> None:
    settings = default_settings(all_tiers())
    layout = lay_out(settings, float(height), dpr, scroll=1e9)
    for above, below in pairwise(layout.rows):
        assert above.bottom == pytest.approx(below.top)
    for row, setting in zip(layout.rows, settings, strict=True):
        assert row.top * dpr == pytest.approx(round(row.top * dpr))
        assert row.height >= setting.least - 1 / dpr - 1e-6
    # Scrolled to the end, the last tier is seen; where there is no need nothing is scrolled.
    assert layout.rows[-1].bottom <= layout.overview_top + 1e-6
    assert layout.scroll == pytest.approx(layout.overflow)
    first = lay_out(settings, float(height), dpr).rows[0]
    assert first.top == pytest.approx(RULER_HEIGHT, abs=1 / dpr)
    assert first.top - layout.rows[0].top == pytest.approx(layout.overflow, abs=1 / dpr)


def test_a_dragged_border_resizes_its_tier_down_to_its_least() -> None:
    settings = default_settings(all_tiers())
    layout = lay_out(settings, 400, 1)
    taller = resized(settings, layout, "tokens", 70)
    assert {s.key: s.height for s in taller}["tokens"] == 70
    least = resized(settings, layout, "tokens", 1)
    assert {s.key: s.height for s in least}["tokens"] == 22


def test_a_tier_that_a_person_made_higher_keeps_its_height() -> None:
    settings = default_settings(all_tiers())
    taller = resized(settings, lay_out(settings, 300, 1), "tokens", 120)
    roomy, tight, none = (lay_out(taller, height, 1) for height in (1500, 300, 100))
    for layout in (roomy, tight, none):
        row = layout.row_of("tokens")
        assert row is not None
        assert row.height == 120
    # Those below it give way first, so that its border stays where the pointer holds it.
    before = lay_out(settings, 300, 1)
    here = lay_out(resized(settings, before, "sound", before.rows[1].height + 10), 300, 1)
    assert here.rows[1].top == pytest.approx(before.rows[1].top, abs=1)
    assert none.overflow > 0


def test_scrolling_reveals_a_tier_by_as_little_as_possible() -> None:
    settings = default_settings(all_tiers())
    layout = lay_out(settings, 120, 1)
    assert layout.scroll_to("film") == 0
    there = lay_out(settings, 120, 1, layout.scroll_to("words"))
    words = there.row_of("words")
    assert words is not None
    assert words.bottom == pytest.approx(there.overview_top, abs=1)
    assert there.row_at(words.top + 1) == words
    back = lay_out(settings, 120, 1, there.scroll_to("film"))
    assert back.scroll == 0
    assert back.row_at(RULER_HEIGHT - 1) is None


def test_a_tier_is_put_into_the_gap_where_it_is_let_go() -> None:
    settings = shown(default_settings(all_tiers()), "sound", visible=False)
    layout = lay_out(settings, 400, 1)
    keys = [row.key for row in layout.rows]
    gap = layout.gap_at(layout.rows[-1].bottom)
    assert [s.key for s in placed(settings, "film", gap)][-1] == "film"
    assert placed(settings, "sentences", 0)[0].key == "sentences"
    between = layout.gap_at(layout.rows[1].bottom)
    order = [s.key for s in placed(settings, "film", between) if s.visible]
    assert order == [keys[1], "film", *keys[2:]]
    assert [s.key for s in placed(settings, "film", 0)] == [s.key for s in settings]


def test_moving_a_tier_steps_over_hidden_ones() -> None:
    settings = shown(default_settings(all_tiers()), "sound", visible=False)
    order = [s.key for s in moved(settings, "tokens", -1)]
    assert order.index("tokens") < order.index("film")
    assert moved(settings, "film", -1) == settings


@given(st.floats(1, 4e4), st.floats(200, 4000), st.floats(1, 1000), st.floats(30, 300))
def test_tiles_cover_the_view_without_gaps(
    duration: float, width: float, zoom: float, picture: float
) -> None:
    view = Viewport.whole(duration, width).zoomed(zoom, width / 2)
    strip = tiles(view, picture)
    assert strip[0].x <= 1e-3
    assert strip[-1].x + strip[-1].width >= min(width, view.x_of(duration)) - 1e-3
    for one, other in pairwise(strip):
        assert one.x + one.width == pytest.approx(other.x, abs=1e-2)


def test_the_store_of_pictures_is_bounded_and_offers_neighbours() -> None:
    store = FilmStore(limit_bytes=10 * 16 * 9 * 4)
    for second in range(20):
        picture = QImage(16, 9, QImage.Format.Format_RGB32)
        picture.fill(second)
        store.put(float(second), picture)
    assert store.get(3.0) is None
    assert store.get(15.0) is not None
    assert store.near(15.3, 1.0) is store.get(15.0)
    assert store.near(3.0, 1.0) is None


def test_a_picture_from_farther_away_gives_way_to_a_nearer_one() -> None:
    rough, exact = (QImage(10, 10, QImage.Format.Format_RGB32) for _ in range(2))
    store = FilmStore()
    store.put(4.0, rough, 2.0)
    assert store.has(4.0, 2.0)
    assert not store.has(4.0)
    store.put(4.0, exact)
    assert store.has(4.0)
    assert store.get(4.0) is exact
    store.put(4.0, rough, 2.0)
    assert store.get(4.0) is exact


def test_a_column_has_the_colour_of_its_clip_or_the_mean_of_many() -> None:
    starts = np.arange(1000.0)
    rgb = np.tile(np.array([[255, 0, 0], [0, 0, 255]], np.uint8), (500, 1))
    track = ColourTrack.of(Spans.of(starts, starts + 1), rgb)
    close = track.columns(np.linspace(10, 12, 9))
    assert close.tolist() == [*packed(rgb[:1]).tolist() * 4, *packed(rgb[1:2]).tolist() * 4]
    far = track.columns(np.linspace(0, 1000, 11))
    red, blue = far >> 16 & 255, far & 255
    assert len(set(far.tolist())) == 1
    assert red[0] == blue[0] == round(255 * 0.5**0.5)
    assert track.columns(np.array([2000.0, 2001.0])).tolist() == [0]


@given(borders)
def test_coverage_is_the_filled_share(pairs: list[tuple[float, float]]) -> None:
    apart = np.array(sorted({round(a) for a, _ in pairs}), float)
    spans = Spans.of(apart, apart + 0.5)
    sums = np.concatenate([[0], np.cumsum(spans.ends - spans.starts)])
    shares = coverage(spans, sums, np.linspace(-1, 103, 53))  # columns of 2 s
    assert shares.sum() * 2 == pytest.approx(0.5 * len(apart))
    assert np.all((shares >= 0) & (shares <= 1))


def test_the_waveform_reads_what_the_peaks_say() -> None:
    high = np.zeros(4000, np.int16)
    high[1000] = 16384  # one click at 5 s
    columns = PeakColumns.of(Peaks(np.stack([-high, high])))
    for scale in (0.001, 0.02, 0.5):
        lows, highs = columns.columns(4.0, scale, 2000)
        loud = np.flatnonzero(highs > 0.9)
        assert len(loud)
        assert 4.0 + loud[0] * scale == pytest.approx(5.0, abs=max(scale, 0.005))
        assert lows.min() == pytest.approx(-1, abs=1e-3)
        assert not highs[: loud[0]].any()


def test_what_is_missing_has_no_edges_to_snap_to() -> None:
    bare = replace(made_up(), tokens=Absence("-"), words=Absence("-"), sentences=Absence("-"))
    assert [name for name, _ in magnets_of(bare).kinds] == ["end of video"]
