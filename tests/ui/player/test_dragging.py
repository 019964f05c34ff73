"""Seeking over long ways and dragging along: what stands in, and what is decoded meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from av.packet import Packet
from pytestqt.qtbot import QtBot

from tests.films import Film
from tests.ui.player.conftest import Gate, Screening
from vbert_studio.media import decoding
from vbert_studio.media.decoding import Decoder
from vbert_studio.media.frames import FrameReader
from vbert_studio.media.times import read_frame_times
from vbert_studio.ui.player import loader
from vbert_studio.ui.player.controller import Player
from vbert_studio.ui.player.loader import Arrived, FrameLoader, News
from vbert_studio.ui.player.pictures import PictureCache
from vbert_studio.ui.player.planning import APART, Request

Show = Callable[..., Screening]

# Without a keyframe where the picture changes, which here is everywhere.
LONG_GROUPS = Film(frames=300, rate=30, gop=300, options={"sc_threshold": "0"})


def test_on_a_long_way_what_is_nearer_stands_in(show: Show) -> None:
    screening = show(LONG_GROUPS)
    player = screening.player
    screening.seen.clear()
    player.seek(9.0)
    screening.settle()
    off = [270 - index for index in screening.seen]
    assert off[-1] == 0
    assert len(off) > 3
    assert all(later < before for before, later in pairwise(off))


def test_a_full_cache_keeps_nobody_from_the_end_of_a_long_way(qtbot: QtBot, tmp_path: Path) -> None:
    player = Player(speaker=lambda: None, cache_bytes=20 * 3 * 90 * 120)
    screening = Screening(player, qtbot)
    film = replace(LONG_GROUPS, height=90, width=120)
    screening.open(film, tmp_path / "film.mp4")
    assert player.times is not None
    for frame in (200, 205, 210, 215, 220, 225, 230, 196, 190, 180):
        player.seek(player.times.start_of(frame))
        screening.settle()
        assert screening.number == frame
    player.close()


def test_coming_back_the_nearest_picture_stands_in_at_once(show: Show, gate: Gate) -> None:
    screening = show(LONG_GROUPS)
    player = screening.player
    player.seek(9.0)
    screening.settle()
    gate.clear()
    player.seek(5.0)
    assert abs(screening.number - 150) <= APART
    player.play()
    player.pause()
    assert player.position == 5.0  # not that of the picture, which is of another moment
    gate.set()
    screening.settle()
    assert screening.number == 150


def test_nothing_stands_in_that_is_farther_off(show: Show, gate: Gate) -> None:
    screening = show(replace(LONG_GROUPS, gop=100))
    player = screening.player
    player.seek(5.0)
    screening.settle()
    gate.clear()
    player.seek(9.0)  # another group, of which there is no picture yet
    assert screening.number == 150
    gate.set()
    screening.settle()


class Dragging:
    """A loader, and somebody who is two frames on whenever `move_on` is called, up to frame 60."""

    def __init__(self, path: Path) -> None:
        self.arrived = threading.Event()
        self.frames = FrameLoader(path, read_frame_times(path), self._hear)
        self._cache = PictureCache(1 << 26)
        self._wanted = iter(range(0, 61, 2))

    def move_on(self) -> None:
        self.frames.ask(Request(next(self._wanted, 60), 0.0, (64, 96), self._cache))

    def _hear(self, news: News) -> None:
        if isinstance(news, Arrived) and news.request.index == 60:
            self.arrived.set()


def test_dragging_along_never_loses_the_place_in_the_film(tmp_path: Path, monkeypatch) -> None:
    """Somebody moves on in the middle of whatever is decoded, and when all that is done."""
    dragging = Dragging(LONG_GROUPS.write(tmp_path / "film.mp4"))
    packets, search, searches = decoding.packets, Decoder.frames_from, list[int]()

    def interrupting(*given: Any) -> Iterator[Packet]:
        for number, packet in enumerate(packets(*given)):
            if number % 4 == 3:
                dragging.move_on()
            yield packet

    def counted(self: Decoder, index: int):
        searches.append(index)
        return search(self, index)

    monkeypatch.setattr(loader, "_REST_S", 60)
    monkeypatch.setattr(decoding, "packets", interrupting)
    monkeypatch.setattr(Decoder, "frames_from", counted)
    dragging.move_on()
    dragging.frames.start()
    for _ in range(400):
        if dragging.arrived.wait(0.05):
            break
        dragging.move_on()
    dragging.frames.close()
    assert dragging.arrived.is_set()
    assert searches == [0]


def test_no_step_of_a_long_way_is_long(show: Show, monkeypatch) -> None:
    monkeypatch.setattr(loader, "_REST_S", 60)
    steps: list[int] = []
    go_to, read = FrameReader.go_to, FrameReader.read

    def going(self: FrameReader, index: int):
        steps.append(index)
        return go_to(self, index)

    def reading(self: FrameReader, index: int):
        steps.append(index)
        return read(self, index)

    monkeypatch.setattr(FrameReader, "go_to", going)
    monkeypatch.setattr(FrameReader, "read", reading)
    screening = show(LONG_GROUPS)
    player = screening.player
    player.seek(9.0)
    screening.settle()
    back = next(index for index in range(255, 240, -1) if index not in steps)
    there = len(steps)
    player.seek(player.times.start_of(back))  # through pictures that are kept already
    screening.settle()
    way = [index for index in steps[there:] if index <= back]
    assert (way[0], way[-1]) == (0, back)
    assert max(later - before for before, later in pairwise(way)) <= APART


def test_the_latest_of_many_seeks_wins(show: Show) -> None:
    screening = show(Film(frames=300, rate=30, gop=300, height=240, width=320))
    player = screening.player
    for k in range(60):
        player.seek(9.5 - k * 0.1)
    player.seek(4.0)
    screening.settle()
    assert screening.number == 120
    # All the others together cost less than decoding each of them.
    assert len(screening.seen) < 30
