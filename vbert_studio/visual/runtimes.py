"""What an engine offers: a network on a device, at a precision."""

from __future__ import annotations

from typing import Literal, Protocol

from vbert_studio.visual.batching import Features, Pictures
from vbert_studio.visual.devices import Device

Precision = Literal["float32", "bfloat16", "int8"]
Unit = Literal["clip", "frame"]


class Runtime(Protocol):
    """A network that is loaded and ready.

    Attributes:
        engine: which library computes.
        device, precision: where and how.
        unit: what one feature is computed from: a whole clip, or a frame.
        batch: units per call.
        exact: whether a unit's feature is the same to the last bit in whatever call it is computed.
    """

    engine: str
    device: Device
    precision: Precision
    unit: Unit
    batch: int
    exact: bool

    def run(self, pictures: Pictures) -> Features:
        """uint8 (batch, [30,] H, W, 3) -> float32 (batch, D)."""
        ...
