"""Which model answers, and what it reads and looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from vbert_studio.jobs.requests.base import Request
from vbert_studio.jobs.requests.passage import Masking, Passage, ReadToken


@dataclass(frozen=True, slots=True)
class VideoBertLoaded:
    """A model that is ready.

    Attributes:
        checkpoint: its name.
        codebook: the name of the codebook whose visual words it reads.
        base: what its training started from; empty for random weights.
        layers, heads, hidden: its size.
        longest: the longest row that it reads, special tokens included.
        visual_words: how many it knows.
        parameters: how many numbers it consists of.
        device: where it computes.
        limits: what it cannot know, from what it was taught, in sentences; empty where nobody wrote
            that down.
    """

    checkpoint: str
    codebook: str
    base: str
    layers: int
    heads: int
    hidden: int
    longest: int
    visual_words: int
    parameters: int
    device: str
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadVideoBert(Request[VideoBertLoaded]):
    """Hold a model ready, so that the first question is answered as fast as the others.

    The two models that were asked last are held, so that they can be compared.

    Attributes:
        project: the project's folder.
        checkpoint: the name of the model; None is the current one.

    Errors of this and of every question to a model: ``no_model`` with how to get one,
    ``no_such_checkpoint``, ``other_codebook``, ``no_tokens``, ``passage_too_long``.
    """

    is_state: ClassVar[bool] = True
    project: Path
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True)
class RowRead:
    """The very row that the model reads: ``[CLS] ... [>] ... [SEP]``."""

    checkpoint: str
    tokens: tuple[ReadToken, ...]


@dataclass(frozen=True, slots=True)
class AskRow(Request[RowRead]):
    """What exactly does the model read? Answered without a pass through it."""

    passage: Passage
    masking: Masking = field(default_factory=Masking)


@dataclass(frozen=True, slots=True, eq=False)
class AttentionWeights:
    """Where every position looks.

    Attributes:
        checkpoint: the model that looked.
        tokens: the T positions.
        weights: float32 (layers, heads, T, T): row i says where position i looks, and sums to 1.
    """

    checkpoint: str
    tokens: tuple[ReadToken, ...]
    weights: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AskAttention(Request[AttentionWeights]):
    """Which positions does each position look at?"""

    passage: Passage
    masking: Masking = field(default_factory=Masking)
