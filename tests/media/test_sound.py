"""Sound at its time, at one rate, in one channel; and its outline."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films import Film, tone, write_sound_only
from vbert_studio.errors import CancelledError
from vbert_studio.media.peaks import Peaks, PeaksBuilder
from vbert_studio.media.sound import hear, read_peaks, read_sound
from vbert_studio.progress import Monitor


def whole(path: Path, rate: int = 16000) -> np.ndarray:
    return np.concatenate(list(read_sound(path, rate=rate)))


def onset_s(sound: np.ndarray, rate: int = 16000) -> float:
    return float(np.argmax(np.abs(sound) > 0.2)) / rate


@pytest.mark.parametrize(
    ("suffix", "codec"),
    [
        (".mp4", "aac"),
        (".mkv", "libopus"),
        (".mkv", "flac"),
        (".avi", "libmp3lame"),
        (".ts", "aac"),
    ],
)
def test_a_beep_is_heard_at_its_time(tmp_path: Path, suffix: str, codec: str) -> None:
    beep = tone(3.0, 1000, from_s=1.25)
    path = Film(frames=90, sound=beep, sound_codec=codec).write(tmp_path / f"beep{suffix}")
    sound = whole(path)
    assert sound.dtype == np.float32
    assert onset_s(sound) == pytest.approx(1.25, abs=0.03)
    assert len(sound) / 16000 == pytest.approx(3.0, abs=0.1)
    loud = sound[24000:40000]
    spectrum = np.abs(np.fft.rfft(loud))
    assert np.argmax(spectrum) * 16000 / len(loud) == pytest.approx(1000, abs=2)
    assert np.abs(loud).max() == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts"])
def test_sound_that_begins_late_is_preceded_by_silence(tmp_path: Path, suffix: str) -> None:
    film = Film(frames=90, sound=tone(1.5), sound_start_s=1.0)
    sound = whole(film.write(tmp_path / f"late{suffix}"))
    assert onset_s(sound) == pytest.approx(1.0, abs=0.05)
    assert not np.abs(sound[:14000]).max() > 0.01


def test_sound_counts_from_the_start_of_the_container(tmp_path: Path) -> None:
    film = Film(frames=90, start_s=700.0, sound=tone(3.0, from_s=1.0), sound_start_s=700.0)
    assert onset_s(whole(film.write(tmp_path / "clock.ts"))) == pytest.approx(1.0, abs=0.05)


def test_a_hole_is_filled_with_silence(tmp_path: Path) -> None:
    path = tmp_path / "hole.mkv"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("flac", rate=16000)
        stream.layout = "mono"
        for start in [*range(0, 16000, 1000), *range(32000, 48000, 1000)]:
            block = np.full((1, 1000), 8000, np.int16)
            frame = av.AudioFrame.from_ndarray(block, "s16", "mono")
            frame.sample_rate, frame.pts, frame.time_base = 16000, start, Fraction(1, 16000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    sound = whole(path)
    level = np.abs(sound[: 3 * 16000]).reshape(3, 16000).mean(axis=1)
    assert level == pytest.approx([0.244, 0, 0.244], abs=0.02)


@pytest.mark.parametrize(
    ("suffix", "codec"), [(".mp4", "aac"), (".mkv", "libopus"), (".ts", "aac")]
)
@pytest.mark.parametrize("start_s", [0.0, 0.5, 1.9, 2.5])
def test_hearing_begins_where_asked(
    tmp_path: Path, suffix: str, codec: str, start_s: float
) -> None:
    film = Film(frames=90, sound=tone(3.0, 1000, from_s=2.0), sound_codec=codec)
    sound = np.concatenate(list(hear(film.write(tmp_path / f"a{suffix}"), start_s=start_s)))
    assert sound.shape[1] == 2
    assert len(sound) / 48000 == pytest.approx(3.0 - start_s, abs=0.1)
    expected = max(0, 2.0 - start_s)
    assert onset_s(sound[:, 0], 48000) == pytest.approx(expected, abs=0.04)
    assert list(hear(Film(frames=5).write(tmp_path / "mute.mp4"))) == []


def test_two_channels_become_one(tmp_path: Path) -> None:
    path = tmp_path / "two.mkv"
    left, right = tone(1.0, 500), -tone(1.0, 500)
    for channels, loudness in (((left, left), 0.5), ((left, 0 * left), 0.25), ((left, right), 0)):
        with av.open(str(path), "w") as out:
            stream = out.add_stream("pcm_f32le", rate=48000)
            stream.layout = "stereo"
            block = np.stack(channels).T.reshape(1, -1).copy()
            frame = av.AudioFrame.from_ndarray(block, "flt", "stereo")
            frame.sample_rate = 48000
            out.mux(stream.encode(frame))
            out.mux(stream.encode())
        assert np.abs(whole(path)[2000:14000]).max() == pytest.approx(loudness, abs=0.02)


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 48000])
def test_rates(tmp_path: Path, rate: int) -> None:
    path = write_sound_only(tmp_path / "a.flac", tone(2.0), "flac")
    assert len(whole(path, rate)) == pytest.approx(2 * rate, abs=50)


def test_blocks_are_small(tmp_path: Path) -> None:
    path = write_sound_only(tmp_path / "a.m4a", tone(5.0))
    assert max(len(block) for block in read_sound(path)) < 16000


def test_silent_films_give_nothing(tmp_path: Path) -> None:
    path = Film(frames=10).write(tmp_path / "mute.mp4")
    assert list(read_sound(path)) == []
    peaks = read_peaks(path)
    assert peaks.duration_s == 0
    assert Peaks.from_bytes(peaks.to_bytes()).duration_s == 0
    assert len(peaks.level_for(0.1).low) == 0


def test_cancelling(tmp_path: Path) -> None:
    path = write_sound_only(tmp_path / "a.m4a", tone(2.0))
    with pytest.raises(CancelledError):
        list(read_sound(path, monitor=Monitor(cancelled=lambda: True)))


def test_peaks_of_a_file(tmp_path: Path) -> None:
    peaks = read_peaks(write_sound_only(tmp_path / "a.flac", tone(4.0, from_s=2.0), "flac"))
    assert peaks.duration_s == pytest.approx(4.0, abs=0.02)
    level = peaks.level_for(0.005)
    first_loud = float(np.argmax(level.high > 8000)) * level.bucket_s
    assert first_loud == pytest.approx(2.0, abs=0.01)
    assert level.high.max() == pytest.approx(32767 / 2, rel=0.02)
    assert level.low.min() == pytest.approx(-32767 / 2, rel=0.02)


def test_the_pyramid_holds_the_extremes_at_every_level() -> None:
    sound = np.random.default_rng(0).uniform(-1.2, 1.2, 16000 * 7 + 33).astype(np.float32)
    builder = PeaksBuilder(16000)
    for part in np.array_split(sound, 37):
        builder.add(part)
    peaks = builder.finish()
    clipped = np.clip(sound, -1, 1) * 32767
    for level in peaks.levels:
        width = round(level.bucket_s * 16000)
        for k in range(len(level.low)):
            bucket = clipped[k * width : (k + 1) * width]
            assert (level.low[k], level.high[k]) == (round(bucket.min()), round(bucket.max()))
    assert [round(level.bucket_s / 0.005) for level in peaks.levels] == [1, 4, 16, 64]


def test_the_level_for_a_zoom_has_a_bucket_for_every_pixel() -> None:
    builder = PeaksBuilder(16000)
    builder.add(np.zeros(16000 * 60, np.float32))
    peaks = builder.finish()
    for per_pixel in (0.0001, 0.005, 0.019, 0.02, 0.5, 100):
        chosen = peaks.level_for(per_pixel)
        finer = [lv for lv in peaks.levels if lv.bucket_s <= per_pixel]
        assert chosen is (finer[-1] if finer else peaks.levels[0])


def test_peaks_pack_and_unpack() -> None:
    noise = np.random.default_rng(1).integers(-32767, 32767, (2, 999)).astype(np.int16)
    assert np.array_equal(Peaks.from_bytes(Peaks(noise).to_bytes()).finest, noise)
