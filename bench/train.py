"""Training the joint model against the plain way to write it, on the small preset.

The plain way pads every row to the longest that there may be, and gives every position logits over
the whole joint vocabulary, of which the hidden ones enter the loss: as a BERT written down from its
paper does. Examples, masks, batch and optimizer are the same. Tokens are counted without padding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from harness import Numbers, main, peak_memory_mb, timed

if TYPE_CHECKING:
    from torch import Tensor

    from vbert_studio.model.videobert import VideoBert
    from vbert_studio.model.vocabulary import JointVocabulary
    from vbert_studio.training.batches import TrainingBatch

LEAVES, LONGEST, WARM_UP = 1_000, 128, 2
FILMS, CLIPS, WORDS = 60, 27, 10
Step = Callable[["TrainingBatch"], "Tensor"]


def vocabulary() -> JointVocabulary:
    from vbert_studio.model.vocabulary import JointVocabulary

    return JointVocabulary(30_522, np.arange(LEAVES, dtype=np.int32))


def batches(size: int) -> Iterator[TrainingBatch]:
    """Films like those of the kitchen: 27 clips, a sentence of ten pieces for every three."""
    from vbert_studio.training.batches import Batches
    from vbert_studio.training.examples import Examples
    from vbert_studio.training.films import TrainingFilm, TrainingSentence
    from vbert_studio.training.masking import Masker

    words, rng = vocabulary(), np.random.default_rng(0)
    films = [
        TrainingFilm(
            words.first_visual + rng.integers(LEAVES, size=CLIPS),
            tuple(
                TrainingSentence(rng.integers(1_000, 3_000, WORDS), first, first + 3)
                for first in range(0, CLIPS, 3)
            ),
        )
        for _ in range(FILMS)
    ]
    return Batches(Examples(films, words), Masker(words), size).starting_at(0)


def new_model(dropout: float) -> VideoBert:
    import torch

    from vbert_studio.model.presets import PRESETS
    from vbert_studio.model.videobert import VideoBert

    torch.set_num_threads(1)
    torch.manual_seed(0)
    return VideoBert(vocabulary(), replace(PRESETS["small"], dropout=dropout)).train()


def trained(model: VideoBert, loss_of: Step, given: Iterator[TrainingBatch], steps: int) -> Numbers:
    """Tokens per second over so many steps, after some that do not count."""
    import torch

    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, fused=True)

    def step(batch: TrainingBatch) -> None:
        loss_of(batch).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()

    for _ in range(WARM_UP):
        step(next(given))
    taken = [next(given) for _ in range(steps)]
    numbers = timed(lambda: [step(batch) for batch in taken])
    tokens = sum(int(batch.batch.lengths.sum()) for batch in taken)
    asked = sum(len(batch.text.targets) + len(batch.video.targets) for batch in taken)
    return {
        "tokens_per_s": tokens / numbers["wall_s"],
        "tokens_per_cpu_s": tokens / numbers["cpu_s"],
        "tokens_per_step": tokens / steps,
        "asked_per_step": asked / steps,
        "padding": 1 - tokens / sum(batch.batch.ids.size for batch in taken),
        "mb": peak_memory_mb(),
    }


def ours(size: int = 32, dropout: float = 0.1) -> Numbers:
    from vbert_studio.model.memory import FOR_TRAINING, keep_freed_memory
    from vbert_studio.training.losses import LossWeights, losses_of

    keep_freed_memory(FOR_TRAINING)
    model = new_model(dropout)
    return trained(model, lambda b: losses_of(model, b, LossWeights()).total, batches(size), 12)


def ours_64_no_dropout() -> Numbers:
    """What a long training on a CPU is best run with."""
    return ours(64, 0.0)


def plain() -> Numbers:
    model = new_model(0.1)
    return trained(model, lambda batch: plain_loss(model, batch), batches(32), 3)


def plain_loss(model: VideoBert, given: TrainingBatch) -> Tensor:
    """Logits over the joint vocabulary (B, LONGEST, size), and the loss at what was hidden."""
    import torch
    from torch.nn import functional

    ids, segments, attended = (
        torch.from_numpy(padded(rows))
        for rows in (given.batch.ids, given.batch.segments, given.batch.attended)
    )
    states = model.trunk(
        input_ids=ids, token_type_ids=segments, attention_mask=attended
    ).last_hidden_state  # (B, LONGEST, H)
    head = model.text_head
    logits = functional.linear(head.norm(functional.gelu(head.dense(states))), model.table)
    targets = torch.full(ids.shape, -100)
    for asked in (given.text, given.video):
        targets[asked.rows, asked.columns] = torch.from_numpy(asked.targets)
    hidden = functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
    aligned = model.alignment_logits(states)[given.paired]
    return hidden + functional.binary_cross_entropy_with_logits(
        aligned, torch.from_numpy(given.aligned)
    )


def padded(rows: np.ndarray) -> np.ndarray:
    """(B, T) to (B, LONGEST)."""
    return np.pad(rows, ((0, 0), (0, LONGEST - rows.shape[1])))


def summarise(found: Mapping[str, Numbers]) -> dict[str, Any]:
    """Ratios are of CPU seconds, which a busy machine changes least."""
    metrics = {f"{case}.{k}": v for case, numbers in found.items() for k, v in numbers.items()}
    rates = {case: numbers["tokens_per_cpu_s"] for case, numbers in found.items()}
    ratios = {
        f"tokens per cpu_s: {case} / plain": rate / rates["plain"]
        for case, rate in rates.items()
        if case != "plain" and "plain" in rates
    }
    return {"metrics": metrics, "ratios": ratios}


CASES = {"plain": plain, "ours": ours, "ours_64_no_dropout": ours_64_no_dropout}

if __name__ == "__main__":
    main("train", CASES, summarise, rounds=3)
