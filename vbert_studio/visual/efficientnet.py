"""EfficientNet-Lite0: EfficientNet-B0 (Tan & Le, ICML 2019) as Google's Lite variant describes it.

Lite0 is B0 without squeeze-and-excitation, with ReLU6 in place of swish, at 224 x 224. Padding is
TensorFlow's "SAME", which is uneven where a stride meets an even size, because the weights come
from there. Names of the parameters are those of the published weights.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import torch
from torch import Tensor, nn

_EPSILON = 1e-3  # of every batch norm, as trained
_STEM, _HEAD = 32, 1280


class _Stage(NamedTuple):
    """Blocks in a row that are alike but for the first one's stride."""

    blocks: int
    kernel: int
    stride: int
    expansion: int
    width: int


_STAGES = (
    _Stage(1, 3, 1, 1, 16),
    _Stage(2, 3, 2, 6, 24),
    _Stage(2, 5, 2, 6, 40),
    _Stage(3, 3, 2, 6, 80),
    _Stage(3, 5, 1, 6, 112),
    _Stage(4, 5, 2, 6, 192),
    _Stage(1, 3, 1, 6, 320),
)


class _SameConv(nn.Conv2d):
    """A convolution without bias whose output is input / stride, rounded up."""

    def __init__(
        self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1
    ) -> None:
        super().__init__(inputs, outputs, kernel, stride, groups=groups, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        kernel, stride = self.kernel_size[0], self.stride[0]
        down, right = (_missing(size, kernel, stride) for size in x.shape[-2:])
        x = nn.functional.pad(x, (right // 2, right - right // 2, down // 2, down - down // 2))
        return super().forward(x)


def _missing(size: int, kernel: int, stride: int) -> int:
    """Pixels that "SAME" adds to one dimension."""
    outputs = -(-size // stride)
    return max(0, (outputs - 1) * stride + kernel - size)


def _norm(width: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(width, eps=_EPSILON)


class _Block(nn.Module):
    """Inverted residual: widen, look around, narrow; the input is added where the shapes agree."""

    def __init__(self, inputs: int, width: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        inner = inputs * expansion
        self.widens = expansion > 1
        if self.widens:
            self._expand_conv = _SameConv(inputs, inner, 1)
            self._bn0 = _norm(inner)
        self._depthwise_conv = _SameConv(inner, inner, kernel, stride, groups=inner)
        self._bn1 = _norm(inner)
        self._project_conv = _SameConv(inner, width, 1)
        self._bn2 = _norm(width)
        self.adds = stride == 1 and inputs == width

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = x
        if self.widens:
            y = nn.functional.relu6(self._bn0(self._expand_conv(y)))
        y = nn.functional.relu6(self._bn1(self._depthwise_conv(y)))
        y = self._bn2(self._project_conv(y))
        return x + y if self.adds else y


class EfficientNetLite0Features(nn.Module):
    """A frame's activations before the classifier, pooled over space: 1280 numbers."""

    unit = "frame"

    def __init__(self, classes: int = 1000) -> None:
        super().__init__()
        self._conv_stem = _SameConv(3, _STEM, 3, 2)
        self._bn0 = _norm(_STEM)
        self._blocks = nn.ModuleList(_blocks())
        self._conv_head = _SameConv(_STAGES[-1].width, _HEAD, 1)
        self._bn1 = _norm(_HEAD)
        self._fc = nn.Linear(_HEAD, classes)

    def forward(self, frames: Tensor) -> Tensor:
        """(N, 3, H, W) preprocessed -> (N, 1280)."""
        x = nn.functional.relu6(self._bn0(self._conv_stem(frames)))  # (N, 32, H / 2, W / 2)
        for block in self._blocks:
            x = block(x)
        x = nn.functional.relu6(self._bn1(self._conv_head(x)))  # (N, 1280, H / 32, W / 32)
        return x.mean(dim=(2, 3))

    def load_weights(self, state: dict[str, Tensor]) -> None:
        """Take the published state dict."""
        self.load_state_dict(state)

    @property
    def head(self) -> tuple[Tensor, Tensor]:
        """The classifier as (C, 1280) and (C,)."""
        return self._fc.weight, self._fc.bias

    @staticmethod
    def classes_in(state: dict[str, Tensor]) -> int:
        """How many classes these weights were trained with."""
        return int(state["_fc.bias"].shape[0])

    def scores(self, features: Tensor) -> Tensor:
        """(N, 1280) -> class scores before the softmax (N, C)."""
        return torch.nn.functional.linear(features, self._fc.weight, self._fc.bias)


def _blocks() -> list[_Block]:
    plan = [
        (stage, stage.stride if first == 0 else 1)
        for stage in _STAGES
        for first in range(stage.blocks)
    ]
    widths = [_STEM, *(stage.width for stage, _ in plan)]
    return [
        _Block(inputs, width, stage.kernel, stride, stage.expansion)
        for (stage, stride), (inputs, width) in zip(plan, pairwise(widths), strict=True)
    ]
