"""Weights as they are shipped: the text rows in 8 bits with a scale per row, the rest in 16.

The text rows are half of a small model. A row's scale is its largest entry divided by 127, kept in
float16, and the entries are rounded to multiples of it, so that no entry is off by more than half
of one. This is the usual symmetric quantization, per row and of the weights alone.
"""

from __future__ import annotations

import torch
from torch import Tensor

_TABLE = "trunk.embeddings.word_embeddings.weight"
_TEXT, _SCALE, _REST = "table.text", "table.text_scale", "table.rest"
_LARGEST = 127


def pack(weights: dict[str, Tensor], text_size: int) -> dict[str, Tensor]:
    """Float32 weights in a third of their room.

    Args:
        weights: a model's, by name.
        text_size: how many of the first rows of the table are WordPieces.
    """
    packed = {name: value.half() for name, value in weights.items() if name != _TABLE}
    table = weights[_TABLE]
    packed[_TEXT], packed[_SCALE] = _rounded(table[:text_size])
    packed[_REST] = table[text_size:].half()
    return packed


def unpack(packed: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weights in float32, whether they were packed or not."""
    weights = {name: value.float() for name, value in packed.items()}
    if _TEXT in weights:
        text = weights.pop(_TEXT) * weights.pop(_SCALE)[:, None]  # (text_size, H)
        weights[_TABLE] = torch.cat([text, weights.pop(_REST)])
    return weights


def _rounded(rows: Tensor) -> tuple[Tensor, Tensor]:
    """Rows (N, H) as int8 (N, H) and float16 scales (N,)."""
    scales = (rows.abs().amax(dim=1) / _LARGEST).half()  # (N,)
    # A row so small that its scale is 0 in float16 is 0.
    divisors = scales.float().masked_fill(scales == 0, 1.0)  # (N,)
    steps = (rows / divisors[:, None]).round().clamp(-_LARGEST, _LARGEST)  # (N, H)
    return steps.to(torch.int8), scales
