"""Networks in OpenVINO's form, converted once per machine and kept in the cache.

The conversion needs PyTorch, so it runs in a process of its own, which also measures at which
precision this processor is faster: some have instructions for bfloat16 and are slower with them.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vbert_studio import places
from vbert_studio.errors import BugError, StudioError, WeightsError
from vbert_studio.progress import Monitor
from vbert_studio.visual.openvino_runtime import openvino
from vbert_studio.visual.runtimes import Precision, Unit
from vbert_studio.weights import checksum, store
from vbert_studio.weights.entries import ModelEntry

# Counts up when the conversion itself changes, so that older ones are made anew.
_EDITION = 2
_POLL_S = 0.1
NETWORK, FACTS, HEAD = "network.xml", "facts.json", "head.safetensors"


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted network.

    Attributes:
        folder: with `NETWORK`, `HEAD` (the classifier, if any) and `FACTS`.
        unit: what one feature is computed from.
        seconds: CPU seconds per unit at each precision that was tried on this machine.
        classes: names of the classifier's outputs.
    """

    folder: Path
    unit: Unit
    seconds: dict[Precision, float]
    classes: list[str]

    @property
    def best_precision(self) -> Precision:
        """bfloat16 where it is clearly faster, because it also costs some exactness."""
        bfloat16 = self.seconds.get("bfloat16")
        if bfloat16 is not None and bfloat16 * 1.25 < self.seconds["float32"]:
            return "bfloat16"
        return "float32"


def converted(entry: ModelEntry, monitor: Monitor | None = None) -> Converted:
    """The converted network of `entry`; made now, in about ten seconds, unless it was before.

    Raises:
        WeightsError: the weights are missing or damaged.
    """
    monitor = monitor or Monitor()
    folder = _folder(entry, monitor)
    if not folder.exists():
        monitor.log(f"Preparing {entry.title} for this machine, once.")
        _convert(entry, folder, monitor)
    facts: dict[str, Any] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    return Converted(folder, facts["unit"], facts["seconds"], facts["classes"])


def _folder(entry: ModelEntry, monitor: Monitor) -> Path:
    """Named by all that the result depends on."""
    weights = store.find(entry) / entry.files[0].name
    package = openvino()
    processor = package.Core().get_property("CPU", "FULL_DEVICE_NAME")
    made_of = [
        str(_EDITION),
        checksum.sha256_of(weights, monitor),
        repr(entry.preprocessing),
        entry.network,
        package.__version__,
        processor,
    ]
    key = hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:16]
    return places.cache_dir() / "networks" / f"{entry.name}-{key}"


def _convert(entry: ModelEntry, folder: Path, monitor: Monitor) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as making:
        result = Path(making) / "result"
        _run(["vbert_studio.visual.convert", entry.name, str(result)], monitor)
        try:
            result.rename(folder)
        except OSError:
            if not folder.exists():  # else another process was faster, with the same result
                raise


def _run(module: list[str], monitor: Monitor) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", *module],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            out, errors = _finish(process, monitor)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise _failure(out, errors)


def _finish(process: subprocess.Popen[str], monitor: Monitor) -> tuple[str, str]:
    while True:
        try:
            return process.communicate(timeout=_POLL_S)
        except subprocess.TimeoutExpired:
            monitor.check()


def _failure(out: str, errors: str) -> StudioError | BugError:
    """What the converting process said: an error to show, or else a bug."""
    lines = out.strip().splitlines()
    try:
        error = json.loads(lines[-1])["error"]
    except (IndexError, ValueError, KeyError):
        return BugError(f"a network could not be converted:\n{errors}")
    return WeightsError(**error)
