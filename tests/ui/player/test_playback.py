"""Exact frames: after seeks, by steps, while playing either way, and in loops."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from tests.films import Film
from tests.ui.player.conftest import Screening
from vbert_studio.errors import StudioError
from vbert_studio.media.frames import FrameReader
from vbert_studio.media.probe import probe
from vbert_studio.media.times import read_frame_times
from vbert_studio.ui.player.controller import Player

Show = Callable[..., Screening]

EVEN = Film(frames=120, rate=30, gop=30)
UNEVEN = Film(
    frames=90, times_s=[0.0, *np.cumsum(random.Random(2).choices([0.01, 0.03, 0.2], k=89)).tolist()]
)
FILMS = [
    (EVEN, "a.mp4"),
    (UNEVEN, "b.mkv"),
    (Film(frames=100, rate=25, gop=100, b_frames=3), "c.ts"),
    (Film(frames=60, codec="mpeg4", start_s=0.0), "d.avi"),
    (Film(frames=60, height=63, width=97, pixel_format="yuv444p"), "e.mkv"),
]


def player_threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("player-")]


def test_opening_shows_the_first_frame(show: Show) -> None:
    screening = show(EVEN)
    assert screening.number == 0
    assert screening.player.position == 0
    assert screening.player.is_open
    assert not screening.player.playing
    assert screening.player.duration_s == pytest.approx(4.0)


@pytest.mark.parametrize(("film", "name"), FILMS)
def test_seeking_is_exact(show: Show, film: Film, name: str) -> None:
    screening = show(film, name)
    player = screening.player
    rng = random.Random(7)
    for t_s in [rng.uniform(0, player.duration_s) for _ in range(12)] + [0.0, player.duration_s]:
        player.seek(t_s)
        screening.settle()
        assert screening.number == film.shown_at(t_s) == player.frame
        assert player.position == pytest.approx(t_s)


@pytest.mark.parametrize(("film", "name"), FILMS)
def test_stepping_is_exact(show: Show, film: Film, name: str) -> None:
    screening = show(film, name)
    player = screening.player
    assert player.times is not None
    player.seek(player.times.start_of(34))
    expected = 34
    for step in (1, 1, 1, -1, -1, -1, -1, -1, -1, 10, -25, 1):
        player.step_frames(step)
        expected += step
        screening.settle()
        assert screening.number == player.frame == expected
        assert player.position == pytest.approx(player.times.start_of(expected))


def test_steps_end_at_the_ends(show: Show) -> None:
    screening = show(EVEN)
    player = screening.player
    player.step_frames(-5)
    assert player.position == 0
    player.step_frames(1000)
    screening.settle()
    assert screening.number == 119
    player.to_start()
    screening.settle()
    assert screening.number == 0
    player.to_end()
    screening.settle()
    assert screening.number == 119


def test_playing_begins_again_from_the_last_frame(show: Show) -> None:
    player = show(EVEN).player
    player.to_end()
    player.toggle()
    assert player.playing
    assert player.position < 1.0


def test_stepping_by_clips(show: Show) -> None:
    player = show(Film(frames=150, rate=30)).player  # 5 s: clips at 0, 1.5, 3 and a rest at 4.5
    player.seek(2.0)
    places = []
    for step in (-1, -1, -1, 1, 1, 1, 1, -1):
        player.step_clips(step)
        places.append(player.position)
    assert places == [1.5, 0, 0, 1.5, 3.0, 4.5, 4.5, 3.0]
    player.step_clips(-2)
    assert player.position == 0


def test_playing_shows_frame_after_frame_and_stops_at_the_last(show: Show) -> None:
    screening = show(Film(frames=30, rate=30))
    player = screening.player
    moments: list[float] = []
    player.position_changed.connect(moments.append)
    player.play()
    screening.qtbot.waitUntil(lambda: not player.playing, timeout=5000)
    screening.settle()
    assert screening.states == [True, False]
    assert screening.seen == sorted(set(screening.seen))
    assert len(screening.seen) > 10
    assert screening.number == 29
    assert player.position == pytest.approx(1.0)
    assert moments == sorted(moments)
    player.play()  # from the start again
    screening.qtbot.waitUntil(lambda: player.playing and 0 < player.position < 0.9, timeout=5000)
    player.pause()


def test_pictures_are_those_of_the_moment_while_playing(show: Show) -> None:
    screening = show(UNEVEN, "vfr.mkv")
    player = screening.player
    wrong: list[tuple[int, int]] = []

    def look() -> None:
        if player.picture is not None and screening.number != player.picture.index:
            wrong.append((screening.number, player.picture.index))

    player.picture_changed.connect(look)
    player.set_speed(4.0)
    player.play()
    screening.qtbot.waitUntil(lambda: not player.playing, timeout=10000)
    assert not wrong
    assert len(set(screening.seen)) > 20


def test_pausing_stands_on_the_frame_that_is_shown(show: Show) -> None:
    screening = show(EVEN)
    player = screening.player
    player.play()
    screening.qtbot.waitUntil(lambda: player.position > 0.3, timeout=5000)
    player.toggle()
    assert not player.playing
    assert screening.shows_position
    assert player.position == pytest.approx(screening.number / 30)


def test_shuttling(show: Show) -> None:
    screening = show(Film(frames=300, rate=30, gop=60))
    player = screening.player
    speeds: list[float] = []
    player.speed_changed.connect(speeds.append)
    player.seek(5.0)
    screening.settle()
    for _ in range(5):
        player.shuttle_forward()
    assert (player.playing, player.speed) == (True, 8.0)
    player.shuttle_stop()
    assert (player.playing, player.speed) == (False, 1.0)
    assert speeds == [2.0, 4.0, 8.0, 1.0]
    player.seek(5.0)
    screening.settle()
    screening.seen.clear()
    player.shuttle_back()
    assert player.speed == -1.0
    screening.qtbot.waitUntil(lambda: player.position < 4.0, timeout=8000)
    player.shuttle_back()
    assert player.speed == -2.0
    screening.qtbot.waitUntil(lambda: player.position < 2.0, timeout=8000)
    player.shuttle_stop()
    assert screening.seen == sorted(screening.seen, reverse=True)
    assert len(screening.seen) > 20
    assert screening.number == player.frame


def test_backwards_ends_at_the_first_frame_and_goes_forward_by_space(show: Show) -> None:
    screening = show(EVEN)
    player = screening.player
    player.seek(0.4)
    screening.settle()
    player.shuttle_back()
    screening.qtbot.waitUntil(lambda: not player.playing, timeout=5000)
    screening.settle()
    assert (screening.number, player.position) == (0, 0)
    player.toggle()
    assert player.speed == 1.0
    screening.qtbot.waitUntil(lambda: player.position > 0.2, timeout=5000)


def test_slow_and_fast(show: Show) -> None:
    player = show(EVEN).player
    player.slower()
    assert player.speed == 0.75
    player.normal_speed()
    player.faster()
    assert player.speed == 1.25
    with pytest.raises(ValueError, match="pause"):
        player.set_speed(0)


def test_a_loop_plays_over_and_over(show: Show) -> None:
    screening = show(EVEN)
    player = screening.player
    player.set_loop(1.0, 1.3)
    player.seek(1.0)
    player.play()
    turns = 0

    def count() -> bool:
        nonlocal turns
        turns = sum(1 for a, b in zip(screening.seen, screening.seen[1:], strict=False) if b < a)
        return turns >= 3

    screening.qtbot.waitUntil(count, timeout=8000)
    assert {k for k in screening.seen if k} <= set(range(30, 40))
    player.clear_loop()
    screening.qtbot.waitUntil(lambda: player.position > 1.5, timeout=5000)
    with pytest.raises(ValueError, match="nothing between"):
        player.set_loop(2.0, 2.0)


def test_a_loop_beyond_the_film_is_none(show: Show) -> None:
    player = show(EVEN).player
    player.set_loop(3.0, 99.0)
    assert player.loop == (3.0, pytest.approx(4.0))
    player.set_loop(50.0, 99.0)
    assert player.loop is None
    player.close()
    player.set_loop(1.0, 2.0)
    assert player.loop is None


def test_looping_the_clip_under_the_playhead(show: Show) -> None:
    player = show(EVEN).player
    player.seek(2.0)
    player.toggle_loop()
    assert player.loop == (1.5, 3.0)
    player.toggle_loop()
    assert player.loop is None
    player.to_end()
    player.toggle_loop()
    assert player.loop == (3.0, pytest.approx(4.0))


def test_playing_around_the_playhead(show: Show) -> None:
    screening = show(EVEN)
    player = screening.player
    player.seek(1.2)
    screening.settle()
    screening.seen.clear()
    player.play_around()
    screening.qtbot.waitUntil(lambda: not player.playing, timeout=5000)
    screening.settle()
    assert player.position == pytest.approx(1.7)
    assert min(screening.seen) >= 21
    assert max(screening.seen) <= 51


def test_time_waits_for_the_picture_after_a_jump(qtbot: QtBot, tmp_path: Path, monkeypatch) -> None:
    clock = [0.0]
    player = Player(now=lambda: clock[0], speaker=lambda: None)
    screening = Screening(player, qtbot)
    screening.open(Film(frames=300, rate=30, gop=300), tmp_path / "a.mp4")
    begun, gate = threading.Event(), threading.Event()
    read = FrameReader.read

    def slow(self: FrameReader, index: int):
        begun.set()
        gate.wait(5)
        return read(self, index)

    monkeypatch.setattr(FrameReader, "read", slow)
    player.seek(9.0)
    player.play()
    qtbot.waitUntil(begun.is_set, timeout=5000)
    clock[0] += 60
    QCoreApplication.processEvents()
    assert player.position == 9.0
    assert player.playing
    gate.set()
    screening.settle()
    assert player.position == 9.0
    clock[0] += 0.2
    assert player.position == pytest.approx(9.2)
    player.close()


@pytest.mark.parametrize("act", ["seek", "play", "back", "nothing"])
def test_closing_at_any_moment_leaves_no_thread(
    qtbot: QtBot, tmp_path: Path, monkeypatch, act: str
) -> None:
    path = Film(frames=400, gop=400, height=240, width=320).write(tmp_path / "a.mp4")
    times, info = read_frame_times(path), probe(path)
    player = Player(speaker=lambda: None)
    closed: list[bool] = []
    player.closed.connect(lambda: closed.append(True))
    reads: list[int] = []
    decoding = threading.Event()
    read = FrameReader.read

    def counted(self: FrameReader, index: int):
        reads.append(index)
        decoding.set()
        return read(self, index)

    monkeypatch.setattr(FrameReader, "read", counted)
    moments: list[Callable[[], object]] = [
        lambda: None,
        lambda: decoding.wait(5),  # without the window's events: in the middle of the first one
        lambda: qtbot.waitUntil(lambda: player.picture is not None, timeout=5000),
        lambda: qtbot.waitUntil(lambda: len(reads) >= 4, timeout=5000),
    ]
    for wait_for_the_moment in moments:
        reads.clear()
        decoding.clear()
        player.open(path, times, info, "fingerprint")
        match act:
            case "seek":
                player.seek(12.9)
            case "play":
                player.play()
            case "back":
                player.seek(10.0)
                player.shuttle_back()
        wait_for_the_moment()
        player.close()
        assert not player_threads()
        assert player.picture is None
        assert (player.position, player.duration_s, player.frame) == (0, 0, 0)
    assert len(closed) == len(moments)
    player.close()
    assert len(closed) == len(moments)


def test_opening_another_film_closes_the_first(show: Show) -> None:
    screening = show(EVEN, "a.mp4")
    screening.player.play()
    show(Film(frames=30, first_number=500), "b.mp4")
    assert screening.number == 500
    assert not screening.player.playing
    assert len(player_threads()) == 1


def test_without_a_film_nothing_happens(screening: Screening) -> None:
    player = screening.player
    for act in (
        player.play,
        player.pause,
        player.toggle,
        player.to_end,
        player.frame_back,
        player.clip_forward,
        player.toggle_loop,
        player.play_around,
        player.close,
    ):
        act()
    player.seek(3.0)
    assert (player.position, player.playing, player.is_open) == (0, False, False)


def test_a_file_that_is_gone_is_told_once(screening: Screening, tmp_path: Path) -> None:
    path = EVEN.write(tmp_path / "gone.mp4")
    times, info = read_frame_times(path), probe(path)
    path.unlink()
    screening.player.open(path, times, info)
    screening.qtbot.waitUntil(lambda: bool(screening.errors), timeout=5000)
    screening.player.seek(1.0)
    screening.player.play()
    (error,) = screening.errors
    assert isinstance(error, StudioError)
    assert error.kind == "not_found"
    assert error.path == path
    other = Film(frames=10).write(tmp_path / "other.mp4")
    screening.player.open(other, read_frame_times(other), probe(other))
    screening.settle()
    assert len(screening.errors) == 1


def test_a_bug_in_the_thread_is_not_hidden(
    screening: Screening, tmp_path: Path, monkeypatch
) -> None:
    def broken(self: FrameReader, index: int):
        raise ZeroDivisionError

    monkeypatch.setattr(FrameReader, "read", broken)
    path = EVEN.write(tmp_path / "a.mp4")
    with screening.qtbot.captureExceptions() as raised:
        screening.player.open(path, read_frame_times(path), probe(path))
        screening.qtbot.waitUntil(lambda: bool(raised), timeout=5000)
    assert raised[0][0] is ZeroDivisionError
    assert not screening.errors


def test_memory_is_bounded(qtbot: QtBot, tmp_path: Path) -> None:
    limit = 20 * 3 * 64 * 96
    player = Player(speaker=lambda: None, cache_bytes=limit)
    screening = Screening(player, qtbot)
    screening.open(EVEN, tmp_path / "a.mp4")
    most = 0
    for t_s in (1.0, 3.9, 2.0, 0.5):
        player.seek(t_s)
        screening.settle()
        most = max(most, player._cache.size_bytes)
    player.seek(3.0)
    screening.settle()
    player.shuttle_back()
    qtbot.waitUntil(lambda: player.position < 2.0, timeout=5000)
    most = max(most, player._cache.size_bytes)
    player.close()
    assert 0 < most <= limit


def test_a_new_size_gives_new_pictures(show: Show) -> None:
    screening = show(EVEN)
    player = screening.player
    player.seek(1.0)
    screening.settle()
    player.set_view(32, 1000)
    screening.qtbot.waitUntil(
        lambda: player.picture is not None and player.picture.pixels.shape == (32, 48, 3)
    )
    assert screening.number == 30
    player.step_frames(1)
    screening.settle()
    assert player.picture is not None
    assert player.picture.pixels.shape == (32, 48, 3)


def test_quitting_the_program_closes_the_film(tmp_path: Path) -> None:
    path = Film(frames=300, gop=300, height=240, width=320).write(tmp_path / "a.mp4")
    code = f"""
import sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from vbert_studio.media.probe import probe
from vbert_studio.media.times import read_frame_times
from vbert_studio.ui.player.controller import Player
app = QCoreApplication([])
player = Player(speaker=lambda: None)
path = Path({str(path)!r})
player.open(path, read_frame_times(path), probe(path))
player.seek(9.0)
player.play()
QTimer.singleShot(20, app.quit)
app.exec()
print(player.is_open, [t.name for t in threading.enumerate() if "player" in t.name])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "False []"
