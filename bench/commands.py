"""What a quick verb costs from the shell, and what a question to the engine costs.

Against the naive way: a command line that imports its models' libraries before it reads what was
typed, as most programs with models do.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from harness import Numbers, main

_PROJECT = "BENCH_PROJECT"
_NAIVE = (
    "import torch, torchvision, cv2, sklearn.cluster, openvino;"
    "from vbert_studio.cli.main import main; main()"
)
_PINGS = 200
_ARRAY = np.zeros((30, 224, 224, 3), np.uint8)


def _prepare(folder: Path) -> dict[str, str]:
    project = folder / "P"
    command = [sys.executable, "-m", "vbert_studio", "new", str(project)]
    subprocess.run(command, check=True, capture_output=True)
    return {_PROJECT: str(project)}


def _show(*start: str) -> Numbers:
    command = [sys.executable, *start, "show", os.environ[_PROJECT], "--json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall_s": wall, "cpu_s": cpu, "peak_mb": after.ru_maxrss / 1e3}


def ours() -> Numbers:
    """``vbert-studio show P --json`` as it is."""
    return _show("-m", "vbert_studio")


def naive() -> Numbers:
    """The same after the imports."""
    return _show("-c", _NAIVE)


def engine() -> Numbers:
    """Start of the engine, then the median of many questions, one by one."""
    from vbert_studio.jobs.engine import Engine
    from vbert_studio.jobs.engine_messages import receive, send
    from vbert_studio.jobs.requests import Ping

    questions = Engine()
    started = time.perf_counter()
    questions.ask(Ping()).result()
    start = time.perf_counter() - started
    pings = [_seconds(lambda: questions.ask(Ping()).result()) for _ in range(_PINGS)]
    questions.close()

    import multiprocessing

    here, there = multiprocessing.Pipe()
    clip = median(_seconds(lambda: (send(here, _ARRAY), receive(there))) for _ in range(20))
    return {"start_s": start, "ping_ms": median(pings) * 1e3, "clip_there_ms": clip * 1e3}


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def summarise(measured: Mapping[str, Numbers]) -> dict[str, Any]:
    metrics = {
        f"{case}_{name}": round(value, 4)
        for case, numbers in measured.items()
        for name, value in numbers.items()
    }
    ratios = {}
    if {"ours", "naive"} <= measured.keys():
        for name in ("wall_s", "cpu_s", "peak_mb"):
            share = measured["naive"][name] / measured["ours"][name]
            ratios[f"naive_to_ours_{name}"] = round(share, 2)
    return {"metrics": metrics, "ratios": ratios}


if __name__ == "__main__":
    cases = {"ours": ours, "naive": naive, "engine": engine}
    main("commands", cases, summarise, rounds=3, prepare=_prepare)
