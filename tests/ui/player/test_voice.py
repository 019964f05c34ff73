"""Sound starts where the clock is, follows it, and is missed by nobody where there is none."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.films import Film, tone
from tests.ui.player.conftest import Screening
from vbert_studio.ui.player.controller import Player
from vbert_studio.ui.player.voice import RATE

FILM = Film(frames=150, rate=30, sound=tone(5.0, 500, from_s=2.0))


class Recorder:
    """A loudspeaker that keeps what it is given, and plays as fast as it gets it."""

    def __init__(self) -> None:
        self.takes: list[bytearray] = []
        self.stops = 0
        self.volume = -1.0
        self.room = 1 << 16
        self.clock = lambda: 0.0
        self.began_s = 0.0

    def free_bytes(self) -> int:
        return self.room

    def write(self, data: bytes) -> None:
        if not self.takes[-1]:
            self.began_s = self.clock()
        self.takes[-1] += data

    def restart(self) -> None:
        self.takes.append(bytearray())

    def stop(self) -> None:
        self.stops += 1

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def samples(self) -> np.ndarray:
        return np.frombuffer(bytes(self.takes[-1]), "<i2").reshape(-1, 2) / 32767


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def heard(qtbot: QtBot, tmp_path: Path, recorder: Recorder) -> Iterator[Screening]:
    player = Player(speaker=lambda: recorder)
    screening = Screening(player, qtbot)
    screening.open(FILM, tmp_path / "film.mp4")
    yield screening
    player.close()


@pytest.mark.parametrize("start_s", [0.0, 1.5, 3.0])
def test_sound_begins_at_the_playhead(heard: Screening, recorder: Recorder, start_s: float) -> None:
    heard.player.seek(start_s)
    heard.settle()
    heard.player.play()
    heard.qtbot.waitUntil(lambda: len(recorder.samples()) > 0.7 * RATE, timeout=5000)
    samples = recorder.samples()
    loud = np.abs(samples[:, 0]) > 0.2
    if start_s == 0.0:
        assert not loud.any()
    else:
        assert np.argmax(loud) / RATE == pytest.approx(max(0, 2.0 - start_s), abs=0.04)
    assert np.array_equal(samples[:, 0], samples[:, 1])


def test_pausing_seeking_and_other_speeds_are_silent(heard: Screening, recorder: Recorder) -> None:
    player = heard.player
    player.play()
    heard.qtbot.waitUntil(lambda: bool(recorder.takes and recorder.takes[-1]), timeout=5000)
    player.pause()
    assert recorder.stops == 1
    assert _sound_threads() == 0
    player.set_speed(2.0)
    player.play()
    heard.qtbot.waitUntil(lambda: player.position > 0.5, timeout=5000)
    assert len(recorder.takes) == 1
    player.set_speed(1.0)
    assert len(recorder.takes) == 2
    player.shuttle_back()
    assert recorder.stops == 2
    player.shuttle_stop()
    player.seek(1.0)
    heard.settle()
    assert len(recorder.takes) == 2


def test_sound_that_comes_too_late_is_left_out(heard: Screening, recorder: Recorder) -> None:
    """A loudspeaker that is stuck for half a second goes on where the film is by then."""
    player = heard.player
    recorder.clock = lambda: player.position
    player.seek(1.0)
    heard.settle()
    recorder.room = 0
    player.play()
    heard.qtbot.waitUntil(lambda: player.position > 1.5, timeout=5000)
    assert not recorder.takes[-1]
    recorder.room = 1 << 16
    heard.qtbot.waitUntil(lambda: len(recorder.samples()) > RATE, timeout=5000)
    loud = np.abs(recorder.samples()[:, 0]) > 0.2
    assert recorder.began_s + np.argmax(loud) / RATE == pytest.approx(2.0, abs=0.2)


def test_a_full_loudspeaker_is_not_flooded(heard: Screening, recorder: Recorder) -> None:
    recorder.room = 402
    heard.player.play()
    heard.qtbot.waitUntil(lambda: heard.player.position > 0.3, timeout=5000)
    assert 0 < len(recorder.takes[-1]) < 60 * 402
    assert len(recorder.takes[-1]) % 4 == 0


def test_volume_and_mute(heard: Screening, recorder: Recorder) -> None:
    voice = heard.player.voice
    told: list[bool] = []
    voice.changed.connect(lambda: told.append(True))
    heard.player.play()
    assert recorder.volume == 1.0
    voice.set_volume(0.5)
    assert recorder.volume == 0.25
    heard.player.toggle_mute()
    assert (voice.muted, recorder.volume) == (True, 0)
    heard.player.toggle_mute()
    assert (voice.muted, recorder.volume, voice.volume) == (False, 0.25, 0.5)
    voice.set_volume(0)
    assert voice.muted
    assert len(told) == 4


def test_closing_ends_the_sound(heard: Screening, recorder: Recorder) -> None:
    heard.player.play()
    heard.qtbot.waitUntil(lambda: bool(recorder.takes and recorder.takes[-1]), timeout=5000)
    heard.player.close()
    assert recorder.stops == 1
    assert _sound_threads() == 0
    assert not heard.player.voice.has_sound


def _sound_threads() -> int:
    return sum(thread.name == "player-sound" for thread in threading.enumerate())


def test_without_a_loudspeaker_the_film_plays_all_the_same(
    show: Callable[[Film], Screening],
) -> None:
    screening = show(Film(frames=30, rate=30, sound=tone(1.0)))
    player = screening.player
    assert player.voice.has_sound
    player.play()
    screening.qtbot.waitUntil(lambda: not player.playing, timeout=5000)
    screening.settle()
    assert screening.number == 29
    assert len(screening.seen) > 10
    player.voice.set_volume(0.3)
    player.toggle_mute()


def test_the_loudspeaker_is_found_before_it_is_wanted(qtbot: QtBot, tmp_path: Path) -> None:
    recorder = Recorder()
    player = Player(speaker=lambda: recorder)
    screening = Screening(player, qtbot)
    screening.open(Film(frames=20, rate=30, sound=tone(0.6)), tmp_path / "film.mp4")
    assert player.voice._speaker is None
    qtbot.waitUntil(lambda: player.voice._speaker is recorder, timeout=10_000)
    player.close()


def test_a_silent_film_asks_for_no_loudspeaker(qtbot: QtBot, tmp_path: Path) -> None:
    asked: list[bool] = []
    player = Player(speaker=lambda: asked.append(True))
    screening = Screening(player, qtbot)
    screening.open(Film(frames=30), tmp_path / "mute.mp4")
    player.play()
    qtbot.waitUntil(lambda: player.position > 0.2, timeout=5000)
    player.close()
    assert not asked


def test_the_systems_own_loudspeaker_or_its_absence(qtbot: QtBot, tmp_path: Path) -> None:
    """The real thing: most test machines have none, and then nothing must change."""
    player = Player()
    screening = Screening(player, qtbot)
    screening.open(Film(frames=20, rate=30, sound=tone(0.6)), tmp_path / "film.mp4")
    player.voice.set_volume(0)
    player.play()
    qtbot.waitUntil(lambda: not player.playing, timeout=15000)
    screening.settle()
    assert screening.number == 19
    player.close()
