"""A network whose convolutions are computed in 8-bit integers.

Weights keep their direction and lose their fineness: each output channel has 255 steps between the
largest weight and its negative. What flows between layers has 256 steps between the lowest and the
highest value that was seen in some clips (quantisation after training, Jacob et al., CVPR 2018).
Sums stay exact, and everything else is computed in float32.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vbert_studio.visual.openvino_runtime import openvino

_ACTIVATION_STEPS, _WEIGHT_STEPS = 256, 255
_SMALLEST = 1e-8  # a channel of nothing but zeros has some scale too
_Ranges = dict[str, tuple[float, float]]


def quantised(path: Path, pictures: Iterable[npt.NDArray[np.uint8]]) -> Any:  # noqa: ANN401
    """The network at `path` in 8 bits, as an OpenVINO model with the same inputs and outputs.

    Args:
        path: of a converted network.
        pictures: what it takes, uint8 (1, [30,] H, W, 3) each, to learn the ranges from.
    """
    ranges = _ranges_of(path, pictures)
    ops = openvino().opset13
    model = openvino().Core().read_model(path)
    limited: dict[str, Any] = {}
    for layer in _convolutions(model):
        source, weight = layer.input_value(0), layer.input_value(1)
        name = _name(source)
        if name not in limited:
            low, high = (_filled(value, source) for value in ranges[name])
            limited[name] = ops.fake_quantize(source, low, high, low, high, _ACTIVATION_STEPS)
        values = weight.get_node().data
        highest = np.abs(values).max(axis=tuple(range(1, values.ndim)), keepdims=True)
        highest = ops.constant(np.maximum(highest, _SMALLEST).astype(np.float32))  # (C, 1, ...)
        lowest = ops.negative(highest)
        coarse = ops.fake_quantize(weight, lowest, highest, lowest, highest, _WEIGHT_STEPS)
        layer.input(0).replace_source_output(limited[name].output(0))
        layer.input(1).replace_source_output(coarse.output(0))
    model.validate_nodes_and_infer_types()
    return model


def _ranges_of(path: Path, pictures: Iterable[npt.NDArray[np.uint8]]) -> _Ranges:
    """About the lowest and the highest value that each convolution is given in any picture."""
    package, ops = openvino(), openvino().opset13
    model = package.Core().read_model(path)
    sources = {_name(source): source for source in map(_input, _convolutions(model))}
    if not sources:
        return {}
    ends = []
    for source in sources.values():
        axes = ops.constant(np.arange(len(source.get_partial_shape()), dtype=np.int64))
        ends += [ops.reduce_min(source, axes), ops.reduce_max(source, axes)]
    watched = package.Model([ops.result(end) for end in ends], model.get_parameters())
    compiled = package.Core().compile_model(watched, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    seen = np.array([[float(v) for v in compiled([p]).values()] for p in pictures])
    low, high = seen.reshape(len(seen), len(sources), 2).transpose(2, 0, 1)  # each (P, S)
    bounds = [_with_zero(*ends) for ends in zip(low.min(0), high.max(0), strict=True)]
    return dict(zip(sources, bounds, strict=True))


def _with_zero(low: float, high: float) -> tuple[float, float]:
    """The range moved so that 0 is one of its steps: much of what a convolution is given is 0."""
    low, high = min(low, 0.0), max(high, _SMALLEST)
    step = (high - low) / (_ACTIVATION_STEPS - 1)
    below = round(-low / step)
    return -below * step, (_ACTIVATION_STEPS - 1 - below) * step


def _convolutions(model: Any) -> list[Any]:  # noqa: ANN401
    """Those whose weights are plain numbers."""
    return [
        node
        for node in model.get_ordered_ops()
        if node.get_type_name() == "Convolution"
        and node.input_value(1).get_node().get_type_name() == "Constant"
    ]


def _input(layer: Any) -> Any:  # noqa: ANN401
    return layer.input_value(0)


def _name(source: Any) -> str:  # noqa: ANN401
    return f"{source.get_node().get_friendly_name()}:{source.get_index()}"


def _filled(value: float, source: Any) -> Any:  # noqa: ANN401
    """A constant that fits any shape of the source."""
    shape = (1,) * len(source.get_partial_shape())
    return openvino().opset13.constant(np.full(shape, value, np.float32))
