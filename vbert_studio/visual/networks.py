"""A network of the registry as a PyTorch module: 8-bit pictures in, features out."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Protocol, cast

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from vbert_studio.errors import WeightsError
from vbert_studio.visual.efficientnet import EfficientNetLite0Features
from vbert_studio.visual.s3d import S3DFeatures
from vbert_studio.weights.entries import ModelEntry, Preprocessing


class FeatureNetwork(Protocol):
    """What an architecture offers."""

    unit: str
    head: tuple[Tensor, Tensor]

    def load_weights(self, state: dict[str, Tensor]) -> None: ...  # noqa: D102
    @staticmethod
    def classes_in(state: dict[str, Tensor]) -> int: ...  # noqa: D102


_UNREADABLE = (
    pickle.UnpicklingError,
    SafetensorError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
)

_ARCHITECTURES: dict[str, type[nn.Module]] = {
    "s3d": S3DFeatures,
    "efficientnet-lite0": EfficientNetLite0Features,
}


class PictureNetwork(nn.Module):
    """An architecture with the preprocessing that its weights expect in front of it."""

    mean: Tensor
    std: Tensor

    def __init__(self, body: nn.Module, preprocessing: Preprocessing) -> None:
        super().__init__()
        self.body = body
        self.register_buffer("mean", torch.tensor(preprocessing.mean), persistent=False)
        self.register_buffer("std", torch.tensor(preprocessing.std), persistent=False)

    def forward(self, pictures: Tensor) -> Tensor:
        """uint8 (N, H, W, 3) or (N, T, H, W, 3) -> float32 (N, D)."""
        x = (pictures.float() - self.mean) / self.std  # (N, [T,] H, W, 3)
        x = x.movedim(-1, 1)  # (N, 3, [T,] H, W)
        dtype = next(self.body.parameters()).dtype
        features: Tensor = self.body(x.to(dtype))  # (N, D)
        return features.float()


def load_network(entry: ModelEntry, folder: Path) -> PictureNetwork:
    """Build the network of `entry` with the weights in `folder`, in evaluation mode, float32.

    Raises:
        WeightsError: kind ``weights_damaged`` when the file cannot be read as plain tensors or does
            not fit the architecture.
    """
    assert entry.preprocessing is not None, entry.name
    path = folder / entry.files[0].name
    state = _read_state(path)
    architecture = _ARCHITECTURES[entry.network]
    try:
        body = architecture(cast("type[FeatureNetwork]", architecture).classes_in(state))
        cast("FeatureNetwork", body).load_weights(state)
    except (KeyError, RuntimeError) as error:
        raise _damaged(entry.name, path, f"not the layout of {entry.network}: {error}") from error
    return PictureNetwork(body, entry.preprocessing).eval().requires_grad_(requires_grad=False)


def _read_state(path: Path) -> dict[str, Tensor]:
    """Tensors only: nothing in the file is run."""
    try:
        if path.suffix == ".safetensors":
            tensors: dict[str, Tensor] = load_file(path)
            return tensors
        state = torch.load(path, map_location="cpu", weights_only=True)
    except _UNREADABLE as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise _damaged(path.name, path, reason) from error
    if not isinstance(state, dict):
        raise _damaged(path.name, path, f"a {type(state).__name__}, not a table of tensors")
    return state


def _damaged(name: str, path: Path, reason: str) -> WeightsError:
    return WeightsError(
        "weights_damaged",
        f"The weights of '{name}' cannot be read ({reason}).",
        path=path,
        remedy="Compare them with `vbert-studio models verify`, and get them again.",
    )
