"""The player's parts that need no window."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtCore import QSizeF

from vbert_studio.media.probe import VideoStream
from vbert_studio.media.times import FrameTimes
from vbert_studio.ui.player import shuttle
from vbert_studio.ui.player.clock import Clock
from vbert_studio.ui.player.ends import Ends, Turn
from vbert_studio.ui.player.fitting import centred, picture_size
from vbert_studio.ui.player.pictures import Picture, PictureCache
from vbert_studio.ui.player.planning import Request, group, plan, way
from vbert_studio.ui.player.timecode import timecode


def test_the_clock() -> None:
    now = [100.0]
    clock = Clock(lambda: now[0])
    clock.set(5.0)
    now[0] += 3
    assert clock.at() == 5.0
    clock.start(2.0)
    now[0] += 1.5
    assert clock.at() == 8.0
    clock.start(-1.0)
    now[0] += 1
    assert clock.at() == 7.0
    clock.stop()
    now[0] += 10
    assert clock.at() == 7.0
    assert not clock.runs


def test_shuttling() -> None:
    speed, playing, seen = 1.0, False, []
    for direction in (1, 1, 1, 1, 1, -1, -1, 1):
        speed, playing = shuttle.pressed(speed, direction, playing=playing), True
        seen.append(speed)
    assert seen == [1, 2, 4, 8, 8, -1, -2, 1]
    assert shuttle.pressed(0.25, 1, playing=True) == 1


def test_the_ladder_of_speeds() -> None:
    assert [shuttle.next_speed(s, 1) for s in (0.1, 1.0, 3.0, 8.0, -1.0)] == [
        0.25,
        1.25,
        4,
        8,
        -1.25,
    ]
    assert [shuttle.next_speed(s, -1) for s in (0.1, 1.0, 3.0, -2.0)] == [0.1, 0.75, 2.0, -1.5]
    assert [shuttle.spoken(s) for s in (1.0, 0.25, -2.0)] == ["1×", "0.25×", "−2×"]


@pytest.mark.parametrize(
    ("t_s", "text"),
    [
        (0, "00:00:00.000"),
        (5.1333333, "00:00:05.133"),
        (59.9999, "00:00:59.999"),
        (0.29, "00:00:00.290"),  # which is 0.28999... in binary
        (3661.5, "01:01:01.500"),
        (-1, "00:00:00.000"),
    ],
)
def test_timecodes(t_s: float, text: str) -> None:
    assert timecode(t_s) == text


def film(height: int, width: int) -> VideoStream:
    return VideoStream(0, "h264", width, height, width, height, Fraction(1), 0, 30.0, "", False)


def test_pictures_fit_and_are_never_blown_up() -> None:
    assert picture_size(film(720, 1280), (360, 1000)) == (360, 640)
    assert picture_size(film(720, 1280), (1000, 640)) == (360, 640)
    assert picture_size(film(720, 1280), (2000, 2000)) == (720, 1280)
    assert picture_size(film(4, 4000), (100, 100)) == (1, 100)
    place = centred(100, 200, QSizeF(300, 300))
    assert (place.x(), place.y(), place.width(), place.height()) == (0, 75, 300, 150)


def picture(index: int) -> Picture:
    return Picture.of(index, np.zeros((10, 10, 3), np.uint8))


def test_the_cache_keeps_what_is_near_and_ahead() -> None:
    cache = PictureCache(300 * 10)
    cache.focus(100, 1)
    for index in range(80, 140):
        cache.put(picture(index))
    kept = [k for k in range(80, 140) if k in cache]
    assert cache.size_bytes == 3000
    assert kept == [*range(97, 107)]
    cache.focus(100, -1)
    for index in range(80, 140):
        cache.put(picture(index))
    assert [k for k in range(80, 140) if k in cache] == [*range(94, 104)]


def test_the_latest_picture_on_the_way() -> None:
    cache = PictureCache(1 << 20)
    for index in (3, 5, 9):
        cache.put(picture(index))

    def found(after: int, upto: int) -> int | None:
        got = cache.latest(after, upto)
        return None if got is None else got.index

    assert found(3, 8) == 5
    assert found(3, 4) is None
    assert found(9, 4) == 5
    assert found(9, 3) == 3
    assert found(-1, 9) == 9


def request(index: int, speed: float, room: int) -> Request:
    return Request(index, speed, (10, 10), PictureCache(300 * room))


def table(count: int, gop: int) -> FrameTimes:
    pts = np.arange(count, dtype=np.int64)
    return FrameTimes(pts, Fraction(1, 30), np.arange(0, count, gop), 0, 1)


def test_plans() -> None:
    times = table(300, 50)
    assert [*plan(request(10, 1.0, 20), times)] == [*range(10, 20)]
    assert [*plan(request(10, 8.0, 20), times)] == [*range(10, 50, 4)]
    assert [*plan(request(295, 1.0, 200), times)] == [*range(295, 300)]
    assert [*plan(request(60, -1.0, 400), times)] == [*range(50, 61), *range(50)]
    assert [*plan(request(60, -1.0, 16), times)] == [*range(53, 61), *range(50, 53)]
    assert [*plan(request(2, -1.0, 400), times)] == [0, 1, 2]
    assert [*plan(request(60, 0.0, 400), times)] == [60, 61, 62, 63, 64, *range(50, 60)]
    # At a keyframe the way back leads into the group before.
    assert [*plan(request(50, 0.0, 400), times)] == [50, 51, 52, 53, 54, *range(50)]
    assert [*plan(request(299, 0.0, 20), times)] == [299, *range(289, 299)]


def test_pictures_are_kept_on_a_long_way() -> None:
    times = table(300, 100)
    assert [*way(130, times, None)] == [100, 106, 112, 118, 124]
    assert [*way(130, times, 110)] == [116, 122, 128]
    assert [*way(130, times, 131)] == [100, 106, 112, 118, 124]  # back to the keyframe
    assert [*way(130, times, 90)] == [100, 106, 112, 118, 124]
    assert [*way(130, times, 125)] == [*way(100, times, None)] == []
    assert [group(k, times) for k in (0, 99, 100, 299)] == [
        range(100),
        range(100),
        range(100, 200),
        range(200, 300),
    ]


def test_the_nearest_picture_of_a_stretch() -> None:
    cache = PictureCache(1 << 20)
    assert cache.nearest(5, range(10)) is None
    for index in (3, 9, 12):
        cache.put(picture(index))
    for wanted, found in ((4, 3), (7, 9), (11, 9)):
        near = cache.nearest(wanted, range(12))
        assert near is not None
        assert near.index == found


def test_ends_of_the_film() -> None:
    ends = Ends(10.0)
    assert ends.turn(9.99, 1) is None
    assert ends.turn(10.0, 1) == Turn(10.0, plays_on=False)
    assert ends.turn(0.0, 1) is None
    assert ends.turn(0.0, -1) == Turn(0.0, plays_on=False)
    assert (ends.start(10.0, 1), ends.start(0, -1), ends.start(3, 1)) == (0, 10, 3)


def test_ends_of_a_loop_and_of_a_stretch() -> None:
    ends = Ends(10.0, loop=(2.0, 4.0))
    assert ends.turn(1.0, 1) is None
    assert ends.turn(4.1, 1) == Turn(2.0, plays_on=True)
    assert ends.turn(1.9, -2) == Turn(4.0, plays_on=True)
    assert (ends.start(5, 1), ends.start(1, -1), ends.start(3, 1)) == (2, 4, 3)
    once = Ends(10.0, loop=(2.0, 4.0), stop_at=3.0)
    assert once.turn(2.9, 1) is None
    assert once.turn(3.1, 1) == Turn(3.0, plays_on=False)
    assert Ends(10.0, stop_at=12.0).turn(10.0, 1) == Turn(10.0, plays_on=False)


def test_the_player_loads_nothing_heavy() -> None:
    code = (
        "import sys, vbert_studio.ui.player.panel;"
        "print(sorted({'numpy', 'av', 'PySide6.QtMultimedia', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
