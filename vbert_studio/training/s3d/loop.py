"""The loop that teaches S3D its steps; it can be stopped at any moment and goes on from there."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import AdamW

from vbert_studio.errors import StudioError
from vbert_studio.progress import Monitor
from vbert_studio.training.s3d.actions import Actions
from vbert_studio.training.s3d.draws import Draws
from vbert_studio.training.s3d.footage import Footage, grid_clips
from vbert_studio.training.s3d.network import features_of, fresh_network
from vbert_studio.training.s3d.stages import S3DSettings, Stage
from vbert_studio.weights.registry import Registry

EXTRACTOR = "s3d-kitchen"
"""The entry of the registry whose weights are made here."""

Metrics = dict[str, float]
_FILE = "state.pt"


class S3DTrainingError(StudioError):
    """A run cannot go on."""


class S3DTrainer:
    """One run.

    Args:
        taught: films to learn from.
        held_out: films to judge by.
        settings: how.
        folder: keeps the state to resume from.
        metrics: is called with the step and its numbers.
        device: where the network computes.
    """

    def __init__(
        self,
        taught: list[Footage],
        held_out: list[Footage],
        settings: S3DSettings,
        folder: Path,
        metrics: Callable[[int, Metrics], None],
        device: torch.device,
    ) -> None:
        torch.manual_seed(settings.seed)
        self._taught, self._held_out = taught, held_out
        self._settings, self._folder, self._metrics = settings, folder, metrics
        self._device = device
        self._mean, self._std = _colours(device)
        self._actions = Actions()
        network = fresh_network(self._actions.count)
        self.network = network.to(device, memory_format=torch.channels_last_3d)  # type: ignore[call-overload]
        self._optimizer = AdamW(_groups(network, settings.weight_decay), lr=1e-3, fused=True)
        self.step = self._load()
        self._draws: dict[Stage, Draws] = {}

    def run(self, *, monitor: Monitor | None = None) -> Metrics:
        """Train until the last step.

        Returns:
            How often the step, the verb and the object of a held-out clip are named rightly.

        Raises:
            S3DTrainingError: kind ``loss_not_finite``.
            CancelledError: the state is saved.
        """
        monitor = monitor or Monitor()
        settings = self._settings
        with monitor.stage("training", settings.steps, "steps", done=self.step) as stage:
            try:
                while self.step < settings.steps:
                    self._metrics(self.step + 1, self._one_step())
                    self.step += 1
                    if self.step % settings.save_every == 0:
                        self._save()
                    if self.step % settings.evaluate_every == 0:
                        self._metrics(self.step, self.judge(monitor, every=7))
                    stage.advance()
            finally:
                self._save()
        return self.judge(monitor)

    def judge(self, monitor: Monitor, every: int = 1) -> Metrics:
        """Shares of held-out clips that are named rightly, looking at every n-th one."""
        self.network.eval()
        side = self._settings.at(max(0, self.step - 1))[0].side
        sums: dict[str, float] = {}
        asked = 0
        for number, (clip, label) in enumerate(grid_clips(self._held_out)):
            if number % every:
                continue
            monitor.check()
            scores = self._scores(torch.from_numpy(clip[None].copy()), side)
            for name, hit in self._actions.hits(scores, torch.tensor([label])).items():
                sums[name] = sums.get(name, 0.0) + float(hit.sum())
            asked += 1
        return {f"held_out_{name}": hits / asked for name, hits in sums.items()}

    @torch.inference_mode()
    def _scores(self, clips: Tensor, side: int) -> Tensor:
        """uint8 (B, T, S, S, 3) to scores (B, C), at another size where the stage has one."""
        x = self._prepared(clips)
        if x.shape[-1] != side:
            x = nn.functional.interpolate(x, (x.shape[2], side, side), mode="area")
        scores: Tensor = self.network.scores(features_of(self.network, x))
        return scores.float().cpu()

    def _one_step(self) -> Metrics:
        self.network.train()
        stage, rate = self._settings.at(self.step)
        if stage not in self._draws:
            self._draws = {stage: Draws(self._taught, stage, self._settings.seed)}
        pictures, classes = self._draws[stage].batch(self.step)
        clips = self._prepared(torch.from_numpy(pictures))  # (B, 3, T, S, S)
        scores = self.network.scores(features_of(self.network, clips))  # (B, C)
        labels = torch.from_numpy(classes)
        loss = self._actions.loss(scores.cpu(), labels, self._settings.smoothing)
        self._check(float(loss.detach()))
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        loss.backward()  # type: ignore[no-untyped-call]
        norm = nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self._optimizer.step()
        self._optimizer.zero_grad()
        hits = self._actions.hits(scores.detach().cpu(), labels)
        right = {name: float(hit.float().mean()) for name, hit in hits.items()}
        return {"loss": float(loss.detach()), **right, "norm": float(norm), "rate": rate}

    def _prepared(self, clips: Tensor) -> Tensor:
        """uint8 (B, T, S, S, 3) to what the network expects (B, 3, T, S, S)."""
        x = (clips.to(self._device).float() - self._mean) / self._std
        return x.movedim(-1, 1).contiguous(memory_format=torch.channels_last_3d)

    def _check(self, loss: float) -> None:
        if not math.isfinite(loss):
            raise S3DTrainingError(
                "loss_not_finite",
                f"The loss at step {self.step} is not a number.",
                path=self._folder,
                remedy="Start again with a lower learning rate.",
            )

    def _save(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._folder / f".{_FILE}.{os.getpid()}"
        state = {
            "network": self.network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "step": self.step,
        }
        torch.save(state, fresh)
        fresh.replace(self._folder / _FILE)

    def _load(self) -> int:
        path = self._folder / _FILE
        if not path.exists():
            return 0
        saved: dict[str, Any] = torch.load(path, map_location=self._device, weights_only=True)
        self.network.load_state_dict(saved["network"])
        self._optimizer.load_state_dict(saved["optimizer"])
        return int(saved["step"])


def _colours(device: torch.device) -> tuple[Tensor, Tensor]:
    """Mean and spread of the pixels, (3,) each, as the extractor will expect them."""
    preprocessing = Registry.load().entry(EXTRACTOR).preprocessing
    assert preprocessing is not None
    mean, std = preprocessing.mean, preprocessing.std
    return torch.tensor(mean, device=device), torch.tensor(std, device=device)


def _groups(network: nn.Module, decay: float) -> list[dict[str, Any]]:
    weights = list(network.parameters())
    return [
        {"params": [w for w in weights if w.ndim > 1], "weight_decay": decay},
        {"params": [w for w in weights if w.ndim <= 1], "weight_decay": 0.0},
    ]
