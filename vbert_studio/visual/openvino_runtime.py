"""OpenVINO as the engine on CPUs: no PyTorch in the process, a third of its memory."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np

from vbert_studio.visual.batching import Features, Pictures
from vbert_studio.visual.devices import Device
from vbert_studio.visual.runtimes import Precision, Unit

# What is not computed in 8 bits of an 8-bit network is in float32.
_HINTS: dict[Precision, str] = {"float32": "f32", "bfloat16": "bf16", "int8": "f32"}


def openvino() -> Any:  # noqa: ANN401 - the package has no types
    """The package, without the part of it that reports usage over the network."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino as package

    return package


def has_bfloat16() -> bool:
    """Whether this processor has instructions for bfloat16 (which need not be faster)."""
    capabilities = openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return "BF16" in capabilities


def _cores() -> int:
    """Those this process may use, which in a container can be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class OpenVinoRuntime:
    """A converted network. One unit per request, so what a feature is computed with cannot matter.

    Clips go one after the other through all cores; frames are small, so one goes through each core.
    """

    engine = "openvino"
    device: Device = "cpu"
    exact = True

    def __init__(
        self, path: Path, unit: Unit, precision: Precision, *, threads: int | None = None
    ) -> None:
        threads = threads or _cores()
        streams = 1 if unit == "clip" else threads
        core = openvino().Core()
        compiled = core.compile_model(
            core.read_model(path),
            "CPU",
            {
                "INFERENCE_PRECISION_HINT": _HINTS[precision],
                "INFERENCE_NUM_THREADS": str(threads),
                "NUM_STREAMS": str(streams),
                # Bound to its core, a thread waits there for whatever else the machine is doing:
                # measured 20 % slower on a busy one, and decoding alone makes it busy.
                "ENABLE_CPU_PINNING": "NO",
            },
        )
        self.unit: Unit = unit
        self.precision: Precision = precision
        self.batch = 1 if unit == "clip" else 30
        self._size = int(compiled.output(0).shape[1])
        self._queue = openvino().AsyncInferQueue(compiled, streams)
        self._queue.set_callback(_keep)

    def run(self, pictures: Pictures) -> Features:
        """uint8 (batch, [30,] H, W, 3) -> float32 (batch, D)."""
        features = np.empty((len(pictures), self._size), np.float32)
        pictures = np.ascontiguousarray(pictures)
        try:
            for picture, feature in zip(pictures, features, strict=True):
                self._queue.start_async([picture[None]], feature, share_inputs=True)
        finally:
            # Also when interrupted: requests still read the pictures' memory.
            self._queue.wait_all()
        return features


def _keep(request: Any, feature: Features) -> None:  # noqa: ANN401
    feature[:] = request.get_output_tensor(0).data[0]
