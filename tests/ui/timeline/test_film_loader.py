"""The filmstrip's pictures are given up at once when nobody wants them any more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests.ui.timeline.timeline_samples import made_up
from vbert_studio.errors import CancelledError
from vbert_studio.ui.timeline.content import Picture
from vbert_studio.ui.timeline.film import FilmStore
from vbert_studio.ui.timeline.film_loader import FilmLoader
from vbert_studio.ui.timeline.viewport import Viewport


class LongWay:
    """A film in which the way to any frame is endless."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.ended = threading.Event()

    def pictures(
        self,
        times_s: Sequence[float],
        height: int,
        tolerance_s: float = 0.0,
        is_dropped: Callable[[], bool] = lambda: False,
    ) -> Iterator[Picture]:
        self.begun.set()
        while not is_dropped():
            self.ended.wait(0.001)
        self.ended.set()
        raise CancelledError
        yield


def test_the_window_does_not_wait_for_a_picture_on_a_long_way(qtbot: QtBot) -> None:
    film, loader = LongWay(), FilmLoader(FilmStore())
    failed: list[object] = []
    loader.failed.connect(failed.append)
    content = replace(made_up(), film=film)
    loader.want(content, Viewport.whole(content.duration_s, 800), 40, 1.0)
    qtbot.waitUntil(film.begun.is_set, timeout=5000)
    loader.stop()  # would wait for ever
    assert film.ended.is_set()
    assert not failed
