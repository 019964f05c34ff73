"""Vectors for sentences and stretches of video, which search compares."""

from __future__ import annotations

from collections.abc import Sequence as Rows

import numpy as np
import numpy.typing as npt
import torch

from vbert_studio.model.sequence import Sequence, build_sequence
from vbert_studio.model.vocabulary import Ids
from vbert_studio.tasks.asker import Asker

Vectors = npt.NDArray[np.float32]


def embed_texts(asker: Asker, texts: Rows[Ids]) -> Vectors:
    """One unit vector per sentence of WordPieces, float32 (N, H)."""
    return _embed(asker, [build_sequence(asker.vocabulary, text) for text in texts])


def embed_videos(asker: Asker, videos: Rows[Ids]) -> Vectors:
    """One unit vector per stretch of visual ids, float32 (N, H)."""
    return _embed(asker, [build_sequence(asker.vocabulary, (), video) for video in videos])


@torch.inference_mode()
def _embed(asker: Asker, sequences: list[Sequence]) -> Vectors:
    """The mean of the final states of the tokens, special ones left out, scaled to length 1."""
    states = asker.states(sequences).float().cpu().numpy()  # (B, T, H)
    means = [
        rows[np.concatenate([one.text, one.video])].mean(axis=0)
        for rows, one in zip(states, sequences, strict=True)
    ]
    vectors = np.stack(means)  # (B, H)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)
