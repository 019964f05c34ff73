"""``train-s3d``: an extractor of one's own, out of cooking films."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vbert_studio.commands.devices import Device
from vbert_studio.commands.ranges import AboveZero, ThreadsOrAll
from vbert_studio.commands.registry import command
from vbert_studio.commands.results import Result
from vbert_studio.commands.shell import KITCHEN
from vbert_studio.progress import Monitor


@dataclass(frozen=True, slots=True)
class S3DTrained(Result):
    """The weights, and how well they name what they have never seen."""

    weights: str
    films: int
    clips: int
    held_out: dict[str, float]


@command("train-s3d", title="Train S3D on cooking films", group=KITCHEN)
def train_s3d_weights(
    out: Path,
    films: list[Path],
    *,
    device: Device = "auto",
    effort: AboveZero = 1.0,
    threads: ThreadsOrAll = 0,
    monitor: Monitor,
) -> S3DTrained:
    """Teach the network S3D to tell the steps of cooking films apart.

    It learns on small pictures first and on larger ones later, from nothing. A run that was stopped
    goes on where it was. This is how the weights of s3d-kitchen were made.

    Args:
        out: the folder that gets model.safetensors.
        films: folders made by ``kitchen make``.
        device: where the network learns.
        effort: 1 is what the shipped weights were trained with; 0.1 takes a tenth of the steps.
        threads: of the processor; 0 takes all.
        monitor: hears how far it is.
    """
    import torch

    from vbert_studio.training.s3d.run import train_s3d
    from vbert_studio.training.s3d.stages import S3DSettings

    if threads:
        torch.set_num_threads(threads)

    def told(step: int, numbers: dict[str, float]) -> None:
        if step % 20 == 0 or any(name.startswith("held_out") for name in numbers):
            values = ", ".join(f"{name} {value:.3g}" for name, value in numbers.items())
            monitor.log(f"step {step}: {values}")

    settings = S3DSettings().scaled(effort)
    run = train_s3d(films, out, settings=settings, device=device, metrics=told, monitor=monitor)
    return S3DTrained(str(run.weights), run.films, run.clips, run.held_out)
