"""The pictures of a filmstrip come from the film's proxies where a little off will do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.films import Film, number_in
from vbert_studio.errors import MediaError
from vbert_studio.media.fingerprint import fingerprint
from vbert_studio.media.frames import FrameReader
from vbert_studio.media.proxies import Proxies
from vbert_studio.media.times import read_frame_times
from vbert_studio.ui.parts.picture_stores import shared_proxies
from vbert_studio.ui.timeline.pictures import VideoPictures

FILM = Film(frames=600, rate=20, gop=600, height=96, width=160, options={"sc_threshold": "0"})


@pytest.fixture
def pictures(tmp_path: Path) -> VideoPictures:
    """Of a film that begins with its only keyframe."""
    path = FILM.write(tmp_path / "film.mp4")
    return VideoPictures(path, fingerprint(path), read_frame_times(path))


def make_proxies(pictures: VideoPictures, sheets: int) -> None:
    """The first sheets, of 64 pictures each; every picture is four frames on."""
    proxies = Proxies(pictures.times, pictures.fingerprint, shared_proxies())
    with FrameReader(pictures.path, pictures.times, 96) as reader:
        for sheet in range(sheets):
            for place in proxies.frames(sheet):
                proxies.put(place, reader.read(place).image)
            proxies.keep(sheet)


def test_with_proxies_the_film_is_not_decoded(pictures: VideoPictures) -> None:
    make_proxies(pictures, 3)
    pictures.path.unlink()
    wanted = [0.0, 7.07, 15.55, 29.9]
    found = dict(pictures.pictures(wanted, 64, tolerance_s=1.0))
    assert {image.shape[0] for image in found.values()} == {64}
    for t_s in wanted:
        assert abs(number_in(found[t_s]) - FILM.shown_at(t_s)) <= 3
    with pytest.raises(MediaError):
        list(pictures.pictures([7.07], 64))  # the very frame, which only the film has


def test_what_has_no_proxy_yet_is_decoded(pictures: VideoPictures) -> None:
    make_proxies(pictures, 1)  # up to 12.8 s
    found = dict(pictures.pictures([25.0, 5.0], 64, tolerance_s=1.0))
    assert number_in(found[25.0]) == FILM.shown_at(25.0)
    assert list(found) == [5.0, 25.0]  # what needs no decoding is there first
