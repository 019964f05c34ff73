"""Vectors for sentences and stretches of video, which search compares."""

from __future__ import annotations

from collections.abc import Sequence as Rows

import numpy as np
import numpy.typing as npt
import torch

from vbert_studio.model.sequence import Sequence, build_sequence
from vbert_studio.model.vocabulary import Ids
from vbert_studio.progress import Monitor
from vbert_studio.tasks.asker import Asker

Vectors = npt.NDArray[np.float32]

_AT_ONCE = 64


def embed_texts(asker: Asker, texts: Rows[Ids], *, monitor: Monitor | None = None) -> Vectors:
    """One unit vector per sentence of WordPieces, float32 (N, H)."""
    return _embed(asker, [build_sequence(asker.vocabulary, text) for text in texts], monitor)


def embed_videos(asker: Asker, videos: Rows[Ids], *, monitor: Monitor | None = None) -> Vectors:
    """One unit vector per stretch of visual ids, float32 (N, H)."""
    rows = [build_sequence(asker.vocabulary, (), video) for video in videos]
    return _embed(asker, rows, monitor)


def _embed(asker: Asker, sequences: list[Sequence], monitor: Monitor | None) -> Vectors:
    vectors = np.zeros((len(sequences), asker.model.shape.hidden), np.float32)  # (N, H)
    by_length = np.argsort([len(sequence) for sequence in sequences], kind="stable")
    with (monitor or Monitor()).stage("embedding", len(sequences), "vectors") as stage:
        for start in range(0, len(sequences), _AT_ONCE):
            part = by_length[start : start + _AT_ONCE]
            vectors[part] = _embed_some(asker, [sequences[k] for k in part])
            stage.advance(len(part))
    return vectors


@torch.inference_mode()
def _embed_some(asker: Asker, sequences: list[Sequence]) -> Vectors:
    """The mean of the final states of the tokens, special ones left out, scaled to length 1."""
    states = asker.states(sequences).float().cpu().numpy()  # (B, T, H)
    means = [
        rows[np.concatenate([one.text, one.video])].mean(axis=0)
        for rows, one in zip(states, sequences, strict=True)
    ]
    vectors = np.stack(means)  # (B, H)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)
