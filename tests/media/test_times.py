"""The table of presentation times."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.films import Film
from vbert_studio.errors import CancelledError
from vbert_studio.media.fingerprint import fingerprint
from vbert_studio.media.times import FrameTimes, read_frame_times
from vbert_studio.progress import Event, Monitor, ProgressEvent


def table(pts: list[int], time_base: Fraction = Fraction(1, 1000), origin: int = 0) -> FrameTimes:
    return FrameTimes(np.array(pts, np.int64), time_base, np.array([0]), origin, 40)


def test_the_frame_on_screen() -> None:
    times = table([100, 140, 300, 301])
    seen = [times.index_at(t) for t in (-5, 0, 0.0999, 0.1, 0.139, 0.14, 0.2999, 0.3, 0.301, 99)]
    assert seen == [0, 0, 0, 0, 0, 1, 1, 2, 3, 3]
    assert times.end_s == pytest.approx(0.341)
    assert times.start_of(2) == pytest.approx(0.3)


steps = st.lists(st.integers(1, 5000), min_size=1, max_size=60)
bases = st.sampled_from(
    [Fraction(1, 90000), Fraction(1, 1000), Fraction(1001, 30000), Fraction(1, 12800)]
)


@given(steps, bases, st.integers(-100000, 100000))
def test_every_start_finds_its_frame(gaps: list[int], base: Fraction, origin: int) -> None:
    times = table(np.cumsum(gaps).tolist(), base, origin)
    assert [times.index_at(times.start_of(k)) for k in range(len(times))] == [*range(len(times))]
    # The same moment worked out in another way is off by some last bits.
    again = [float((int(p) - origin) * base) * (1 + 2e-16) for p in times.pts]
    assert [times.index_at(t) for t in again] == [*range(len(times))]


@given(steps, bases, st.integers(-1000, 1000))
def test_sampling_is_exact(gaps: list[int], base: Fraction, origin: int) -> None:
    times = table(np.cumsum(gaps).tolist(), base, origin)
    moments = np.arange(50, dtype=np.int64)
    exact = [
        max(
            [k for k, p in enumerate(times.pts) if (int(p) - origin) * base <= Fraction(j, 20)]
            or [0]
        )
        for j in range(50)
    ]
    assert times.indices_at(moments, 20).tolist() == exact


@given(steps, bases, st.integers(-(2**40), 2**40))
def test_packing(gaps: list[int], base: Fraction, origin: int) -> None:
    times = table(np.cumsum(gaps).tolist(), base, origin)
    again = FrameTimes.from_bytes(times.to_bytes())
    assert again == times
    assert again.keyframes.dtype == again.pts.dtype == np.int64
    assert again.end_s == times.end_s


def test_three_hours_pack_small() -> None:
    even = np.arange(3 * 3600 * 30, dtype=np.int64) * 512
    times = FrameTimes(even, Fraction(1, 15360), np.arange(0, len(even), 250), 0, 512)
    assert len(times.to_bytes()) < 20_000


def test_keyframes(tmp_path: Path) -> None:
    times = read_frame_times(Film(frames=60, gop=20, b_frames=0).write(tmp_path / "a.mp4"))
    assert times.keyframes[0] == 0
    assert {20, 40} <= set(times.keyframes.tolist()) or len(times.keyframes) >= 3
    for index in range(60):
        key = times.keyframe_before(index)
        assert key <= index
        assert key in times.keyframes


def test_progress_and_cancelling(tmp_path: Path) -> None:
    path = Film(frames=1100, height=32, width=32, codec="mpeg4").write(tmp_path / "a.mp4")
    told: list[Event] = []
    read_frame_times(path, monitor=Monitor(told.append))
    assert isinstance(told[-1], ProgressEvent)
    assert (told[-1].done, told[-1].total, told[-1].item) == (1100, 1100, "a.mp4")
    with pytest.raises(CancelledError):
        read_frame_times(path, monitor=Monitor(cancelled=lambda: True))


def test_fingerprints(tmp_path: Path) -> None:
    """A moved file is the same, a file that differs at either end or in length is not."""
    data = bytearray(3 << 20)
    seen = set()
    for change in (None, 0, -1):
        changed = bytearray(data)
        if change is not None:
            changed[change] = 1
        path = tmp_path / f"{change}.bin"
        path.write_bytes(changed)
        seen.add(fingerprint(path))
    path.write_bytes(data[:-1])
    seen.add(fingerprint(path))
    assert len(seen) == 4
    path.write_bytes(data)
    moved = path.rename(tmp_path / "moved.bin")
    assert fingerprint(moved) in seen
    (tmp_path / "tiny").write_bytes(b"abc")
    assert fingerprint(tmp_path / "tiny").startswith("3-")
