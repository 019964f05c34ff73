"""Thumbnails show the right frame, are made once, and do not fill the disk."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.films import Film, number_in
from vbert_studio.errors import CancelledError, MediaError
from vbert_studio.media.disk_cache import DiskCache
from vbert_studio.media.fingerprint import fingerprint
from vbert_studio.media.thumbnails import Thumbnails
from vbert_studio.media.times import FrameTimes, read_frame_times
from vbert_studio.progress import Monitor

FILM = Film(frames=120, rate=20, gop=30, height=90, width=160, options={"sc_threshold": "0"})


@pytest.fixture
def film(tmp_path: Path) -> tuple[Path, FrameTimes]:
    path = FILM.write(tmp_path / "a.mp4")
    return path, read_frame_times(path)


@pytest.fixture
def thumbnails(tmp_path: Path) -> Thumbnails:
    return Thumbnails(tmp_path / "cache", 1 << 20)


def test_the_frame_on_screen(thumbnails: Thumbnails, film: tuple[Path, FrameTimes]) -> None:
    path, times = film
    image = thumbnails.get(path, fingerprint(path), times, 3.33, 45)
    assert image.shape == (45, 80, 3)
    assert number_in(image) == FILM.shown_at(3.33)


def test_many_come_in_one_pass(thumbnails: Thumbnails, film: tuple[Path, FrameTimes]) -> None:
    path, times = film
    wanted = [5.0, 0.0, 2.51, 2.51, 99.0, 2.52]
    got = list(thumbnails.get_many(path, fingerprint(path), times, wanted, 45))
    assert sorted(t for t, _ in got) == sorted(wanted)
    assert all(number_in(image) == FILM.shown_at(t) for t, image in got)


def test_the_second_time_the_film_is_not_needed(
    thumbnails: Thumbnails, film: tuple[Path, FrameTimes]
) -> None:
    path, times = film
    content = fingerprint(path)
    assert thumbnails.cached(content, times, 1.0, 45) is None
    first = thumbnails.get(path, content, times, 1.0, 45)
    path.unlink()
    again = thumbnails.get(path, content, times, 1.0, 45)
    assert number_in(again) == number_in(first) == 20
    assert thumbnails.cached(content, times, 1.0, 45) is not None
    for changed in (("g", 1.0, 45), (content, 2.0, 45), (content, 1.0, 50)):
        with pytest.raises(MediaError):
            thumbnails.get(path, changed[0], times, changed[1], changed[2])


def test_another_film_in_its_place_gives_no_thumbnails(
    thumbnails: Thumbnails, film: tuple[Path, FrameTimes]
) -> None:
    path, times = film
    content = fingerprint(path)
    first = thumbnails.get(path, content, times, 1.0, 45)
    replace(FILM, height=180, width=320).write(path)
    with pytest.raises(MediaError) as caught:
        thumbnails.get(path, content, times, 2.0, 45)
    assert caught.value.kind == "replaced"
    assert thumbnails.cached(content, times, 2.0, 45) is None
    assert number_in(thumbnails.get(path, content, times, 1.0, 45)) == number_in(first)


def test_a_near_keyframe_will_do_where_allowed(
    thumbnails: Thumbnails, film: tuple[Path, FrameTimes]
) -> None:
    path, times = film
    key = int(times.keyframes[1])
    near = times.start_of(key) + 0.2
    assert (
        number_in(thumbnails.get(path, fingerprint(path), times, near, 45, tolerance_s=0.3)) == key
    )
    assert (
        number_in(thumbnails.get(path, fingerprint(path), times, near, 45, tolerance_s=0.1))
        == key + 4
    )


def test_a_damaged_file_in_the_cache_is_made_again(
    tmp_path: Path, thumbnails: Thumbnails, film: tuple[Path, FrameTimes]
) -> None:
    path, times = film
    thumbnails.get(path, fingerprint(path), times, 1.0, 45)
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(b"\xff\xd8 no picture")
    assert number_in(thumbnails.get(path, fingerprint(path), times, 1.0, 45)) == 20


@pytest.mark.parametrize("height", [17, 45, 90])
def test_any_width(tmp_path: Path, thumbnails: Thumbnails, height: int) -> None:
    path = Film(frames=5, height=64, width=100).write(tmp_path / "b.mp4")
    times = read_frame_times(path)
    for _ in range(2):
        image = thumbnails.get(path, fingerprint(path), times, 0.1, height)
        assert image.shape == (height, round(height * 100 / 64), 3)
        assert number_in(image) == 3


def test_cancelling(thumbnails: Thumbnails, film: tuple[Path, FrameTimes]) -> None:
    path, times = film
    with pytest.raises(CancelledError):
        list(
            thumbnails.get_many(
                path, fingerprint(path), times, [1.0], 45, monitor=Monitor(cancelled=lambda: True)
            )
        )


def test_the_folder_stays_below_its_limit_and_keeps_what_is_used(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "c", 10_000, ".x")
    cache.put("favourite", bytes(1000))
    for k in range(50):
        os.utime(tmp_path / "c" / "favourite.x", ns=(k * 10**9, k * 10**9))
        cache.put(f"k{k}", bytes(1000))
        os.utime(tmp_path / "c" / f"k{k}.x", ns=(k * 10**9, k * 10**9))
        assert cache.get("favourite") is not None
        assert sum(f.stat().st_size for f in (tmp_path / "c").iterdir()) <= 10_000
    assert cache.get("k49") is not None
    assert cache.get("k0") is None


def test_what_an_earlier_run_left_counts(tmp_path: Path) -> None:
    for k in range(30):
        DiskCache(tmp_path, 1 << 30, ".x").put(f"k{k}", bytes(1000))
    DiskCache(tmp_path, 10_000, ".x").put("new", bytes(1000))
    assert sum(f.stat().st_size for f in tmp_path.iterdir()) <= 10_000


def test_a_place_that_cannot_be_written_to_only_means_nothing_is_kept(
    tmp_path: Path, film: tuple[Path, FrameTimes]
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    path, times = film
    image = Thumbnails(blocked / "cache", 1 << 20).get(path, fingerprint(path), times, 1.0, 45)
    assert number_in(image) == 20


def test_several_threads_at_once(
    tmp_path: Path, thumbnails: Thumbnails, film: tuple[Path, FrameTimes]
) -> None:
    path, times = film
    content = fingerprint(path)
    wrong: list[float] = []

    def work(shift: int) -> None:
        for k in range(0, 120, 7):
            t = ((k + shift) % 120) / 20
            if number_in(thumbnails.get(path, content, times, t, 45)) != FILM.shown_at(t):
                wrong.append(t)

    threads = [threading.Thread(target=work, args=(shift,)) for shift in (0, 0, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert not [f for f in (tmp_path / "cache").iterdir() if f.suffix == ".tmp"]


def test_pictures_survive_packing() -> None:
    from vbert_studio.media.jpeg import pack, unpack

    smooth = np.zeros((50, 70, 3), np.uint8) + np.arange(70, dtype=np.uint8)[None, :, None] * 3
    again = unpack(pack(smooth))
    assert again is not None
    assert np.abs(again.astype(int) - smooth).mean() < 3


def test_the_way_to_one_picture_can_be_given_up(thumbnails: Thumbnails, tmp_path: Path) -> None:
    long = Film(frames=120, rate=20, gop=120, options={"sc_threshold": "0"})
    path = long.write(tmp_path / "long.mp4")
    times, looks = read_frame_times(path), []

    def cancelled() -> bool:
        looks.append(len(looks))
        return len(looks) > 20

    monitor = Monitor(cancelled=cancelled)
    with pytest.raises(CancelledError):
        list(thumbnails.get_many(path, fingerprint(path), times, [5.9], 45, monitor=monitor))
    assert len(looks) < 100  # and not when all 118 frames before it were decoded
