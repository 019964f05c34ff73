"""How long it takes to sample a film, to jump in it and to play it, against the usual ways.

The film is made on the spot: 30 s of 720p H.264 with a variable frame rate, a keyframe every 250
frames and a number in every frame, so that each way can be asked whether it gave the right one.

    sample_plain    all frames as RGB in memory, picked by nominal rate, resized with OpenCV
    sample_ours     `media.clips.read_clips`: by presentation time, shaped in C, streaming
    jump_plain      OpenCV's seek by frame number
    jump_ours       `media.frames.FrameReader`, at 640 x 360
    player          the window's player offscreen: jump, step and play, as the person sees them

CPU seconds are those of the whole process. `right` is the share of frames that were the right ones.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from harness import Numbers, main, peak_memory_mb

from tests.films import Film, number_in

SECONDS, RATE = 30, 30
HEIGHT, WIDTH = 720, 1280
_SIDE, _CROP = 256, 224
_JUMPS = 25
_PLAY_S = 4.0


def moments() -> list[float]:
    """Start of every frame: 30 per second, a third of them late by up to half a step."""
    rng = random.Random(0)
    late = [rng.choice([0, 0, rng.uniform(0, 0.5)]) for _ in range(SECONDS * RATE)]
    return [0.0, *[(k + shift) / RATE for k, shift in enumerate(late)][1:]]


def prepare(folder: Path) -> Mapping[str, str]:
    film = Film(
        frames=SECONDS * RATE,
        times_s=moments(),
        height=HEIGHT,
        width=WIDTH,
        gop=250,
        options={"preset": "veryfast", "sc_threshold": "0"},
    )
    return {"BENCH_FILM": str(film.write(folder / "film.mp4"))}


def film() -> Path:
    return Path(os.environ["BENCH_FILM"])


def wanted() -> list[int]:
    """The frame on screen at each 20th of a second."""
    starts = np.array(moments())
    return [int(np.searchsorted(starts, j / 20 + 1e-6)) - 1 for j in range(SECONDS * 20)]


def sample_plain() -> Numbers:
    import av
    import cv2

    began = time.process_time()
    with av.open(str(film())) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    picked = [frames[min(len(frames) - 1, round(j * RATE / 20))] for j in range(SECONDS * 20)]
    width = round(_SIDE * WIDTH / HEIGHT)
    top, left = (_SIDE - _CROP) // 2, (width - _CROP) // 2
    small = [cv2.resize(f, (width, _SIDE))[top:, left:][:_CROP, :_CROP] for f in picked]
    cpu = time.process_time() - began
    found = [number_in(cv2.resize(f, (96, 64))) for f in picked]
    right = np.mean([a == b for a, b in zip(found, wanted(), strict=True)])
    return {"cpu_s": cpu, "peak_mb": peak_memory_mb(), "right": float(right), "n": len(small)}


def sample_ours() -> Numbers:
    from vbert_studio.media.clips import Geometry, read_clips
    from vbert_studio.media.times import read_frame_times

    began = time.process_time()
    times = read_frame_times(film())
    count = sum(30 for _ in read_clips(film(), times, geometry=Geometry.short_side(_SIDE, _CROP)))
    cpu = time.process_time() - began
    peak = peak_memory_mb()
    seen = read_clips(film(), times, geometry=Geometry.direct(64, 96))
    found = [number_in(image) for clip in seen for image in clip.frames]
    right = np.mean([a == b for a, b in zip(found, wanted(), strict=True)])
    return {"cpu_s": cpu, "peak_mb": peak, "right": float(right), "n": count}


def _jump(read: Callable[[int], np.ndarray]) -> Numbers:
    rng = random.Random(1)
    places = [rng.randrange(SECONDS * RATE) for _ in range(_JUMPS)]
    began = time.process_time()
    found = [read(index) for index in places]
    cpu = (time.process_time() - began) / _JUMPS
    right = np.mean([number_in(image) == index for image, index in zip(found, places, strict=True)])
    return {"cpu_ms": cpu * 1000, "right": float(right)}


def jump_plain() -> Numbers:
    import cv2

    video = cv2.VideoCapture(str(film()))

    def read(index: int) -> np.ndarray:
        video.set(cv2.CAP_PROP_POS_FRAMES, index)
        return cv2.resize(video.read()[1], (640, 360))

    return _jump(read)


def jump_ours() -> Numbers:
    from vbert_studio.media.frames import FrameReader
    from vbert_studio.media.times import read_frame_times

    with FrameReader(film(), read_frame_times(film()), (360, 640)) as reader:
        return _jump(lambda index: reader.read(index).image)


def player() -> Numbers:
    from PySide6.QtWidgets import QApplication

    from vbert_studio.media.probe import probe
    from vbert_studio.media.times import read_frame_times
    from vbert_studio.ui.player.controller import Player

    app = QApplication([])
    shown = Player(speaker=lambda: None)
    shown.set_view(360, 640)
    seen: list[int] = []
    shown.picture_changed.connect(lambda: shown.picture and seen.append(shown.picture.index))

    def until(done: Callable[[], bool]) -> float:
        began = time.perf_counter()
        while not done():
            app.processEvents()
            time.sleep(0.0005)  # an event loop sleeps, and leaves the interpreter to the others
        return (time.perf_counter() - began) * 1000

    def rest(seconds: float) -> None:
        end = time.perf_counter() + seconds
        until(lambda: time.perf_counter() > end)

    def there() -> bool:
        return shown.picture is not None and shown.picture.index == shown.frame

    shown.open(film(), read_frame_times(film()), probe(film()))
    until(there)
    rng = random.Random(1)
    jumps, steps, wrong = [], [], 0
    for _ in range(_JUMPS):
        shown.seek(rng.uniform(0, SECONDS))
        jumps.append(until(there))
        rest(0.1)
        for step in (1, -1, -1):
            shown.step_frames(step)
            steps.append(until(there))
        wrong += number_in(shown.picture.pixels) != shown.frame
    shown.seek(2.0)
    until(there)
    seen.clear()
    shown.play()
    until(lambda: shown.position >= 2.0 + _PLAY_S)
    shown.close()
    return {
        "jump_wall_ms": median(jumps),
        "step_wall_ms": median(steps),
        "wrong": wrong,
        "shown_while_playing": len(seen) / (_PLAY_S * RATE),
    }


def summarise(found: Mapping[str, Numbers]) -> dict[str, Any]:
    metrics = {
        f"{case}.{name}": v for case, numbers in found.items() for name, v in numbers.items()
    }
    ratios = {}
    if {"sample_plain", "sample_ours"} <= found.keys():
        plain, ours = found["sample_plain"], found["sample_ours"]
        ratios["sample: plain cpu_s / ours"] = plain["cpu_s"] / ours["cpu_s"]
        ratios["sample: plain peak memory / ours"] = plain["peak_mb"] / ours["peak_mb"]
    if {"jump_plain", "jump_ours"} <= found.keys():
        plain, ours = found["jump_plain"], found["jump_ours"]
        ratios["jump: plain cpu_ms / ours"] = plain["cpu_ms"] / ours["cpu_ms"]
    return {"metrics": metrics, "ratios": ratios}


CASES = {
    "sample_plain": sample_plain,
    "sample_ours": sample_ours,
    "jump_plain": jump_plain,
    "jump_ours": jump_ours,
    "player": player,
}

if __name__ == "__main__":
    main("decoding", CASES, summarise, rounds=3, prepare=prepare)
