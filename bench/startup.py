"""How long until the window can be seen, in a fresh process, and what it costs in memory.

Against the naive way: one process that imports its models' libraries before it shows anything.
`python -m vbert_studio` is measured from outside, from the start of the process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from typing import Any

from harness import Numbers, main, peak_memory_mb

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_STARTED = "BENCH_STARTED"
_CHILD = """
import importlib, os, sys, time
for name in sys.argv[1].split(","):
    if name:
        importlib.import_module(name)
from PySide6.QtWidgets import QApplication
from vbert_studio.ui.start import Program
app = QApplication([])
program = Program(app)
def done():
    wall = time.time() - float(os.environ["BENCH_STARTED"])
    cpu = time.process_time()
    program.window.close()
    print(wall, cpu, len(sys.modules))
    app.quit()
program.window.painted.connect(done)
program.open(None)
app.exec()
program.end()
"""
_PLAIN = """
import os, sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        wall = time.time() - float(os.environ["BENCH_STARTED"])
        print(wall, time.process_time(), len(sys.modules))
        app.quit()
app = QApplication([])
window = Window()
window.show()
app.exec()
"""


def _run(*arguments: str) -> Numbers:
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "VBERT_STUDIO_HOME": home, _STARTED: str(time.time())}
        done = subprocess.run(
            [sys.executable, "-c", *arguments], env=env, check=True, capture_output=True, text=True
        )
    wall, cpu, modules = map(float, done.stdout.split())
    return {"wall_s": wall, "cpu_s": cpu, "modules": modules, "peak_mb": peak_memory_mb()}


def ours() -> Numbers:
    """The window as it is."""
    return _run(_CHILD, "")


def naive() -> Numbers:
    """The same window after the imports that a program with models in its process needs."""
    return _run(_CHILD, "torch,torchvision,cv2,sklearn.cluster")


def plain() -> Numbers:
    """An empty window of Qt: the least that is possible."""
    return _run(_PLAIN)


def summarise(measured: Mapping[str, Numbers]) -> dict[str, Any]:
    metrics = {
        f"{case}_{name}": round(value, 3)
        for case, numbers in measured.items()
        for name, value in numbers.items()
    }
    ratios = {}
    for other in ("naive", "plain"):
        if {"ours", other} <= measured.keys():
            for name in ("wall_s", "cpu_s", "peak_mb"):
                share = measured[other][name] / measured["ours"][name]
                ratios[f"{other}_to_ours_{name}"] = round(share, 2)
    return {"metrics": metrics, "ratios": ratios}


if __name__ == "__main__":
    main("startup", {"plain": plain, "ours": ours, "naive": naive}, summarise, rounds=5)
