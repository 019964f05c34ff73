"""What the repositories return: one frozen record per row. Times are seconds, ids never change."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


def is_there(path: Path) -> bool:
    """Whether a file can be seen; False, not an error, where one may not even look."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises PermissionError


@dataclass(frozen=True, slots=True)
class NewVideo:
    """What is known of a file before it is in the project."""

    path: Path
    fingerprint: str
    size: int
    duration_s: float
    width: int
    height: int
    has_sound: bool


@dataclass(frozen=True, slots=True)
class Video:
    """A video of the project; the file at `path` may be missing by now."""

    id: int
    path: Path
    fingerprint: str
    size: int
    duration_s: float
    width: int
    height: int
    has_sound: bool

    @property
    def missing(self) -> bool:
        """Whether the file is not where it was, or out of reach."""
        return not is_there(self.path)


@dataclass(frozen=True, slots=True)
class ClipTime:
    """Where a clip of a video lies. `partial` marks a last clip padded with its last frame."""

    index: int
    start_s: float
    end_s: float
    partial: bool


@dataclass(frozen=True, slots=True)
class VideoStatus:
    """How far a video is.

    How many of its clips have a feature of the extractor in use, how many a token of the current
    codebook, and how many sentences its transcript has. `clips` is None until the frame times are
    known; `transcript` is ``none``, ``partial`` or ``complete``.
    """

    video_id: int
    clips: int | None
    features: int
    tokens: int
    sentences: int
    transcript: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a job could not be done for a video, until it is."""

    video_id: int
    job: str
    kind: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CodebookRow:
    """A codebook; its tree lies in `folder`. `fitted_on` counts the features it was fitted on."""

    id: int
    name: str
    extractor: str
    folder: Path
    levels: int
    branching: int
    seed: int
    fitted_on: int
    made_at: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A clip whose feature lies near a leaf's centroid; `rank` 0 is the nearest."""

    leaf: int
    rank: int
    video_id: int
    clip: int
    distance: float


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """A trained model; its weights lie in `folder`.

    `codebook` is the name of the codebook whose tokens it reads; `base`, what training started
    from: a checkpoint, weights of the registry, or nothing; `run`, the run that made it, if that
    was one of this project.
    """

    id: int
    name: str
    folder: Path
    codebook: str
    base: str
    made_at: str
    is_current: bool
    run: int | None = None


RunStatus = Literal["running", "done", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run of training.

    `kind` says of what, ``pretrain`` for one; `settings` is plain JSON. A run that is ``running``
    with nobody at work was killed, and can be resumed.
    """

    id: int
    kind: str
    name: str
    settings: Mapping[str, object]
    started_at: str
    ended_at: str | None
    status: RunStatus


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """A transcript of a video.

    `source` says what made it: ``asr:NAME`` or ``file:NAME``; `edited`, whether a person has
    corrected it since.
    """

    id: int
    video_id: int
    source: str
    language: str | None
    complete: bool
    edited: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A timed stretch of a transcript."""

    id: int
    transcript_id: int
    video_id: int
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word of a sentence.

    `probability` is the recogniser's, if one heard it; the times of an interpolated word are not
    measured but shared out of a longer stretch's.
    """

    id: int
    sentence_id: int
    position: int
    start_s: float
    end_s: float
    text: str
    probability: float | None
    interpolated: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that a search found; `snippet` has the hits between ``[`` and ``]``."""

    sentence: SentenceRow
    snippet: str
