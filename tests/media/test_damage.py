"""Random damage to files of every kind ends in pictures or in a clear message, never in a bug."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import pytest

from tests.films import Film, tone
from vbert_studio.errors import MediaError
from vbert_studio.media.clips import Geometry, clip_spans, read_clips
from vbert_studio.media.frames import FrameReader
from vbert_studio.media.probe import probe
from vbert_studio.media.sound import read_sound
from vbert_studio.media.times import FrameTimes, read_frame_times

KINDS = [
    (".mp4", "libx264", "aac"),
    (".mov", "libx265", "aac"),
    (".mkv", "libx264", "libopus"),
    (".webm", "libvpx-vp9", "libopus"),
    (".avi", "mpeg4", "libmp3lame"),
    (".ts", "libx264", "aac"),
    (".mpg", "mpeg2video", "mp2"),
]
KNOWN = {"read", "not_a_video", "truncated", "no_video_stream", "unreadable", "empty_file"}


def damage(data: bytes, rng: random.Random) -> bytes:
    """Cut, tear, overwrite, insert or blank somewhere."""
    changed, place = bytearray(data), rng.randrange(len(data))
    match rng.choice(["noise", "cut", "blank", "insert", "drop", "head"]):
        case "noise":
            for _ in range(rng.choice([1, 20, 500])):
                changed[rng.randrange(len(data))] = rng.randrange(256)
        case "cut":
            del changed[place:]
        case "blank":
            changed[place : place + 3000] = bytes(3000)
        case "insert":
            changed[place:place] = rng.randbytes(rng.randrange(3000))
        case "drop":
            del changed[place : place + rng.randrange(3000)]
        case "head":
            for _ in range(20):
                changed[rng.randrange(400)] = rng.randrange(256)
    return bytes(changed)


def read_everything(path: Path) -> None:
    probe(path)
    times = read_frame_times(path)
    assert clip_spans(times)
    for clip in islice(read_clips(path, times, geometry=Geometry.direct(16, 16)), 10):
        assert clip.frames.shape == (30, 16, 16, 3)
    read_frames(path, times)
    for block in islice(read_sound(path), 40):
        assert len(block) < 17000


def read_frames(path: Path, times: FrameTimes) -> None:
    with FrameReader(path, times) as reader:
        for index in (0, len(times) - 1, len(times) // 2):
            assert 0 <= reader.read(index).index < len(times)


@pytest.mark.parametrize(("suffix", "codec", "sound"), KINDS)
def test_random_damage(tmp_path: Path, suffix: str, codec: str, sound: str) -> None:
    film = Film(frames=60, codec=codec, sound=tone(2.0), sound_codec=sound)
    whole = film.write(tmp_path / f"whole{suffix}").read_bytes()
    rng = random.Random(codec)
    outcomes = set()
    for number in range(10):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(damage(whole, rng))
        outcomes.add(outcome(path))
    assert "read" in outcomes
    assert outcomes <= KNOWN


def outcome(path: Path) -> str:
    try:
        read_everything(path)
    except MediaError as error:
        return error.kind if error.path == path else f"{error.path} instead of {path}"
    return "read"
