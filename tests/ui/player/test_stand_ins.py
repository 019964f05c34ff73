"""Small pictures of the whole film stand in where it is dragged faster than it is decoded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.films import Film
from tests.media.test_proxies import regular_times
from tests.ui.player.conftest import Gate, Screening
from vbert_studio import places
from vbert_studio.media.frames import FrameReader
from vbert_studio.media.probe import probe
from vbert_studio.media.proxies import Proxies, proxy_store
from vbert_studio.media.times import FrameTimes, read_frame_times
from vbert_studio.settings import known
from vbert_studio.ui.player.controller import Player
from vbert_studio.ui.player.pictures import Picture, PictureCache
from vbert_studio.ui.player.proxy_maker import ProxyMaker
from vbert_studio.ui.player.stand_ins import StandIns
from vbert_studio.ui.settings import settings

FILM = Film(
    frames=400, rate=20, gop=400, height=360, width=480, options={"sc_threshold": "0"}
)  # one group, two sheets
SMALL, LARGE = (270, 360), (360, 480)


@pytest.fixture
def film(tmp_path: Path) -> tuple[Path, FrameTimes]:
    path = FILM.write(tmp_path / "film.mp4")
    return path, read_frame_times(path)


def kept() -> int:
    return len(list((places.cache_dir() / "proxies").glob("*.npz")))


def shape_of(player: Player) -> tuple[int, ...]:
    assert player.picture is not None
    return player.picture.pixels.shape[:2]


def open_film(screening: Screening, film: tuple[Path, FrameTimes]) -> None:
    path, times = film
    screening.player.open(path, times, probe(path), "fingerprint")
    screening.settle()


@pytest.fixture
def watched(screening: Screening, film: tuple[Path, FrameTimes]) -> Screening:
    """The film, open, with both sheets of its small pictures made."""
    open_film(screening, film)
    screening.qtbot.waitUntil(lambda: kept() == 2, timeout=20_000)
    return screening


def test_wherever_it_is_dragged_there_is_a_picture_before_the_frame_is_decoded(
    watched: Screening, film: tuple[Path, FrameTimes], gate: Gate
) -> None:
    player = watched.player
    gate.clear()
    for index in (390, 57, 201, 123):
        player.seek(film[1].start_of(index))
        watched.qtbot.waitUntil(lambda at=index: abs(watched.number - at) <= 2, timeout=1000)
        assert shape_of(player) == SMALL
    gate.set()
    watched.settle()
    watched.qtbot.waitUntil(lambda: shape_of(player) == LARGE, timeout=5000)
    assert watched.number == 123


def test_a_frame_that_comes_soon_needs_no_small_picture_before_it(
    watched: Screening, film: tuple[Path, FrameTimes]
) -> None:
    player, shapes = watched.player, set[tuple[int, ...]]()
    player._patience.setInterval(60_000)
    player.picture_changed.connect(lambda: shapes.add(shape_of(player)))
    for index in (390, 57, 201):
        player.seek(film[1].start_of(index))
        watched.settle()
    assert shapes == {LARGE}
    player.picture_changed.disconnect()


def test_what_was_asked_before_never_brings_the_picture_back(
    watched: Screening, film: tuple[Path, FrameTimes], gate: Gate
) -> None:
    player = watched.player
    gate.clear()
    watched.seen.clear()
    player.seek(film[1].start_of(8))  # near enough to be decoded in one step
    assert gate.reached.wait(10)
    player.seek(film[1].start_of(300))
    watched.qtbot.waitUntil(lambda: shape_of(player) == SMALL, timeout=1000)
    gate.set()
    watched.qtbot.waitUntil(lambda: shape_of(player) == LARGE, timeout=10_000)
    assert watched.seen == sorted(watched.seen)
    assert watched.number == 300


def test_a_large_picture_that_is_nearer_beats_a_small_one(tmp_path: Path) -> None:
    times = regular_times(2, rate=50)
    proxies = Proxies(times, "f", proxy_store(tmp_path, 1 << 24))
    proxies.put(180, np.zeros((27, 36, 3), np.uint8))
    stand_ins, cache = StandIns(), PictureCache(1 << 24)
    stand_ins._proxies = proxies
    cache.put(Picture.of(218, np.zeros((36, 48, 3), np.uint8)))
    found = [stand_ins.nearest(index, times, cache, at_once=False) for index in (225, 190)]
    assert [None if one is None else one.index for one in found] == [218, 180]


def test_time_waits_for_the_large_picture(
    watched: Screening, film: tuple[Path, FrameTimes], gate: Gate
) -> None:
    player = watched.player
    gate.clear()
    player.play()
    player.seek(film[1].start_of(300))  # of which there is a small one
    watched.qtbot.waitUntil(lambda: watched.number == 300, timeout=1000)
    assert player.position == film[1].start_of(300)
    gate.set()
    watched.qtbot.waitUntil(lambda: player.frame > 302, timeout=5000)


def test_what_was_made_is_there_when_the_film_is_opened_again(
    watched: Screening, film: tuple[Path, FrameTimes], qtbot: QtBot, monkeypatch
) -> None:
    watched.player.close()
    put: list[int] = []
    monkeypatch.setattr(Proxies, "put", lambda _self, place, _image: put.append(place))
    read, found = Proxies.read, list[bool]()
    monkeypatch.setattr(Proxies, "read", lambda self, sheet: found.append(read(self, sheet)))
    open_film(watched, film)
    qtbot.waitUntil(lambda: len(found) == 2, timeout=5000)
    assert found == [True, True]
    assert not put


def test_none_are_made_where_nobody_wants_them(
    screening: Screening, film: tuple[Path, FrameTimes]
) -> None:
    settings().choose(known.PROXIES, False)
    open_film(screening, film)
    assert not [t for t in threading.enumerate() if t.name == "player-proxies"]


class Resting:
    """A maker that can be watched while it rests."""

    def __init__(self, film: tuple[Path, FrameTimes], monkeypatch) -> None:
        self.rests = threading.Event()
        path, times = film
        self.proxies = Proxies(times, "f", proxy_store(places.cache_dir() / "proxies", 1 << 24))
        self.maker = ProxyMaker(path, times, SMALL, self.proxies)
        wait = threading.Condition.wait

        def watched(condition: threading.Condition, timeout: float | None = None) -> bool:
            if threading.current_thread().name == "player-proxies" and timeout is None:
                self.rests.set()
            return wait(condition, timeout)

        monkeypatch.setattr(threading.Condition, "wait", watched)


@pytest.mark.parametrize(
    ("rest", "go_on"),
    [
        (lambda maker: maker.hold(on=True), lambda maker: maker.hold(on=False)),
        (lambda maker: maker.look_at(10), lambda maker: maker.shown()),
    ],
    ids=["playing", "dragging"],
)
def test_it_rests_while_somebody_needs_the_processor(
    qtbot: QtBot,
    film: tuple[Path, FrameTimes],
    monkeypatch,
    rest: Callable[[ProxyMaker], None],
    go_on: Callable[[ProxyMaker], None],
) -> None:
    resting = Resting(film, monkeypatch)
    rest(resting.maker)
    resting.maker.start()
    assert resting.rests.wait(10)
    assert len(resting.proxies) == 0
    go_on(resting.maker)
    qtbot.waitUntil(lambda: not resting.proxies.missing(), timeout=20_000)
    resting.maker.close()


def test_it_ends_while_it_rests(film: tuple[Path, FrameTimes], monkeypatch) -> None:
    resting = Resting(film, monkeypatch)
    resting.maker.hold(on=True)
    resting.maker.start()
    assert resting.rests.wait(10)
    resting.maker.close()
    assert not [t for t in threading.enumerate() if t.name == "player-proxies"]


def test_a_film_that_is_gone_ends_it_in_silence(
    film: tuple[Path, FrameTimes], monkeypatch, capsys: pytest.CaptureFixture[str]
) -> None:
    film[0].unlink()
    resting = Resting(film, monkeypatch)
    resting.maker.start()
    resting.maker.close()
    assert capsys.readouterr().err == ""


def test_small_pictures_look_like_the_film(film: tuple[Path, FrameTimes], tmp_path: Path) -> None:
    """JPEG changes no colour by more than the eye forgives."""
    path, times = film
    proxies = Proxies(times, "f", proxy_store(tmp_path / "p", 1 << 24))
    with FrameReader(path, times, SMALL) as reader:
        image = reader.read(60).image
    proxies.put(60, image)
    found = proxies.image(60)
    assert found is not None
    assert np.abs(found.astype(int) - image).mean() < 3
