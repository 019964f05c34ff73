"""Networks in OpenVINO's form, converted once per machine and kept in the cache.

The conversion needs PyTorch, so it runs in a process of its own, which also measures at which
precision this processor is faster: some have instructions for bfloat16 and are slower with them;
and how much of the features is left in 8 bits: networks differ widely in that.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
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
_EDITION = 4
_POLL_S = 0.1
_UNUSED_S = 60 * 24 * 3600
NETWORK, NETWORK_8_BIT = "network.xml", "network-8-bit.xml"
FACTS, HEAD = "facts.json", "head.safetensors"
_FILES = (NETWORK, "network.bin", NETWORK_8_BIT, "network-8-bit.bin", HEAD, FACTS)
_CLEARLY = 1.25  # so much faster is worth what it costs in exactness
_ALIKE = 0.999  # in 8 bits, features that agree less are others


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted network.

    Attributes:
        folder: with `NETWORK`, `NETWORK_8_BIT`, `HEAD` (the classifier, if any) and `FACTS`.
        unit: what one feature is computed from.
        seconds: CPU seconds per unit at each precision that was tried on this machine.
        agreement: of features in 8 bits with those in float32: the mean cosine, each feature taken
            from the mean of all, in pictures that were drawn for that.
        classes: names of the classifier's outputs.
    """

    folder: Path
    unit: Unit
    seconds: dict[Precision, float]
    agreement: float
    classes: list[str]

    @property
    def best_precision(self) -> Precision:
        """The fastest that leaves the features what they are; float32 unless clearly faster."""
        able = {p: s for p, s in self.seconds.items() if p != "int8" or self.agreement >= _ALIKE}
        fastest = min(able, key=lambda precision: able[precision])
        return fastest if able[fastest] * _CLEARLY < able["float32"] else "float32"

    def file(self, precision: Precision) -> Path:
        """The network for a precision."""
        return self.folder / (NETWORK_8_BIT if precision == "int8" else NETWORK)


def converted(entry: ModelEntry, monitor: Monitor | None = None) -> Converted:
    """The converted network of `entry`; made now, in about half a minute, unless it was before.

    Raises:
        WeightsError: the weights are missing or damaged.
    """
    monitor = monitor or Monitor()
    folder = _folder(entry, monitor)
    if not _is_whole(folder):
        shutil.rmtree(folder, ignore_errors=True)
        monitor.log(f"Preparing {entry.title} for this machine, once.")
        _convert(entry, folder, monitor)
    os.utime(folder)  # it is in use
    facts: dict[str, Any] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    return Converted(folder, **facts)


def _is_whole(folder: Path) -> bool:
    """Whether a network is there: whoever cleans caches up may have taken a part of it."""
    return all((folder / name).is_file() for name in _FILES)


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
    _forget_unused(folder.parent)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as making:
        result = Path(making) / "result"
        _run(["vbert_studio.visual.convert", entry.name, str(result)], monitor)
        try:
            result.rename(folder)
        except OSError:
            if not _is_whole(folder):  # else another process was faster, with the same result
                raise


def _forget_unused(folder: Path) -> None:
    """Remove what nobody has used for long: of other weights, or left by a conversion killed."""
    for path in folder.iterdir():
        with suppress(OSError):  # another process was faster
            if time.time() - path.stat().st_mtime > _UNUSED_S:
                shutil.rmtree(path)


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
    except (IndexError, ValueError, KeyError, TypeError):
        return BugError(f"a network could not be converted:\n{errors}")
    return WeightsError(**error)
