"""A page of the filmstrip: twenty pictures of a 1080p film with a key frame every 250 frames.

Out of the film's proxies, as they are once a film was open for a while, or by decoding.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from harness import Numbers
from ui_scenes import material

_TILES, _HEIGHT = 20, 96


def ours() -> Numbers:
    """With the proxies of the film."""
    from vbert_studio.media.frames import FrameReader
    from vbert_studio.media.proxies import HEIGHT, Proxies
    from vbert_studio.ui.parts.picture_stores import shared_proxies

    pictures = _pictures(material("film.mp4"))
    proxies = Proxies(pictures.times, pictures.fingerprint, shared_proxies())
    with FrameReader(pictures.path, pictures.times, HEIGHT) as reader:
        for sheet in proxies.missing():
            for place in proxies.frames(sheet):
                proxies.put(place, reader.read(place).image)
            proxies.keep(sheet)
    return _page(pictures)


def naive() -> Numbers:
    """Without any."""
    from vbert_studio import places

    shutil.rmtree(places.cache_dir() / "proxies", ignore_errors=True)
    return _page(_pictures(material("film.mp4")))


def _pictures(path: Path):  # noqa: ANN202 - the window's libraries are not loaded here
    from vbert_studio.media.fingerprint import fingerprint
    from vbert_studio.media.times import read_frame_times
    from vbert_studio.ui.timeline.pictures import VideoPictures

    return VideoPictures(path, fingerprint(path), read_frame_times(path))


def _page(pictures) -> Numbers:  # noqa: ANN001
    from vbert_studio import places

    shutil.rmtree(places.cache_dir() / "thumbnails", ignore_errors=True)
    apart_s = pictures.times.end_s / _TILES
    times_s = [(tile + 0.5) * apart_s for tile in range(_TILES)]
    began, cpu = time.perf_counter(), time.process_time()
    found = list(pictures.pictures(times_s, _HEIGHT, apart_s / 2))
    assert len(found) == _TILES
    return {
        "page_ms": (time.perf_counter() - began) * 1e3,
        "page_cpu_ms": (time.process_time() - cpu) * 1e3,
    }
