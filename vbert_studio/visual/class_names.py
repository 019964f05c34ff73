"""What the outputs of a classifier are called; torchvision publishes the lists with its weights."""

from __future__ import annotations


def class_names(which: str, count: int) -> list[str]:
    """The names of `count` classes, or numbers where no list fits."""
    names = _published(which)
    return names if len(names) == count else [f"class {i}" for i in range(count)]


def _published(which: str) -> list[str]:
    if which == "kinetics-400":
        from torchvision.models.video import S3D_Weights

        return list(S3D_Weights.KINETICS400_V1.meta["categories"])
    if which == "imagenet-1k":
        from torchvision.models import EfficientNet_B0_Weights

        return list(EfficientNet_B0_Weights.IMAGENET1K_V1.meta["categories"])
    if which == "kitchen":
        from vbert_studio.kitchen.appearances import appearance_names

        return appearance_names()
    return []
