"""`train-s3d`: from a folder of cooking films to the weights of an extractor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from vbert_studio.kitchen.splits import Split
from vbert_studio.progress import Monitor
from vbert_studio.training.s3d.footage import Footage, read_footage
from vbert_studio.training.s3d.loop import Metrics, S3DTrainer
from vbert_studio.training.s3d.stages import S3DSettings
from vbert_studio.visual.devices import choose_device

WEIGHTS = "model.safetensors"
_STATE = ".training"


@dataclass(frozen=True, slots=True)
class S3DRun:
    """What came of a run.

    Attributes:
        weights: float16, in torchvision's layout.
        films: learned from.
        clips: in them, of 1.5 s.
        held_out: shares of the clips of held-out recipes whose step, verb and object are named
            rightly.
    """

    weights: Path
    films: int
    clips: int
    held_out: Metrics


def train_s3d(
    folders: Sequence[Path],
    out: Path,
    *,
    settings: S3DSettings | None = None,
    device: str = "auto",
    metrics: Callable[[int, Metrics], None],
    monitor: Monitor | None = None,
) -> S3DRun:
    """Teach S3D (Xie et al., 2018) to tell the steps of cooking films apart, from nothing.

    What is needed to go on after a stop lies in ``.training`` below `out`: decoded pictures and the
    state of the run.

    Args:
        folders: made by ``kitchen make``; their training films are learned from, their validation
            films are judged by.
        out: gets ``model.safetensors``.
        settings: how.
        device: where the network computes.
        metrics: is called with the step and its numbers.
        monitor: hears how far it is.

    Raises:
        FootageError: there are no films.
        S3DTrainingError: the loss is no number.
        StudioError: kind ``no_such_device``.
        CancelledError: a person stopped it; the same call goes on from there.
    """
    place = torch.device(choose_device(device))
    settings = settings or S3DSettings()
    state = out / _STATE
    taught, held_out = (_read(folders, split, settings, state, monitor) for split in _SPLITS)
    trainer = S3DTrainer(taught, held_out, settings, state, metrics, place)
    found = trainer.run(monitor=monitor)
    path = save_weights(trainer.network.body.state_dict(), out)
    return S3DRun(path, len(taught), sum(film.clips for film in taught), found)


_SPLITS: tuple[Split, Split] = ("train", "validation")


def _read(
    folders: Sequence[Path],
    split: Split,
    settings: S3DSettings,
    state: Path,
    monitor: Monitor | None,
) -> list[Footage]:
    side = max(stage.side for stage in settings.stages)
    cache = state / "pictures"
    return [
        film
        for folder in folders
        for film in read_footage(folder, split, side, cache, monitor=monitor)
    ]


def save_weights(state: dict[str, Tensor], out: Path) -> Path:
    """Write a network in float16, whole or not at all; counters stay whole numbers."""
    from safetensors.torch import save_file

    halves = {
        name: (value.half() if value.is_floating_point() else value).cpu().contiguous()
        for name, value in state.items()
    }
    out.mkdir(parents=True, exist_ok=True)
    fresh = out / f".{WEIGHTS}"
    save_file(halves, fresh)
    fresh.replace(out / WEIGHTS)
    return out / WEIGHTS
