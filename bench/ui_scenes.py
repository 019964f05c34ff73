"""What is measured in the real window, scene by scene. Each runs in a process of its own."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from harness import Numbers
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui_stage import Stage
from ui_watch import BEAT_MS, Watch

FOLDER = "VBERT_STUDIO_BENCH"
_FILM, _WORDS_FILM = "soup", "visual-words"
_EXTRACTOR = "s3d-kitchen"
_MASKS, _JUMPS, _MOVES, _FRAME_MS = 40, 20, 90, 16
_EXTRACTION_S = 15.0
_FILM_SHEETS = 5  # of small pictures, in which a minute is kept
_NOTHING, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def material(name: str) -> Path:
    """A project or film that was made for all scenes."""
    return Path(os.environ[FOLDER]) / name


def share(values: list[float], of: float) -> float:
    """The value that this share of all stay below."""
    return sorted(values)[min(len(values) - 1, int(len(values) * of))]


def spread(name: str, values: list[float]) -> Numbers:
    """Median and 95th percentile."""
    return {f"{name}_p50_ms": share(values, 0.5), f"{name}_p95_ms": share(values, 0.95)}


@contextmanager
def _copy_of(name: str) -> Iterator[Path]:
    """A project that may be changed."""
    with tempfile.TemporaryDirectory() as folder:
        yield shutil.copytree(material(name), Path(folder) / name)


# Masks


def mask() -> Numbers:
    """From the move that hides the last clip to the painted guesses for just those clips."""
    stage = Stage()
    stage.open(material("Demo"))
    stage.choose(_FILM)
    stage.wait_for_model()
    stage.rest(1_500)
    rng = random.Random(0)
    places = [(rng.uniform(2.0, 25.0), rng.choice((1.5, 4.5, 7.5))) for _ in range(_MASKS)]
    with Watch() as watch:
        taken = [_mask(stage, *place) for place in places]
    late = share(watch.late_ms, 0.99), max(watch.late_ms)
    stage.end()
    return {**spread("mask", taken[3:]), "mask_loop_p99_ms": late[0], "mask_loop_max_ms": late[1]}


def _mask(stage: Stage, from_s: float, long_s: float) -> float:
    view, masking = stage.timeline, stage.window.panels.masking
    QTest.mousePress(view, _LEFT, _NOTHING, stage.point(from_s, "tokens"))
    for part in (0.25, 0.5, 0.75):
        QTest.mouseMove(view, stage.point(from_s + long_s * part, "tokens"))
        stage.rest(_FRAME_MS)
    shown: list[float] = []

    def look() -> None:
        hidden = masking.state.hidden
        if not shown and hidden and set(masking.board.slots) == set(hidden):
            view.repaint()
            shown.append(time.perf_counter())

    began = time.perf_counter()
    QTest.mouseMove(view, stage.point(from_s + long_s, "tokens"))
    masking.changed.connect(look)
    look()
    QTest.mouseRelease(view, _LEFT, _NOTHING, stage.point(from_s + long_s, "tokens"))
    stage.until(lambda: bool(shown), "guesses")
    masking.changed.disconnect(look)
    stage.until(lambda: not masking.asking.is_busy, "the last answer")
    stage.key(Qt.Key.Key_Escape, view)
    stage.rest(60)
    return (shown[0] - began) * 1000


def mask_in_window() -> Numbers:
    """The naive way: the model in the window's own process, answering in its thread."""
    os.environ["VBERT_STUDIO_INLINE"] = "1"
    return mask()


def mask_in_shell() -> Numbers:
    """The same question without a process that holds the model: what one `cloze` takes."""
    began = time.perf_counter()
    done = [
        sys.executable,
        "-m",
        "vbert_studio",
        "cloze",
        str(material("Demo")),
        "1",
        "--mask",
        "9",
    ]
    subprocess.run(done, check=True, capture_output=True)
    return {"mask_p50_ms": (time.perf_counter() - began) * 1000}


# While an extraction runs


class _Worker:
    """The program's way: a process, started from the jobs dock."""

    def __init__(self, stage: Stage, folder: Path, video: int) -> None:
        from vbert_studio.ui.jobs.job import Order

        line = ("extract", str(folder), "--extractor", _EXTRACTOR, "--video", str(video), "--again")
        self._queue = stage.window.panels.queue
        self._job = self._queue.add(Order("Extract", line, "seeing", "Looking"))
        stage.until(lambda: self._job.progress is not None or self._job.state.is_over, "progress")

    @property
    def goes_on(self) -> bool:
        return not self._job.state.is_over

    def stop(self, stage: Stage) -> None:
        self._queue.cancel_all()
        stage.until(lambda: self._job.state.is_over, "the end of the job")


class _Thread:
    """The naive way: a thread of the window's own process."""

    def __init__(self, _stage: Stage, folder: Path, video: int) -> None:
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(folder, video))
        self._thread.start()

    def _work(self, folder: Path, video: int) -> None:
        from vbert_studio.errors import CancelledError
        from vbert_studio.jobs.extract import extract
        from vbert_studio.progress import Monitor
        from vbert_studio.project import Project

        monitor = Monitor(cancelled=self._stopped.is_set)
        with Project.open(folder, "work") as project, suppress(CancelledError):
            extract(project, extractor=_EXTRACTOR, videos=[video], again=True, monitor=monitor)

    @property
    def goes_on(self) -> bool:
        return self._thread.is_alive()

    def stop(self, _stage: Stage) -> None:
        self._stopped.set()
        self._thread.join()


def extraction() -> Numbers:
    """The event loop while a worker extracts, and somebody moves the timeline."""
    return _extraction(_Worker)


def extraction_in_window() -> Numbers:
    """The same while the extraction is a thread of the window's process."""
    return _extraction(_Thread)


def _extraction(way: type[_Worker] | type[_Thread]) -> Numbers:
    with _copy_of("Demo") as folder:
        stage = Stage()
        stage.open(folder)
        stage.rest(1_500)
        found = {v.path.stem: v.id for v in stage.window.session.project.videos.all()}
        job = way(stage, folder, found[_WORDS_FILM])
        end = time.perf_counter() + _EXTRACTION_S
        with Watch() as watch:
            while job.goes_on and time.perf_counter() < end:
                stage.wheel(stage.timeline, random.choice((-60, 60)))
                stage.rest(_FRAME_MS)
        job.stop(stage)
        stage.end()
    late = watch.late_ms
    return {
        "loop_p50_ms": share(late, 0.5),
        "loop_p99_ms": share(late, 0.99),
        "loop_max_ms": max(late),
        "watched_s": len(late) * BEAT_MS / 1000,
    }


# Seeking


def scrub() -> Numbers:
    """The picture while somebody drags through a 1080p film of long groups, and after jumps.

    Twice: as soon as the film is open for the first time, and once its small pictures are made.
    """
    stage = Stage()
    shutil.rmtree(_proxies(), ignore_errors=True)
    stage.open(material("Film"))
    began = time.perf_counter()
    stage.rest(2_500)
    seen = _Seen(stage)
    new = _scrub(stage, seen)
    stage.until(lambda: len(list(_proxies().glob("*.npz"))) == _FILM_SHEETS, "small pictures", 120)
    prepared = {"prepared_s": time.perf_counter() - began}
    numbers = _scrub(stage, seen)
    stage.end()
    return {**numbers, **{f"new_{name}": value for name, value in new.items()}, **prepared}


def _proxies() -> Path:
    from vbert_studio import places

    return places.cache_dir() / "proxies"


def _scrub(stage: Stage, seen: _Seen) -> Numbers:
    rng, first, exact = random.Random(3), [], []
    for _ in range(_JUMPS):
        near, there = seen.seek(rng.uniform(0, seen.player.duration_s))
        first.append(near)
        exact.append(there)
        stage.rest(60)
    numbers = {**spread("jump_first", first), **spread("jump_exact", exact)}
    lags, off = [], []
    for start_s, step_s in ((10.0, 0.075), (40.0, -0.075), (20.0, 0.3), (50.0, -0.3)):
        seen.seek(start_s)
        stage.rest(1_500)
        lag, seconds = seen.drag(start_s, step_s)
        lags += lag
        off += seconds
    return {**numbers, **spread("scrub", lags), "scrub_off_p50_s": share(off, 0.5)}


class _Seen:
    """When pictures come on screen."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.player = stage.window.panels.player
        self._surface = stage.window.panels.player_view.surface
        self._pictures: list[tuple[float, int]] = []
        self.player.picture_changed.connect(self._look)

    def _look(self) -> None:
        if self.player.picture is not None:
            self._surface.repaint()
            self._pictures.append((time.perf_counter(), self.player.picture.index))

    def seek(self, t_s: float) -> tuple[float, float]:
        """Milliseconds until a picture from there is shown, and until the very one is."""
        self._pictures.clear()
        began = time.perf_counter()
        self.player.seek(t_s)
        wanted = self.player.frame
        self._stage.until(lambda: any(k == wanted for _, k in self._pictures), "the frame")
        exact = next(at for at, k in self._pictures if k == wanted)
        return (self._pictures[0][0] - began) * 1000, (exact - began) * 1000

    def drag(self, from_s: float, step_s: float) -> tuple[list[float], list[float]]:
        """60 moves a second: how long each waits for a new picture, and how far off that is."""
        waiting: list[float] = []
        lags: list[float] = []
        off: list[float] = []
        rate = len(self.player.times) / self.player.duration_s
        for move in range(1, _MOVES + 1):
            before = len(self._pictures)
            waiting.append(time.perf_counter())
            self.player.seek(from_s + move * step_s)
            self._stage.rest(_FRAME_MS)
            if len(self._pictures) > before:
                lags += [(self._pictures[before][0] - asked) * 1000 for asked in waiting]
                waiting.clear()
            off.append(abs(self._pictures[-1][1] - self.player.frame) / rate)
        ended = time.perf_counter()  # for what no picture answered: at least so long
        lags += [(ended - asked) * 1000 for asked in waiting]
        return [max(0.0, lag) for lag in lags], off


def scrub_naive() -> Numbers:
    """The naive way, for the same jumps: seek to the keyframe before, decode up to the frame."""
    import av

    rng, taken = random.Random(3), []
    with av.open(str(material("film.mp4"))) as container:
        stream = container.streams.video[0]
        duration_s = float(stream.duration * stream.time_base)
        for _ in range(_JUMPS):
            t_s = rng.uniform(0, duration_s)
            began = time.perf_counter()
            container.seek(int(t_s / stream.time_base), stream=stream)
            for frame in container.decode(stream):
                if frame.time + 1 / 30 > t_s:
                    break
            frame.to_ndarray(format="rgb24")
            taken.append((time.perf_counter() - began) * 1000)
    return spread("scrub", taken)


# Memory


def memory() -> Numbers:
    """The window's process after a project of 1,000 videos was opened.

    The library reads only the pictures of rows that are looked at.
    """
    stage = Stage()
    began = time.perf_counter()
    stage.open(material("Many"))
    opened = time.perf_counter() - began
    stage.until(lambda: stage.window.session.is_idle, "the library's pictures")
    stage.rest(2_000)
    used = psutil.Process().memory_info().rss / 1e6
    stage.end()
    return {"mb": used, "open_s": opened}


def memory_naive() -> Numbers:
    """The same in a window that has loaded what models need."""
    import cv2
    import sklearn.cluster
    import torch
    import torchvision

    assert all((cv2, sklearn.cluster, torch, torchvision))
    return memory()
