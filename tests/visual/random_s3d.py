"""An S3D with random weights in the layout of the real file: for tests and benchmarks only."""

from __future__ import annotations

from pathlib import Path

NAME = "s3d-random"

_ENTRY = """
[s3d-random]
kind = "extractor"
title = "S3D, random weights"
licence = "none"
good_for = "Tests and benchmarks: it has learned nothing."
network = "s3d"
feature_size = 1024
classes = "kinetics-400"

[s3d-random.preprocessing]
resize = [256, 256]
crop = 224
mean = [110.2008, 100.63983, 95.99475]
std = [58.14765, 56.46975, 55.332195]

[[s3d-random.files]]
name = "s3d-random.pth"
sources = []
"""


def plant_random_s3d(models: Path, *, seed: int = 0) -> Path:
    """Make the model and its entry in a person's models folder; returns the file of weights."""
    import torch

    from vbert_studio.visual.s3d import S3DFeatures

    torch.manual_seed(seed)
    network = S3DFeatures()
    _spread(network)
    folder = models / NAME
    folder.mkdir(parents=True, exist_ok=True)
    (models / "registry.toml").write_text(_ENTRY)
    torch.save(network.body.state_dict(), folder / "s3d-random.pth")
    return folder / "s3d-random.pth"


def _spread(network) -> None:
    """Signals that neither die nor explode, as in a trained network: He's initialisation, and batch
    norms that know the statistics of what passes through."""
    import torch
    from torch import nn

    for module in network.modules():
        if isinstance(module, nn.Conv3d):
            nn.init.kaiming_normal_(module.weight)
        if isinstance(module, nn.BatchNorm3d):
            module.momentum = None
    coarse = torch.randn(2, 3, 8, 7, 7)
    clips = torch.nn.functional.interpolate(coarse, size=(16, 64, 64), mode="trilinear")
    with torch.no_grad():
        network.train()
        network.body.features(clips)
    network.eval()
