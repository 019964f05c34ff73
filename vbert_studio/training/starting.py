"""A model before its first lesson: from a BERT, from another checkpoint, or from nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import nn

from vbert_studio.errors import WeightsError
from vbert_studio.language.wordpiece import TEXT_SIZE
from vbert_studio.model.checkpoint import load_checkpoint
from vbert_studio.model.initial import start_from_bert, start_visual_rows
from vbert_studio.model.presets import PRESETS
from vbert_studio.model.videobert import VideoBert
from vbert_studio.model.vocabulary import JointVocabulary
from vbert_studio.visual.codebook import Codebook
from vbert_studio.weights import store
from vbert_studio.weights.registry import Registry

# The weights of the registry that have the shape of a preset.
BERTS = {"small": "minilm-l6"}
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Start:
    """A model that can be taught.

    Attributes:
        model: in float32.
        codebook: the digest of the codebook whose tokens it reads.
        extractor: the name of the extractor of that codebook.
        base: what its weights are from; empty for nothing.
    """

    model: VideoBert
    codebook: str
    extractor: str
    base: str


def vocabulary_of(book: Codebook, text_size: int = TEXT_SIZE) -> JointVocabulary:
    """BERT's WordPieces and the codebook's visual words."""
    return JointVocabulary(text_size, book.leaves)


def start_model(
    book: Codebook,
    *,
    preset: str = "small",
    base: str | None = None,
    dropout: float = 0.1,
    seed: int = 0,
    text_size: int = TEXT_SIZE,
) -> Start:
    """A new model for a codebook, its visual rows from the centroids.

    Args:
        book: whose tokens it will read.
        preset: its size, of `presets`.
        base: weights of the registry, ``nothing``, or None for those that fit the preset.
        dropout: while training.
        seed: of the weights that nothing else gives.
        text_size: how many WordPieces; only tests have fewer than BERT.

    Raises:
        WeightsError: there is no such preset, or the weights are missing, of another kind or size.
    """
    if preset not in PRESETS:
        raise WeightsError(
            "no_such_preset",
            f"There is no size of the model called {preset}.",
            remedy=f"Choose one of {', '.join(PRESETS)}.",
        )
    name = BERTS.get(preset, NOTHING) if base is None else base
    torch.manual_seed(seed)
    shape = replace(PRESETS[preset], dropout=dropout)
    model = VideoBert(vocabulary_of(book, text_size), shape)
    if name != NOTHING:
        start_from_bert(model, _file_of(name))
    start_visual_rows(model, book.leaf_centroids)
    return Start(model, book.digest, book.origin.extractor, "" if name == NOTHING else name)


def start_from(folder: Path, book: Codebook, *, dropout: float = 0.1, seed: int = 0) -> Start:
    """A checkpoint that is to be taught more, with the codebook that it was trained with.

    Raises:
        CheckpointError: it is missing or damaged, or was trained with another codebook.
    """
    torch.manual_seed(seed)
    model, provenance = load_checkpoint(folder, codebook=book.digest)
    for part in model.modules():
        if isinstance(part, nn.Dropout):
            part.p = dropout
    return Start(model, book.digest, provenance.extractor, folder.name)


def _file_of(name: str) -> Path:
    return store.find(Registry.load().entry(name, "encoder")) / "model.safetensors"
