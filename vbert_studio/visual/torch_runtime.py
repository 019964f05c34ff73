"""PyTorch as the engine: plain, as the reference, and tuned, on the CPU and on accelerators."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from vbert_studio.visual.batching import Features, Pictures
from vbert_studio.visual.devices import Device
from vbert_studio.visual.networks import PictureNetwork
from vbert_studio.visual.runtimes import Precision, Unit

_MOST_CLIPS, _MOST_FRAMES = 16, 256
_CONVOLUTIONS = (nn.Conv2d, nn.Conv3d)
_NORMS = (nn.BatchNorm2d, nn.BatchNorm3d)


class TorchRuntime:
    """A network in PyTorch.

    Args:
        network: in evaluation mode; changed in place unless `plain`.
        device: where to compute.
        precision: of the network; pictures are normalised in float32 before it, and features come
            out as float32.
        plain: leave the network as it is: the float32 reference that the others are compared with.
        batch: units per call; None sizes it to the device's free memory, and takes 1 on the CPU,
            where more gain nothing.
    """

    def __init__(
        self,
        network: PictureNetwork,
        *,
        device: Device = "cpu",
        precision: Precision = "float32",
        plain: bool = False,
        batch: int | None = None,
    ) -> None:
        self.engine = "torch-plain" if plain else "torch"
        self.device = device
        self.precision = precision
        self.unit: Unit = network.body.unit  # type: ignore[assignment]
        self._network = network if plain else _tuned(network, precision)
        self._network.to(device)
        self.batch = batch or self._fitting_batch()
        self.exact = device == "cpu" and self.batch == 1

    def run(self, pictures: Pictures) -> Features:
        """uint8 (batch, [30,] H, W, 3) -> float32 (batch, D)."""
        with torch.inference_mode():
            # A copy: PyTorch takes neither reversed views nor memory that may not be written.
            batch = torch.from_numpy(np.array(pictures, order="C"))
            features = self._network(batch.to(self.device))
            return np.asarray(features.cpu().numpy(), np.float32)

    def _fitting_batch(self) -> int:
        if self.device != "cuda":
            return 1
        most = _MOST_CLIPS if self.unit == "clip" else _MOST_FRAMES
        shape = (1, 30, 224, 224, 3) if self.unit == "clip" else (1, 224, 224, 3)
        torch.cuda.reset_peak_memory_stats()
        before = torch.cuda.memory_allocated()
        self.run(np.zeros(shape, np.uint8))
        one = max(1, torch.cuda.max_memory_allocated() - before)
        free, _total = torch.cuda.mem_get_info()
        return int(np.clip(free * 0.7 // one, 1, most))


def _tuned(network: PictureNetwork, precision: Precision) -> PictureNetwork:
    """Batch norms folded into the convolutions before them, channels last, `precision`."""
    fold_batch_norms(network.body)
    three_d = network.body.unit == "clip"
    network.to(memory_format=torch.channels_last_3d if three_d else torch.channels_last)
    if precision == "bfloat16":
        network.body.to(torch.bfloat16)
    return network


def fold_batch_norms(module: nn.Module) -> None:
    """Fold every batch norm that directly follows a convolution, in place.

    Where a module lists its children in the order in which they run (both architectures do), a
    batch norm right behind a convolution is that convolution's.
    """
    children = list(module.named_children())
    for (name, first), (next_name, second) in pairwise(children):
        if isinstance(first, _CONVOLUTIONS) and isinstance(second, _NORMS):
            setattr(module, name, fuse_conv_bn_eval(first, second))
            setattr(module, next_name, nn.Identity())
    for child in module.children():
        fold_batch_norms(child)
