"""A model taught few films, out of films that are really looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vbert_studio.jobs.kitchen_ablation import train_ablation
from vbert_studio.kitchen.make import make
from vbert_studio.model.checkpoint import load_checkpoint
from vbert_studio.places import models_dir
from vbert_studio.visual.codebook import Codebook

pytestmark = pytest.mark.usefixtures("one_thread", "wordpiece_vocabulary")
SMALL = (48, 64)


def test_each_size_gets_a_model_which_is_not_taught_again(
    tmp_path: Path, fetched: Callable[[str], Path]
) -> None:
    fetched("minilm-l6")
    make(tmp_path / "seed1", 1, 1, size=SMALL, speech=False)
    make(tmp_path / "seed1", 1, 1, size=SMALL, speech=False, split="validation")
    heard: list[int] = []

    def told(step: int, _numbers: dict[str, float]) -> None:
        heard.append(step)

    def train() -> dict[int, Path]:
        return train_ablation(tmp_path, models_dir(), sizes=(1,), steps=1, threads=1, numbers=told)

    made = train()
    assert heard
    heard.clear()
    assert train() == made == {1: tmp_path / "ablation" / "1"}
    assert not heard
    book = Codebook.load(models_dir() / "codebook-kitchen").digest
    taught = load_checkpoint(made[1], codebook=book)[1].taught
    assert taught is not None
    assert (taught.films, taught.steps) == (1, 1)
    assert "video_loss" in taught.held_out
