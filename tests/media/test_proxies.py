"""Small pictures of a film: the right ones, close enough together, kept and found again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tests.films import Film, number_in
from vbert_studio.media.disk_cache import DiskCache
from vbert_studio.media.frames import FrameReader
from vbert_studio.media.proxies import HEIGHT, Proxies, proxy_store
from vbert_studio.media.times import FrameTimes, read_frame_times

FILM = Film(frames=600, rate=20, gop=200, height=48, width=80)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FrameTimes]:
    path = FILM.write(tmp_path_factory.mktemp("film") / "a.mp4")
    return path, read_frame_times(path)


@pytest.fixture
def store(tmp_path: Path) -> DiskCache:
    return proxy_store(tmp_path / "proxies", 1 << 24)


def fill(proxies: Proxies, path: Path, times: FrameTimes) -> None:
    with FrameReader(path, times, 48, threads=1) as reader:
        for sheet in proxies.missing():
            for place in proxies.frames(sheet):
                proxies.put(place, reader.read(place).image)
            proxies.keep(sheet)


def regular_times(hours: float, rate: int = 30) -> FrameTimes:
    pts = np.arange(round(hours * 3600 * rate), dtype=np.int64)
    return FrameTimes(pts, Fraction(1, rate), pts[::250], 0, 1)


def test_of_every_moment_there_is_one_from_nearby(
    film: tuple[Path, FrameTimes], store: DiskCache
) -> None:
    path, times = film
    proxies = Proxies(times, "f", store)
    assert proxies.near(100) is None
    fill(proxies, path, times)
    assert not proxies.missing()
    for index in range(len(times)):
        place = proxies.near(index)
        assert place is not None
        assert abs(place - index) <= (2 if index < 596 else 3)  # none comes after the last one
        image = proxies.image(place)
        assert image is not None
        assert number_in(image) == place


def test_they_are_found_again_by_the_fingerprint(
    film: tuple[Path, FrameTimes], store: DiskCache
) -> None:
    path, times = film
    made = Proxies(times, "f", store)
    fill(made, path, times)
    again = Proxies(times, "f", store)
    assert [again.read(sheet) for sheet in again.missing()] == [True, True, True]
    assert len(again) == len(made) == 150
    place = again.near(333)
    assert place == 332
    assert number_in(again.image(place)) == 332  # type: ignore[arg-type]
    other = Proxies(times, "g", store)
    assert not any(other.read(sheet) for sheet in other.missing())


@pytest.mark.parametrize("damage", [b"", b"no archive", b"PK\x03\x04cut off"])
def test_what_is_damaged_on_disk_is_made_again(
    film: tuple[Path, FrameTimes], store: DiskCache, tmp_path: Path, damage: bytes
) -> None:
    path, times = film
    fill(Proxies(times, "f", store), path, times)
    (tmp_path / "proxies" / f"f-{HEIGHT}-4-1.npz").write_bytes(damage)
    again = Proxies(times, "f", store)
    for sheet in again.missing():
        again.read(sheet)
    assert again.missing() == [1]


def test_sheets_near_the_playhead_come_first(film: tuple[Path, FrameTimes], store: DiskCache):
    proxies = Proxies(film[1], "f", store)
    assert proxies.missing(599) == [2, 1, 0]
    assert proxies.missing(300) == [1, 0, 2]


@pytest.mark.parametrize("hours", [0.001, 0.1, 1, 12])
def test_a_long_film_has_no_more_of_them_than_memory_holds(hours: float, store: DiskCache) -> None:
    times = regular_times(hours)
    proxies = Proxies(times, "f", store)
    places = [place for sheet in proxies.missing() for place in proxies.frames(sheet)]
    assert len(set(places)) == len(places) <= 4000
    assert min(places) >= 0
    assert max(places) < len(times)
    assert max(np.diff(sorted(places))) <= max(6, np.ceil(len(times) / 4000))


def test_a_single_frame(store: DiskCache) -> None:
    times = replace(regular_times(0.001), pts=np.zeros(1, np.int64), keyframes=np.zeros(1, int))
    proxies = Proxies(times, "f", store)
    assert [list(proxies.frames(sheet)) for sheet in proxies.missing()] == [[0]]
