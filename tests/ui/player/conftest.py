"""A player without a loudspeaker, and films whose frames tell their numbers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.films import Film, number_in
from vbert_studio.media.frames import Frame, FrameReader
from vbert_studio.media.probe import probe
from vbert_studio.media.times import read_frame_times
from vbert_studio.ui.player.controller import Player


class Screening:
    """A player, and what can be seen of it."""

    def __init__(self, player: Player, qtbot: QtBot) -> None:
        self.player = player
        self.qtbot = qtbot
        self.seen: list[int] = []
        self.states: list[bool] = []
        self.errors: list[object] = []
        player.picture_changed.connect(self._look)
        player.playing_changed.connect(self.states.append)
        player.failed.connect(self.errors.append)

    def _look(self) -> None:
        picture = self.player.picture
        if picture is not None:
            self.seen.append(picture.index)

    def open(self, film: Film, path: Path) -> None:
        film.write(path)
        self.player.open(path, read_frame_times(path), probe(path))
        self.settle()

    def settle(self) -> None:
        """Wait until the picture is the one of the position."""
        self.qtbot.waitUntil(lambda: self.shows_position, timeout=5000)

    @property
    def shows_position(self) -> bool:
        picture = self.player.picture
        return picture is not None and picture.index == self.player.frame

    @property
    def number(self) -> int:
        """What is really to be seen."""
        assert self.player.picture is not None
        return number_in(self.player.picture.pixels)


@pytest.fixture
def screening(qtbot: QtBot) -> Iterator[Screening]:
    player = Player(speaker=lambda: None)
    yield Screening(player, qtbot)
    player.close()


@pytest.fixture
def show(screening: Screening, tmp_path: Path) -> Callable[[Film], Screening]:
    """Open a film, and wait for its first frame."""

    def work(film: Film, name: str = "film.mp4") -> Screening:
        screening.open(film, tmp_path / name)
        return screening

    return work


class Gate(threading.Event):
    """While it is not set nothing is decoded. `reached` once a thread has come there."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = threading.Event()
        self.set()

    def clear(self) -> None:
        self.reached.clear()
        super().clear()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate, read = Gate(), FrameReader.read

    def gated(self: FrameReader, index: int) -> Frame:
        gate.reached.set()
        assert gate.wait(20)
        return read(self, index)

    monkeypatch.setattr(FrameReader, "read", gated)
    yield gate
    gate.set()
