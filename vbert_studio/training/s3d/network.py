"""S3D as it is before it has learned anything, and how it is shown stills."""

from __future__ import annotations

from torch import Tensor, nn

from vbert_studio.visual.s3d import S3DFeatures

_MOMENTUM = 0.03


def fresh_network(classes: int) -> S3DFeatures:
    """The layers of torchvision's S3D, ready to learn from stills first.

    Convolutions over time begin with their middle tap only, so that what is learned from stills
    holds for clips from the first step on; and the running statistics follow faster than those of
    torchvision, which are meant for runs of many thousand steps.
    """
    network = S3DFeatures(classes)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm3d):
            module.momentum = _MOMENTUM
        if isinstance(module, nn.Conv3d) and module.kernel_size[0] > 1:
            middle = module.kernel_size[0] // 2
            module.weight.data[:, :, :middle] = 0
            module.weight.data[:, :, middle + 1 :] = 0
    return network


def features_of(network: S3DFeatures, clips: Tensor) -> Tensor:
    """(B, 3, T, H, W) to (B, 1024), also where T is 1, a still."""
    if clips.shape[2] > 1:
        features: Tensor = network(clips)
        return features
    x = clips
    for layer in network.body.features:
        # The one layer that would find nothing to pool: it takes pairs of pictures.
        x = _in_space(layer)(x) if _pools_pairs(layer) else layer(x)
    return x.float().mean(dim=(2, 3, 4))


def _pools_pairs(layer: nn.Module) -> bool:
    return isinstance(layer, nn.MaxPool3d) and tuple(layer.kernel_size) == (2, 2, 2)  # type: ignore[arg-type]


def _in_space(layer: nn.Module) -> nn.MaxPool3d:
    assert isinstance(layer, nn.MaxPool3d)
    return nn.MaxPool3d((1, 2, 2), stride=(1, 2, 2))
