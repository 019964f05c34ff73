"""What every benchmark shares: the machine, fair turns for the candidates, one shape of result.

Each candidate of a comparison runs in a process of its own, one after the other and several rounds
in turn (a, b, a, b ...), so that a busy machine hits all alike, and none inherits another's memory
or threads. A benchmark's measured functions live at module level of its own file:

    CASES = {"naive": naive, "ours": ours}          # name -> function returning {metric: number}

    if __name__ == "__main__":
        main("codebook", CASES, summarise)

``bench/x.py --json`` prints ``{"machine": {...}, "metrics": {...}, "ratios": {...}}``, ``--save``
also writes it to ``bench/results/<name>.json``, ``--only a,b`` limits the candidates, and
``--folder F`` keeps what they need.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

Numbers = dict[str, float]
Case = Callable[[], Numbers]
Summary = Callable[[Mapping[str, Numbers]], dict[str, Any]]
RESULTS = Path(__file__).resolve().parent / "results"
# Threads that wait without turning: else a busy machine is charged for waiting as if for work.
_PASSIVE = {"OMP_WAIT_POLICY": "PASSIVE", "KMP_BLOCKTIME": "0"}
_PACKAGES = ("numpy", "torch", "openvino", "av", "scikit-learn", "PySide6-Essentials")


def machine() -> dict[str, Any]:
    """Where a measurement was made: processor, cores, memory, system, versions, present load."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "memory_gib": round(_memory_bytes() / 2**30, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "versions": _versions(),
        "load_1min": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "date": time.strftime("%Y-%m-%d"),
    }


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _memory_bytes() -> int:
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return 0


def peak_memory_mb() -> float:
    """The most memory this process and its finished children held at once, in 10^6 bytes.

    Children count singly: the largest of them, not their sum (that is what the system keeps).
    """
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    own = _own_peak_bytes() or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    return max(own, children) / 1e6


def _own_peak_bytes() -> int:
    """VmHWM: unlike ru_maxrss, it does not begin at what the parent held when it forked."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def timed(work: Callable[[], object]) -> Numbers:
    """Wall and CPU seconds of one call (all threads of this process)."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu}


def run_in_turns(
    script: str, names: list[str], rounds: int, env: Mapping[str, str]
) -> dict[str, Numbers]:
    """Median of every metric per candidate over `rounds`, each run in its own process."""
    taken: dict[str, list[Numbers]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory(prefix="bench-compiled-") as compiled:
        env = {**_PASSIVE, **os.environ, **_as_installed(compiled), **env}
        for turn in range(rounds):
            for name in names:
                print(f"round {turn + 1} of {rounds}: {name}", file=sys.stderr, flush=True)
                taken[name].append(_run_one(script, name, env))
    return {name: _medians(runs) for name, runs in taken.items()}


def _as_installed(compiled: str) -> Mapping[str, str]:
    """Python keeps what it compiled, as it does wherever nobody forbade it, from run to run."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}


def _run_one(script: str, name: str, env: Mapping[str, str]) -> Numbers:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "numbers.json"
        subprocess.run(
            [sys.executable, script, "--case", name, "--out", str(out)],
            check=True,
            env=dict(env),
            stdout=sys.stderr,
        )
        return json.loads(out.read_text())


def _medians(runs: list[Numbers]) -> Numbers:
    return {key: median(run[key] for run in runs) for key in runs[0]}


def main(
    name: str,
    cases: Mapping[str, Case],
    summarise: Summary,
    *,
    rounds: int = 3,
    prepare: Callable[[Path], Mapping[str, str]] | None = None,
) -> None:
    """The command line of a benchmark.

    Args:
        name: of the result's file.
        cases: the candidates, run in turns.
        summarise: from {case: {metric: median}} to {"metrics": {...}, "ratios": {...}, ...}; what
            `prepare` and the cases left in the folder is still there.
        rounds: how often each candidate runs.
        prepare: makes what all candidates need in the folder given, and returns environment
            variables that tell them where it is. Runs once, in the parent's process.
    """
    options = _arguments(cases, rounds)
    if options.case:
        Path(options.out).write_text(json.dumps(cases[options.case]()))
        return
    names = options.only.split(",") if options.only else list(cases)
    with _folder(name, options.folder) as folder:
        env = prepare(folder) if prepare else {}
        measured = run_in_turns(sys.argv[0], names, options.rounds, env)
        result = {"machine": machine(), **summarise(measured)}
    _show(name, result, options)


@contextmanager
def _folder(name: str, kept: str | None) -> Iterator[Path]:
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Path(kept).resolve()
        return
    with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
        yield Path(folder)


def _arguments(cases: Mapping[str, Case], rounds: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--save", action="store_true", help="write bench/results/NAME.json")
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--only", default="", help=f"some of: {','.join(cases)}")
    parser.add_argument("--folder", help="keep here what all candidates need, and use it again")
    parser.add_argument("--case", choices=list(cases), help=argparse.SUPPRESS)
    parser.add_argument("--out", help=argparse.SUPPRESS)
    return parser.parse_args()


def _show(name: str, result: dict[str, Any], options: argparse.Namespace) -> None:
    text = json.dumps(result, indent=2)
    if options.save:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{name}.json").write_text(text + "\n")
    if options.json:
        print(text)
        return
    for section in ("metrics", "ratios"):
        for key, value in result[section].items():
            print(f"{section[:-1]:8}{key:50}{value:>14.4g}")
