"""Made-up records for the tests of the project."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from vbert_studio.project.records import NewVideo


@dataclass(frozen=True)
class Word:
    start_s: float
    end_s: float
    text: str
    probability: float | None = None
    interpolated: bool = False


@dataclass(frozen=True)
class Sentence:
    start_s: float
    end_s: float
    text: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Span:
    index: int
    start_s: float
    end_s: float
    partial: bool = False


@dataclass(frozen=True)
class Chunk:
    first: int
    features: np.ndarray
    spans: list[Span] = field(default_factory=list)


def said(text: str, start_s: float, end_s: float) -> Sentence:
    """A sentence whose words share its time evenly."""
    parts = text.split()
    step = (end_s - start_s) / len(parts)
    words = tuple(
        Word(start_s + n * step, start_s + (n + 1) * step, part, 0.9)
        for n, part in enumerate(parts)
    )
    return Sentence(start_s, end_s, text, words)


def new_video(path: Path, fingerprint: str | None = None) -> NewVideo:
    return NewVideo(path, fingerprint or f"print of {path.name}", 1000, 12.0, 640, 360, True)
