"""A network with its weights and its preprocessing: clips in, features out."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from vbert_studio.errors import StudioError
from vbert_studio.media.geometry import Geometry
from vbert_studio.progress import Monitor
from vbert_studio.visual.batching import Batches, Features
from vbert_studio.visual.devices import Device, choose_device
from vbert_studio.visual.repeats import Repeats
from vbert_studio.visual.runtimes import Precision, Runtime
from vbert_studio.weights import store
from vbert_studio.weights.entries import ModelEntry, Preprocessing
from vbert_studio.weights.registry import Registry

Clips = npt.NDArray[np.uint8]


class Extractor(Protocol):
    """What turns clips into features.

    Attributes:
        name: in the registry of models.
        feature_size: numbers per clip.
        frame_size: (H, W) of the pictures it takes, in pixels.
        geometry: how a frame of any film becomes such a picture.
        engine, device, precision: what computes, where and how.
        clips_at_once: how many clips it is best given together; shrinks when memory runs out.
    """

    name: str
    feature_size: int
    frame_size: tuple[int, int]
    geometry: Geometry
    engine: str
    device: str
    precision: str

    @property
    def clips_at_once(self) -> int: ...  # noqa: D102

    def features(self, clips: Clips) -> Features:
        """uint8 (B, 30, H, W, 3) -> float32 (B, D); what else is in the batch changes nothing."""
        ...


class NetworkExtractor:
    """An extractor of the registry on one of the engines."""

    def __init__(self, entry: ModelEntry, runtime: Runtime) -> None:
        assert entry.preprocessing is not None, entry.name
        assert entry.feature_size is not None, entry.name
        self.name = entry.name
        self.feature_size = entry.feature_size
        self.geometry = geometry_of(entry.preprocessing)
        self.frame_size = self.geometry.size
        self.engine = runtime.engine
        self.device: str = runtime.device
        self.precision: str = runtime.precision
        self._unit = runtime.unit
        self._batches = Batches(runtime.run, runtime.batch, fill=not runtime.exact)
        self._run = Repeats(self._batches, across_calls=runtime.exact)

    @property
    def clips_at_once(self) -> int:
        """How many clips one call of the network takes."""
        return self._batches.size if self._unit == "clip" else max(1, self._batches.size // 30)

    def features(self, clips: Clips) -> Features:
        """uint8 (B, 30, H, W, 3) -> float32 (B, D)."""
        if not len(clips):
            return np.empty((0, self.feature_size), np.float32)
        if self._unit == "clip":
            return self._run(clips)
        count, frames = clips.shape[:2]
        each = self._run(clips.reshape(count * frames, *clips.shape[2:]))  # (B * 30, D)
        means: Features = each.reshape(count, frames, -1).mean(axis=1)  # (B, D)
        return means


def geometry_of(preprocessing: Preprocessing) -> Geometry:
    """The geometry that the preprocessing of some weights asks for."""
    return Geometry(preprocessing.resize, (preprocessing.crop, preprocessing.crop))


def load_extractor(
    name: str,
    *,
    device: str = "auto",
    precision: str = "auto",
    engine: str = "auto",
    monitor: Monitor | None = None,
) -> Extractor:
    """Load the extractor `name` of the registry.

    Args:
        name: such as ``s3d-kinetics400``.
        device: ``auto`` (the best there is), ``cuda``, ``mps`` or ``cpu``.
        precision: ``float32``, ``bfloat16``, ``int8`` (of OpenVINO alone), or ``auto``: on a CPU
            the fastest that was measured there to leave features what they are.
        engine: ``auto`` (OpenVINO on the CPU, PyTorch elsewhere), ``openvino``, ``torch``, or
            ``torch-plain``, the untuned float32 reference.
        monitor: hears of the one-time preparation, and can stop it.

    Raises:
        WeightsError: kinds ``unknown_model``, ``not_an_extractor``, ``model_missing``,
            ``model_not_shipped``, ``weights_damaged``.
        StudioError: kinds ``no_such_device``, ``no_such_engine``, ``no_such_precision``.
    """
    entry = Registry.load().entry(name, "extractor")
    store.find(entry)
    _check("engine", engine, ("auto", "openvino", "torch", "torch-plain"))
    _check("precision", precision, ("auto", "float32", "bfloat16", "int8"))
    on = choose_device("cpu" if device == "auto" and engine == "openvino" else device)
    if engine == "openvino" or (engine == "auto" and on == "cpu"):
        return NetworkExtractor(entry, _openvino(entry, on, precision, monitor))
    if precision == "int8":
        raise _only_openvino()
    runtime = _torch(entry, on, precision, plain=engine == "torch-plain")
    if on == "mps" and device == "auto" and not _works(runtime):
        return load_extractor(
            name, device="cpu", precision=precision, engine=engine, monitor=monitor
        )
    return NetworkExtractor(entry, runtime)


def _works(runtime: Runtime) -> bool:
    """Whether the device knows every operation of the network: Apple's learns them one by one."""
    shape = (1, 30, 224, 224, 3) if runtime.unit == "clip" else (1, 224, 224, 3)
    try:
        runtime.run(np.zeros(shape, np.uint8))
    except NotImplementedError:
        return False
    return True


def _check(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise StudioError(
            f"no_such_{what}",
            f"There is no {what} '{value}'.",
            remedy=f"Known: {', '.join(known)}.",
        )


def _only_openvino() -> StudioError:
    return StudioError(
        "no_such_precision",
        "PyTorch computes no features in int8 here.",
        remedy="Leave out the engine and choose the CPU, or choose float32 or bfloat16.",
    )


def _openvino(
    entry: ModelEntry, device: Device, precision: str, monitor: Monitor | None
) -> Runtime:
    from vbert_studio.visual.converted import converted
    from vbert_studio.visual.openvino_runtime import OpenVinoRuntime

    if device != "cpu":
        raise StudioError(
            "no_such_device", f"OpenVINO computes on the CPU, not on '{device}'.",
            remedy="Leave out the engine or the device.",
        )  # fmt: skip
    network = converted(entry, monitor)
    chosen: Precision = network.best_precision if precision == "auto" else precision  # type: ignore[assignment]
    return OpenVinoRuntime(network.file(chosen), network.unit, chosen)


def _torch(entry: ModelEntry, device: Device, precision: str, *, plain: bool) -> Runtime:
    from vbert_studio.visual.networks import load_network
    from vbert_studio.visual.torch_runtime import TorchRuntime

    reduced = precision == "bfloat16" or (precision == "auto" and device == "cuda")
    return TorchRuntime(
        load_network(entry, store.find(entry)),
        device=device,
        precision="bfloat16" if reduced and not plain else "float32",
        plain=plain,
    )
