"""A long film takes no more memory than a short one."""

from __future__ import annotations

import os
import wave
from pathlib import Path

import pytest

from tests.films import Film, number_in
from vbert_studio.media.clips import Geometry, clip_spans, read_clips
from vbert_studio.media.sound import read_sound
from vbert_studio.media.times import read_frame_times

HOURS = 3
MIB = 1 << 20


def resident() -> int:
    """Bytes of memory this process really occupies."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux only")


@needs_proc
def test_clips_of_three_hours(tmp_path: Path) -> None:
    film = Film(frames=HOURS * 3600, rate=1, codec="mpeg4", height=32, width=32, gop=60, b_frames=0)
    path = film.write(tmp_path / "long.mp4")
    times = read_frame_times(path)
    expected = HOURS * 3600 * 2 // 3
    assert len(clip_spans(times)) == expected
    before, count = 0, 0
    for clip in read_clips(path, times, geometry=Geometry.direct(32, 32)):
        count += 1
        if count == 500:
            before = resident()
        if count % 1000 == 0:
            assert number_in(clip.frames[0]) == int(clip.span.start_s) % 4096
    assert count == expected
    # All the clips together are 660 MB.
    assert resident() - before < 16 * MIB


@needs_proc
def test_half_an_hour_of_sound(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        for _ in range(30):
            file.writeframes(bytes(2 * 8000 * 60))
    before, samples = 0, 0
    for block in read_sound(path):
        samples += len(block)
        before = before or resident()
    assert samples == pytest.approx(30 * 60 * 16000, rel=0.001)
    # All the samples together are 115 MB.
    assert resident() - before < 16 * MIB
