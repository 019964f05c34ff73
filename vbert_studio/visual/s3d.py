"""S3D, separable 3D Inception (Xie et al., Rethinking Spatiotemporal Feature Learning, 2018).

The layers and the layout of the weights are torchvision's; what is added is where to stop.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torchvision.models.video import s3d


class S3DFeatures(nn.Module):
    """A clip's activations before the classifier, pooled over space and time: 1024 numbers.

    torchvision pools pairs of neighbouring time steps, classifies each and averages the scores. The
    classifier is linear, so the mean of the pooled pairs is what it could as well be applied to:
    `scores` of a feature are exactly torchvision's scores of the clip at 224 x 224 pixels. Clips of
    any other size are pooled over as many places as they have.
    """

    unit = "clip"

    def __init__(self, classes: int = 400) -> None:
        super().__init__()
        self.body = s3d(num_classes=classes)

    def forward(self, clips: Tensor) -> Tensor:
        """(B, 3, T, H, W) preprocessed -> (B, 1024)."""
        maps = self.body.features(clips)  # (B, 1024, T / 8, H / 32, W / 32)
        # In float32 at any precision: PyTorch cannot pool bfloat16 in three dimensions on the CPU.
        places = maps.float().mean(dim=(3, 4))  # (B, 1024, T / 8)
        return _mean_of_pairs(places)

    def load_weights(self, state: dict[str, Tensor]) -> None:
        """Take torchvision's own state dict."""
        self.body.load_state_dict(state)

    @property
    def head(self) -> tuple[Tensor, Tensor]:
        """The classifier as (C, 1024) and (C,)."""
        linear = self.body.classifier[1]
        return linear.weight.flatten(1), linear.bias

    @staticmethod
    def classes_in(state: dict[str, Tensor]) -> int:
        """How many classes these weights were trained with."""
        return int(state["classifier.1.bias"].shape[0])

    def scores(self, features: Tensor) -> Tensor:
        """(B, 1024) -> class scores before the softmax (B, C)."""
        weight, bias = self.head
        return torch.nn.functional.linear(features, weight, bias)


def _mean_of_pairs(times: Tensor) -> Tensor:
    """(B, D, T) -> (B, D): the mean over neighbouring pairs of times, or the only time there is."""
    if times.shape[2] == 1:
        return times[:, :, 0]
    return (times[:, :, 1:] + times[:, :, :-1]).mean(dim=2) / 2
