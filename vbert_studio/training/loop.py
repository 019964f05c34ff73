"""The training loop: one screen, and everything that can go wrong with it around it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from accelerate import Accelerator
from torch import Tensor
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR

from vbert_studio.errors import CancelledError, StudioError
from vbert_studio.model.videobert import VideoBert
from vbert_studio.progress import Monitor
from vbert_studio.training.batches import Batches, TrainingBatch
from vbert_studio.training.losses import losses_of
from vbert_studio.training.resume import Kept, State
from vbert_studio.training.settings import TrainingSettings

Metrics = dict[str, float]


class TrainingError(StudioError):
    """A run cannot go on."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told, and who judges.

    Attributes:
        metrics: is called with the step and its numbers, after every step.
        evaluate: judges the model; ``score`` is what early stopping and the best checkpoint go by,
            the higher the better.
        better: is called with the model after each evaluation that was the best so far.
        saving: is called before the state is saved: what was told until then is not told again.
    """

    metrics: Callable[[int, Metrics], None]
    evaluate: Callable[[VideoBert], Metrics]
    better: Callable[[VideoBert, Metrics], None]
    saving: Callable[[], None] = lambda: None


class Trainer:
    """One run, which can be stopped at any moment and goes on as if it had not been.

    Args:
        model: is trained in place.
        batches: what it is taught.
        settings: how.
        listener: who is told and who judges.
        folder: keeps the state to resume from.
    """

    def __init__(
        self,
        model: VideoBert,
        batches: Batches,
        settings: TrainingSettings,
        listener: Listener,
        folder: Path,
    ) -> None:
        self._settings = settings
        self._listener = listener
        self._folder = folder
        self._accelerator = Accelerator(mixed_precision=precision_of(settings))
        freeze_rows(model, settings.train_rows)
        optimizer = AdamW(_groups(model, settings), lr=settings.learning_rate, fused=True)
        self._schedule = LambdaLR(optimizer, settings.rate_at)
        self._wrapped, self._optimizer = self._accelerator.prepare(model, optimizer)
        self._model: VideoBert = self._accelerator.unwrap_model(self._wrapped)
        self._kept = Kept(self._model, self._optimizer, self._schedule)
        self.state = self._kept.load(folder)
        self._source = self._share_of(batches)

    def _share_of(self, batches: Batches) -> Iterator[TrainingBatch]:
        """This process's batches: every n-th, where n processes train."""
        every = self._accelerator.num_processes
        seen = self.state.step * self._settings.accumulate * every
        stream = batches.starting_at(seen + self._accelerator.process_index)
        return itertools.islice(stream, 0, None, every)

    def run(self, *, monitor: Monitor | None = None) -> State:
        """Train until the last step, or until nothing gets better any more.

        Raises:
            TrainingError: kind ``loss_not_finite``; the batch is saved in the folder.
            CancelledError: the monitor asked to stop; the state is saved.
        """
        monitor = monitor or Monitor()
        settings, state = self._settings, self.state
        with monitor.stage("training", settings.steps, "steps", done=state.step) as stage:
            try:
                while not self._is_over(monitor):
                    self._listener.metrics(state.step + 1, self._step())
                    state.step += 1
                    stage.advance()
            except CancelledError:
                self._save()
                raise
        return state

    def _is_over(self, monitor: Monitor) -> bool:
        """Judge and save where that is due; whether there is nothing left to do."""
        settings, state = self._settings, self.state
        if state.judged < state.step and self._is_due(settings.evaluate_every):
            self._evaluate()
            state.judged = state.step
        if state.step and self._is_due(settings.save_every):
            self._save()
        if settings.patience and state.without_better >= settings.patience:
            monitor.log(f"Nothing better in {settings.patience} evaluations: stopped")
            return True
        return state.step >= settings.steps

    def _save(self) -> None:
        self._listener.saving()
        self._kept.save(self._folder, self.state)

    def _step(self) -> Metrics:
        """One optimizer step: losses, norm of the gradient, learning rate, and tokens read."""
        self._model.train()
        sums, device = np.zeros(5), self._accelerator.device
        # All at once: whoever stops while films are read stops between two steps.
        for given in [next(self._source) for _ in range(self._settings.accumulate)]:
            with self._accelerator.autocast():
                parts = losses_of(self._wrapped, given, self._settings.losses, device)
            self._check(parts.total, given)
            self._accelerator.backward(parts.total / self._settings.accumulate)
            values = (parts.total, parts.text, parts.video, parts.alignment)
            length = int(given.batch.lengths.sum())
            sums += [*(float(value.detach()) for value in values), length]
        norm = self._accelerator.clip_grad_norm_(self._model.parameters(), self._settings.clip)
        rate = float(self._schedule.get_last_lr()[0])
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad()
        loss, text, video, alignment, _ = (sums / self._settings.accumulate).tolist()
        metrics = {"loss": loss, "text": text, "video": video, "alignment": alignment}
        return {**metrics, "norm": float(norm), "rate": rate, "tokens": float(sums[4])}

    def _is_due(self, every: int) -> bool:
        return self.state.step % every == 0 or self.state.step == self._settings.steps

    def _evaluate(self) -> None:
        self._model.eval()
        found = self._listener.evaluate(self._model)
        told = {f"held_out_{name}": value for name, value in found.items()}
        self._listener.metrics(self.state.step, told)
        if found["score"] > self.state.best:
            self.state.best, self.state.without_better = found["score"], 0
            self._listener.better(self._model, found)
        else:
            self.state.without_better += 1

    def _check(self, loss: Tensor, given: TrainingBatch) -> None:
        """Stop on a loss that is no number, and keep what led to it."""
        if math.isfinite(float(loss.detach())):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"not-finite-{self.state.step}.npz"
        batch = given.batch
        np.savez(path, ids=batch.ids, segments=batch.segments, lengths=batch.lengths)
        raise TrainingError(
            "loss_not_finite",
            f"The loss at step {self.state.step} is not a number; the batch is in {path}.",
            path=path,
            remedy="Lower the learning rate, or train without half precision, and resume.",
        )


def precision_of(settings: TrainingSettings) -> str:
    """What accelerate is told: with ``auto`` bfloat16 where the processor is made for it.

    On a CPU that means tiles (AMX). Where it has bfloat16 instructions alone, a step of the small
    model took 1.5 times as long in bfloat16 as in float32.
    """
    if settings.precision != "auto":
        return settings.precision
    if torch.cuda.is_available():
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "no"
    return "bf16" if torch.cpu._is_amx_tile_supported() else "no"  # noqa: SLF001 - no other way


def freeze_rows(model: VideoBert, train_rows: str) -> None:
    """Keep rows of the embedding table from learning: see `TrainingSettings.train_rows`."""
    if train_rows == "all":
        return
    model.table.requires_grad_(train_rows != "none")
    if train_rows == "visual":
        first = model.vocabulary.first_visual
        model.table.register_hook(lambda grad: _without_text(grad, first))  # type: ignore[no-untyped-call]


def _without_text(grad: Tensor, first_visual: int) -> Tensor:
    kept = grad.clone()
    kept[:first_visual] = 0
    return kept


def _groups(model: VideoBert, settings: TrainingSettings) -> list[dict[str, object]]:
    """Matrices decay. The table does not: rows that no gradient reaches would fade away."""
    learning = {name: w for name, w in model.named_parameters() if w.requires_grad}
    decayed = [w for name, w in learning.items() if w.ndim > 1 and "embeddings" not in name]
    kept = [w for name, w in learning.items() if w.ndim <= 1 or "embeddings" in name]
    return [
        {"params": decayed, "weight_decay": settings.weight_decay},
        {"params": kept, "weight_decay": 0.0},
    ]
