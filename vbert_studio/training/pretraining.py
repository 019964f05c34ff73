"""Teaching a model films, from the first step to the best checkpoint; knows no project."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch

from vbert_studio.model.checkpoint import Provenance, read_provenance, save_checkpoint
from vbert_studio.model.memory import FOR_TRAINING, keep_freed_memory
from vbert_studio.model.taught import Taught
from vbert_studio.model.videobert import VideoBert
from vbert_studio.progress import Monitor
from vbert_studio.training.batches import Batches
from vbert_studio.training.blocks import Films
from vbert_studio.training.coverage import coverage_of
from vbert_studio.training.examples import Examples, ExampleSettings
from vbert_studio.training.films import TrainingPair
from vbert_studio.training.judging import Judge
from vbert_studio.training.loop import Listener, Metrics, Trainer, TrainingError
from vbert_studio.training.masking import Masker, MaskSettings
from vbert_studio.training.settings import TrainingSettings
from vbert_studio.training.starting import Start

BEST = "best"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that is chosen about a run.

    Attributes:
        training: the loop.
        examples: what is drawn how often.
        masking: what is hidden.
        batch: sequences per batch; with 64 a CPU reads a tenth more tokens per second than with 32.
        bare: share of the pairs in which nothing is hidden.
        questions: examples that each evaluation asks.
        dropout: while training; without it a step of the small model takes 0.85 of the time.
        seed: of examples, masks and fresh weights.
        threads: of the CPU; None leaves it to PyTorch.
    """

    training: TrainingSettings = field(default_factory=TrainingSettings)
    examples: ExampleSettings = field(default_factory=ExampleSettings)
    masking: MaskSettings = field(default_factory=MaskSettings)
    batch: int = 32
    bare: float = 0.3
    questions: int = 256
    dropout: float = 0.1
    seed: int = 0
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class Trained:
    """How a run ended.

    Attributes:
        folder: the checkpoint that did best on what was held out.
        provenance: what it was trained with, and its figures.
        steps: steps done in all.
        tokens_per_s: tokens read per second of this run's own time, evaluations included.
    """

    folder: Path
    provenance: Provenance
    steps: int
    tokens_per_s: float


def _ignore(_step: int, _metrics: Metrics) -> None:
    """The listener of a run that nobody watches."""


def teach(
    start: Start,
    films: Films,
    held_out: Films,
    recipe: Recipe,
    folder: Path,
    *,
    pairs: Sequence[TrainingPair] = (),
    tell: Callable[[int, Metrics], None] = _ignore,
    saving: Callable[[], None] = lambda: None,
    monitor: Monitor | None = None,
) -> Trained:
    """Train a model on films and keep the one that does best on the held-out ones.

    Called again with the same arguments on the same folder it goes on where it was stopped, with
    the very next batch.

    Args:
        start: the model to train, in place.
        films: what it is taught; a list, or films that are read as they are needed.
        held_out: what it is judged by; without any, the last model counts as the best.
        recipe: how.
        folder: holds the state to resume from, and the best checkpoint below ``best``.
        pairs: judged by a person, learned from besides the films.
        tell: is given the metrics of every step, and those of evaluations as ``held_out_...``.
        saving: is called before the state is saved.
        monitor: is told the steps.

    Raises:
        ExamplesError: there is nothing to learn from.
        TrainingError: kind ``bad_setting`` when examples are longer than the model reads, or
            ``loss_not_finite``.
        CancelledError: the monitor asked to stop; the state is saved.
    """
    if recipe.examples.longest > start.model.shape.longest:
        raise TrainingError(
            "bad_setting",
            f"The model reads {start.model.shape.longest} tokens at once, and examples of "
            f"{recipe.examples.longest} are asked for.",
            remedy="Choose shorter examples.",
        )
    keep_freed_memory(FOR_TRAINING)
    if recipe.threads is not None:
        torch.set_num_threads(recipe.threads)
    watch = monitor or Monitor()
    vocabulary = start.model.vocabulary
    examples = Examples(films, vocabulary, recipe.examples, seed=recipe.seed, pairs=pairs)
    masker = Masker(vocabulary, recipe.masking)
    batches = Batches(examples, masker, recipe.batch, bare=recipe.bare, seed=recipe.seed)
    keeper = _Keeper(start, coverage_of(films, vocabulary), folder / BEST, tell)
    judge = _judge(held_out, start.model, recipe, watch)
    listener = Listener(keeper.count, judge or keeper.step_reached, keeper.keep, saving)
    torch.manual_seed(recipe.seed)
    trainer = Trainer(start.model, batches, recipe.training, listener, folder)
    began = time.monotonic()
    state = trainer.run(monitor=watch)
    rate = keeper.tokens / max(time.monotonic() - began, 1e-9)
    return Trained(folder / BEST, read_provenance(folder / BEST), state.step, rate)


def _judge(held_out: Films, model: VideoBert, recipe: Recipe, monitor: Monitor) -> Judge | None:
    if not len(held_out):
        return None
    weights = recipe.training.losses
    return Judge(
        held_out,
        model.vocabulary,
        recipe.examples,
        weights,
        count=recipe.questions,
        monitor=monitor,
    )


class _Keeper:
    """Counts what was read and keeps the best model with what it was taught."""

    def __init__(
        self, start: Start, taught: Taught, folder: Path, tell: Callable[[int, Metrics], None]
    ) -> None:
        self._start = start
        self._taught = taught
        self._folder = folder
        self._tell = tell
        self._step = 0
        self.tokens = 0.0

    def count(self, step: int, metrics: Metrics) -> None:
        """Pass on what a step measured."""
        self._step = step
        self.tokens += metrics.get("tokens", 0.0)
        self._tell(step, metrics)

    def step_reached(self, _model: VideoBert) -> Metrics:
        """Judge where nothing is held out: the later, the better."""
        return {"score": float(self._step)}

    def keep(self, model: VideoBert, found: Metrics) -> None:
        """Save the best model so far."""
        figures = {k: v for k, v in found.items() if k != "score"}
        self._taught = replace(self._taught, steps=self._step, held_out=figures)
        save_checkpoint(model, self.provenance(), self._folder, half=False)

    def provenance(self) -> Provenance:
        """What the model is made of."""
        start = self._start
        return Provenance(start.codebook, start.extractor, start.base, taught=self._taught)
